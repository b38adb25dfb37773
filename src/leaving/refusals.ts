import { defineRefusals } from '../kernel/index.ts'

export const leavingRefusals = defineRefusals({
  'not-as-you-stand': {
    status: 409,
    ja: 'この手続きは、もうすんでいるか、いまはできません。',
    jaEasy: 'もう 終わって いるか、いまは できません。',
    en: 'This has been done already, or cannot be done now.',
  },
  'too-late': {
    status: 410,
    ja: 'また参加できる期限をすぎました。参加したいときは、窓口でお問い合わせください。',
    jaEasy: 'また 参加できる 期限を すぎました。参加したい ときは、窓口で 言って ください。',
    en: 'The day until which you could take part again has passed. If you want to, please come to the counter.',
  },
  'same-entry': {
    status: 409,
    ja: '同じ登録です。まとめるには、登録が2つあります。',
    jaEasy: 'おなじ 登録です。もう 1つの 登録を えらんで ください。',
    en: 'This is one and the same entry. Choose the other one.',
  },
  'merged-already': {
    status: 409,
    ja: 'どちらかの登録は、もう、ほかの登録にまとめてあります。',
    jaEasy: 'もう 1つに して あります。',
    en: 'One of the two was merged into another entry already.',
  },
  'has-died': {
    status: 409,
    ja: 'どちらかの登録に、亡くなったという記録があります。まちがいのときは、先に、その記録を直してください。',
    jaEasy: '亡くなったと 書いて あります。まちがいなら、さきに なおして ください。',
    en: 'A death is recorded of one of the two. If that is a mistake, it has to be put right first.',
  },
  'has-left': {
    status: 409,
    ja: 'どちらかの登録は、やめる手続きか、引っ越しの手続きがすんでいます。本人がまた参加してから、まとめてください。',
    jaEasy: 'やめたか、引っ越した 登録です。また 参加してから、1つに して ください。',
    en: 'One of the two has left or moved away. They can be merged once the person takes part again.',
  },
  'is-erased': {
    status: 410,
    ja: 'どちらかの登録は、もう消えています。',
    jaEasy: 'もう 消えて います。',
    en: 'One of the two was erased already.',
  },
  'has-taken-in': {
    status: 409,
    ja: 'えらんだ登録には、前に、ほかの登録をまとめてあります。その登録を残すほうにして、やり直してください。',
    jaEasy: 'えらんだ 登録を のこして、はじめから して ください。',
    en: 'Another entry was merged into the one you have chosen. Start again with that one as the one that remains.',
  },
  'two-people': {
    status: 409,
    ja: '2つの登録は、ふりがなも生年月日もちがいます。べつの人の登録かもしれないので、まとめられません。',
    jaEasy: '名前の よみかたも 生年月日も ちがいます。べつの ひとかも しれないので、1つに できません。',
    en: 'The two entries differ in kana and in date of birth. They may be of two people, so they cannot be merged.',
  },
  'not-kept': {
    status: 503,
    ja: 'ぜんぶ止めました。ただ、不具合のため、止めた控えがまだできていません。少したってから、もう一度お試しください。',
    jaEasy: 'ぜんぶ 止めました。でも、控えが まだ ありません。あとで もう一度 して ください。',
    en: 'Everything is stopped, but because of a fault it could not be written into the stop journal yet. Please try again in a while.',
  },
})

export type LeavingRefusal = keyof typeof leavingRefusals
