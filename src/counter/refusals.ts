import { defineRefusals } from '../kernel/index.ts'

export const counterRefusals = defineRefusals({
  'no-reason': {
    status: 422,
    ja: '探すわけをえらんでください。',
    jaEasy: '探す 理由を えらんで ください。',
    en: 'Choose why you search.',
  },
  'nobody-found': {
    status: 404,
    ja: '見つかりませんでした。ふりがなと生年月日を、ご本人に、もう一度おたずねください。',
    jaEasy: 'だれも いませんでした。名前を もう一度 聞いて ください。',
    en: 'Nobody was found. Please check the kana and the date of birth once more with the person.',
  },
  'too-many-found': {
    status: 409,
    ja: '同じふりがなと生年月日の人が多すぎます。名前をぜんぶ入れて探してください。',
    jaEasy: 'おなじ 名前が 多すぎます。名前を ぜんぶ 入れて ください。',
    en: 'Too many people have this name and date of birth. Please search by family and given name.',
  },
  'too-many-searches': {
    status: 429,
    ja: '1時間に探せる回数をこえました。お急ぎのときは、管理者に知らせてください。',
    jaEasy: '探した 回数が 多すぎます。すこし まって ください。',
    en: 'You have searched too often within an hour. If it is urgent, tell an administrator.',
  },
  'nobody-attended': {
    status: 409,
    ja: 'いま応対している人がいません。時間がたって終わったときは、もう一度、探してください。',
    jaEasy: 'いま だれも えらんで いません。もう いちど 探して ください。',
    en: 'You are not attending to anybody. If it ended by itself, please search again.',
  },
  'alike-found': {
    status: 409,
    ja: '同じふりがなと生年月日の人が、もう参加しています。本人かもしれません。',
    jaEasy: 'おなじ 名前の ひとが もう います。その ひとかも しれません。',
    en: 'Somebody of the same kana and date of birth takes part already. It may be the same person.',
  },
  'joined-already': {
    status: 409,
    ja: 'この参加の手続きは、もうすみました。窓口のページから応対を続けてください。カードを見られなかったときは、カードを頼みなおしてください。',
    jaEasy: 'もう おわって います。窓口の ページへ もどって ください。',
    en: 'This person has been taken in already. Go on from the counter page. If you could not see the card, ask for another one.',
  },
  'handed-over-already': {
    status: 409,
    ja: 'このカードは、もう作りました。番号は、もう一度は見られません。見られなかったときは、カードを頼みなおしてください。',
    jaEasy: 'この カードは もう あります。見られなかった ときは、もう一度 たのんで ください。',
    en: 'This card has been made already, and its number cannot be shown again. If you could not see it, ask for another one.',
  },
  'second-person-missing': {
    status: 409,
    ja: 'もう1人の職員の確認がまだです。その職員が自分の画面で確認すると、カードをわたせます。',
    jaEasy: 'もう 1人が まだ たしかめて いません。',
    en: 'A second member of staff has not confirmed it yet. Once they have, on their own screen, the card can be handed over.',
  },
  'choose-again': {
    status: 409,
    ja: 'えらんだ人が、時間がたって、もう分かりません。もう一度、探してください。',
    jaEasy: 'もう いちど 探して、えらんで ください。',
    en: 'Whom you have chosen is not known any more. Please search again.',
  },
  'not-shown-who': {
    status: 409,
    ja: '先に、本人の書類を見て、本人だと確かめてください。応対のページでできます。止めることは、確かめなくてもできます。',
    jaEasy: 'さきに、書類を 見て たしかめて ください。止める ことは、すぐに できます。',
    en: 'First check who the person is by a document of theirs, on the page of the person. Stopping needs no check.',
  },
  'asked-already': {
    status: 409,
    ja: 'この人について、もう頼んであります。もう1人の職員の確認を待つか、頼んだ人が取り消してください。',
    jaEasy: 'もう たのんで あります。もう 1人を まって ください。',
    en: 'This was asked for already. A second member of staff has to confirm it, or who asked takes it back.',
  },
  'not-yours-to-decide': {
    status: 403,
    ja: 'これは、あなたの確認を待っていません。自分が頼んだものか、もうすんだものか、1日がすぎたものです。',
    jaEasy: 'これは、あなたを まって いません。',
    en: 'This does not wait for you: you asked for it yourself, or it was decided, or its day is over.',
  },
  'not-yours-to-confirm': {
    status: 403,
    ja: 'このカードは、あなたの確認を待っていません。自分が頼んだものか、もうすんだものか、時間がすぎたものです。',
    jaEasy: 'この カードは、あなたを まって いません。',
    en: 'This card does not wait for you: you asked for it yourself, or it was confirmed, or its hour is over.',
  },
})
