import { defineWords } from '../../ui/index.ts'

/** What a letter says around the notices; printed in big type, folded in three. */
export const letterWords = defineWords({
  ja: {
    heading: 'お知らせがあります',
    first: '預けたデータやカードのことで、つぎのことがありました。',
    how: 'くわしいことは、いつもの方法でページを開いて、お読みください。お電話でもお答えします。',
    howMerged:
      'くわしいことは、窓口かお電話でおたずねください。この登録のカードでは、もうサインインできません。',
    never: '市が暗証番号をお聞きすることは、ありません。',
    nothing: '新しいお知らせがあります。',
    foot: ({ number }: { number: string }) => `手紙の番号 ${number}`,
  },
  'ja-easy': {
    heading: 'お{知|し}らせが あります',
    first: '{預|あず}けた データや カードの ことです。',
    how: 'わからない ときは、{電話|でんわ}して ください。',
    howMerged:
      '{窓口|まどぐち}か {電話|でんわ}で {聞|き}いて ください。この カードは もう {使|つか}えません。',
    never: '{市|し}が {暗証|あんしょう}{番号|ばんごう}を {聞|き}く ことは ありません。',
    nothing: '{新|あたら}しい お{知|し}らせが あります。',
    foot: ({ number }) => `{手紙|てがみ}の {番号|ばんごう} ${number}`,
  },
  en: {
    heading: 'There is a notice for you',
    first: 'This happened to your data or your card.',
    how: 'To know more, open your pages the way you always do, or call us.',
    howMerged: 'To know more, come to the counter or call us. The card of this entry no longer signs in.',
    never: 'The city never asks for your PIN.',
    nothing: 'There is a new notice for you.',
    foot: ({ number }) => `Letter ${number}`,
  },
})
