import { counted, defineWords } from '../../ui/index.ts'

interface Days {
  item: string
  count: number
}

/** What went of one item, or was taken back. */
export const provisionWords = defineWords({
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
