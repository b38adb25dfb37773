import type { Personal } from '../../../kernel/index.ts'
import { OwnPlaceCodePage, OwnPlacePage } from '../../sent-code/own-place.tsx'
import type { Wrong } from '../../sent-code/wrong.ts'
import { paths } from '../../paths.ts'
import { Field, type City, type View } from '../../ui/index.ts'
import { words } from './words.ts'

const at = {
  enter: paths.textNumber,
  code: paths.textNumberCode,
  remove: paths.textNumberRemove,
  back: paths.noticeSettings,
}

interface Shared {
  view: View
  city: City
  wrong: Wrong
}

interface TextNumberPageProps extends Shared {
  own: Personal<string> | undefined
  removed: boolean
  typed: string
}

export function TextNumberPage({ own, removed, typed, ...shared }: TextNumberPageProps) {
  const say = words.in(shared.view)
  return (
    <OwnPlacePage
      {...{ ...shared, say, at }}
      onFile={<p>{own ? say('now', { number: dialled(own) }) : say('none')}</p>}
      hasOne={own !== undefined}
      done={removed && say('removed')}
      name="number"
      wrongForm={say('numberWrong')}
      entry={
        <Field
          name="number"
          label={say(own ? 'newNumber' : 'number')}
          hint={say('numberHint')}
          value={typed}
          error={shared.wrong?.kind === 'form' ? say('numberWrong') : undefined}
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          required
        />
      }
    />
  )
}

/** As it is dialled in Japan. */
function dialled(number: Personal<string>): string {
  return number.reveal().replace(/^\+81(\d\d)(\d{4})(\d{4})$/u, '0$1-$2-$3')
}

export function TextNumberCodePage({ number, ...shared }: Shared & { number: Personal<string> | undefined }) {
  const say = words.in(shared.view)
  const sent = number && say('sent', { number: dialled(number) })
  return <OwnPlaceCodePage {...{ ...shared, say, at, sent }} by="sms" />
}
