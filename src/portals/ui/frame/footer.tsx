import { PhoneLink } from '../actions/phone-link.tsx'
import { uiWords } from '../ui-words.ts'
import { useView } from '../view.ts'
import { useWords } from '../words/define-words.ts'
import type { City } from './city.ts'

/** Who keeps the data and whom to call; the number can be tapped. */
export function Footer({ city }: { city: City }) {
  const say = useWords(uiWords)
  const { portal } = useView()
  const { name, phone, hours } = city.contact
  return (
    <footer class="footer">
      <div class="footer-inside">
        {portal === 'resident' && <p>{say('keptBy', { city: city.name })}</p>}
        <p>
          {say('contact')}
          {name}
          <br />
          {say('phone')}
          <PhoneLink phone={phone} />
          {hours && <span class="hours"> {hours}</span>}
        </p>
      </div>
    </footer>
  )
}
