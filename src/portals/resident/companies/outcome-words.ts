import { defineWords } from '../../ui/index.ts'

/** How a delivery ended, and why a request was refused. */
export const outcomeWords = defineWords({
  ja: {
    delivered: 'わたしました',
    'under-way': '受け渡し中',
    'not-delivered': 'わたしていません',
    'held-back': '一部だけ、わたしました',
    'broken-off': '途中で切れました',
    refused: 'ことわりました',
  },
  'ja-easy': {
    delivered: 'わたしました',
    'under-way': 'いま わたして います',
    'not-delivered': 'わたして いません',
    'held-back': '{一部|いちぶ}だけ わたしました',
    'broken-off': '{途中|とちゅう}で {切|き}れました',
    refused: 'ことわりました',
  },
  en: {
    delivered: 'Given',
    'under-way': 'Being given',
    'not-delivered': 'Not given',
    'held-back': 'Given in part',
    'broken-off': 'Broken off',
    refused: 'Refused',
  },
})
