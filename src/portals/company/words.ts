import { defineWords } from '../ui/index.ts'

/** What several pages of companies say. */
export const companyDoorWords = defineWords({
  ja: {
    home: 'やること',
    persons: '担当',
    keys: 'プログラムと鍵',
    acts: '会社の記録',
  },
  'ja-easy': {
    home: 'やること',
    persons: '{担当|たんとう}',
    keys: 'プログラムと {鍵|かぎ}',
    acts: '{会社|かいしゃ}の {記録|きろく}',
  },
  en: {
    home: 'What to do',
    persons: 'Persons',
    keys: 'Programs and keys',
    acts: 'Record of the company',
  },
})
