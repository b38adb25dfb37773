import type { HistoryEntry } from '../../../exchange/index.ts'
import { counted, defineWords, useView, useWords } from '../../ui/index.ts'
import { itemName } from './company-words.ts'

type Provision = Extract<HistoryEntry, { kind: 'provision' }>

interface Days {
  item: string
  count: number
}

const provisionWords = defineWords({
  ja: {
    days: ({ item, count }: Days) => `${item}（${counted('ja', count, 'day')}分）`,
    daysOf: ({ item, count, all }: Days & { all: number }) =>
      `${item}（${counted('ja', all, 'day')}分のうち${counted('ja', count, 'day')}分）`,
    none: ({ item }: { item: string }) => `${item}（わたしていません）`,
    takenBack: ({ item, count }: Days) => `${item}（取り消し ${counted('ja', count, 'day')}分）`,
  },
  'ja-easy': {
    days: ({ item, count }) => `${item}（${counted('ja-easy', count, 'day')}ぶん）`,
    daysOf: ({ item, count, all }) =>
      `${item}（${counted('ja-easy', all, 'day')}ぶんの うち ${counted('ja-easy', count, 'day')}ぶん）`,
    none: ({ item }) => `${item}（わたして いません）`,
    takenBack: ({ item, count }) => `${item}（とりけし ${counted('ja-easy', count, 'day')}ぶん）`,
  },
  en: {
    days: ({ item, count }) => `${item} (${counted('en', count, 'day')})`,
    daysOf: ({ item, count, all }) => `${item} (${counted('en', count, 'day')} of ${String(all)})`,
    none: ({ item }) => `${item} (not given)`,
    takenBack: ({ item, count }) => `${item} (${counted('en', count, 'day')} taken back)`,
  },
})

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
  const view = useView()
  const say = useWords(provisionWords)
  // Of what did not leave at all, the outcome says so for the whole: the line tells what it would have been.
  const left = outcome === 'not-delivered' ? items : given
  return items.flatMap(({ item: code, days: all, takenBack: allTakenBack }) => {
    const item = itemName(view, code)
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
