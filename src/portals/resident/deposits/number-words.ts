import { defineWords } from '../../ui/index.ts'

export const numberWords = defineWords({
  ja: {
    numbers: ({ numbers }: { numbers: string }) => `このファイルにある番号は「${numbers}」です。`,
    between: '」「',
    unnumbered: 'このファイルには、番号がありません。番号を入れずに、もう一度お送りください。',
  },
  'ja-easy': {
    numbers: ({ numbers }) => `この ファイルに ある {番号|ばんごう}は「${numbers}」です。`,
    between: '」「',
    unnumbered:
      'この ファイルに {番号|ばんごう}は ありません。{番号|ばんごう}を {入|い}れないで、もういちど {送|おく}って ください。',
  },
  en: {
    numbers: ({ numbers }) => `The numbers in this file: ${numbers}.`,
    between: ', ',
    unnumbered: 'This file has no numbers in it. Send it again without a number.',
  },
})
