import { itemOf } from '../../../catalog/index.ts'
import type { HistoryEntry } from '../../../exchange/index.ts'
import { useView, useWords } from '../../ui/index.ts'
import { provisionWords } from './provision-words.ts'

type Provision = Extract<HistoryEntry, { kind: 'provision' }>

/** 「歩数（7日分）」 for each item, in one line that breaks between items only: what left, against what was announced. */
export function ProvisionItems({ provision }: { provision: Provision }) {
  const { locale } = useView()
  const parts = usePartsOf(provision)
  const last = parts.length - 1
  return (
    <>
      {parts.map((part, index) => (
        <>
          <span class="whole">
            {part}
            {index < last && (locale === 'en' ? ',' : '・')}
          </span>
          {locale === 'en' && ' '}
        </>
      ))}
    </>
  )
}

function usePartsOf({ items, given, outcome }: Provision) {
  const say = useWords(provisionWords)
  // Of what did not leave at all, the outcome says so for the whole: the line tells what it would have been.
  const left = outcome === 'not-delivered' ? items : given
  return items.flatMap(({ item: code, days: all, takenBack: allTakenBack }) => {
    const item = itemOf(code).names
    const { days, takenBack } = left.find((one) => one.item === code) ?? { days: 0, takenBack: 0 }
    const daysPart =
      days < all ? say('daysOf', { item, count: days, all }) : say('days', { item, count: days })
    return [
      ...(days > 0 ? [daysPart] : []),
      ...(takenBack > 0 ? [say('takenBack', { item, count: takenBack })] : []),
      ...(days + takenBack === 0 && all + allTakenBack > 0 ? [say('none', { item })] : []),
    ]
  })
}
