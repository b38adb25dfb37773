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
    toFormer: 'これからの手紙は、ほかの住所に送ります。この住所に送る手紙は、これが{最後|さいご}です。',
    howFormer: 'おぼえがないときは、すぐにお電話ください。',
    footFormer: '前の住所への手紙',
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
    toFormer:
      'これからの {手紙|てがみ}は、ほかの {住所|じゅうしょ}に {送|おく}ります。ここへは もう {送|おく}りません。',
    howFormer: 'おぼえが ない ときは、すぐに {電話|でんわ}して ください。',
    footFormer: '{前|まえ}の {住所|じゅうしょ}への {手紙|てがみ}',
    foot: ({ number }) => `{手紙|てがみ}の {番号|ばんごう} ${number}`,
  },
  en: {
    heading: 'There is a notice for you',
    first: 'This happened to your data or your card.',
    how: 'To know more, open your pages the way you always do, or call us.',
    howMerged: 'To know more, come to the counter or call us. The card of this entry no longer signs in.',
    never: 'The city never asks for your PIN.',
    nothing: 'There is a new notice for you.',
    toFormer: 'Letters to you go to another address from now on. This is the last one to this address.',
    howFormer: 'If you know nothing of it, please call us at once.',
    footFormer: 'Letter to the address before',
    foot: ({ number }) => `Letter ${number}`,
  },
})
