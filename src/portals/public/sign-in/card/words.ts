import { defineWords } from '../../../ui/index.ts'

interface OnTheCard {
  number: string
  pin: string
}

export const words = defineWords({
  ja: {
    title: '預かりカードでサインイン',
    number: 'カードの番号',
    numberHint: '16けたの数字です。あいだは、あけてもあけなくてもかまいません。',
    'wrong-count':
      '番号は16けたの数字です。カードを見て、ぬけた数字や、よけいな数字がないか確かめてください。',
    'wrong-figure':
      '16けたの数字の、どれかがちがうか、入れかわっています。カードと、はじめから4けたずつくらべてください。',
    pin: '暗証番号',
    pinHint: '6けたの数字です。入れても、画面に数字は見えません。',
    pinWrong: '暗証番号は、6けたの数字で入れてください。',
    signIn: 'サインインする',
    stop: '止める（カードで）',
    help: 'サインインできないとき',
    lostTerm: 'カードをなくした',
    lost: '窓口か電話で言ってください。カードを、すぐに使えなくします。新しいカードは、窓口でお渡しします。',
    lockedTerm: '何度もまちがえた',
    locked:
      'つづけて5回まちがえると、そのカードではサインインできなくなります。窓口で新しいカードをお渡しします。止めることは、そのカードでもできます。',
    forgottenTerm: '暗証番号をわすれた',
    forgotten: 'だれも、あなたの暗証番号をしらべられません。窓口で新しいカードをお渡しします。',
    call: 'お電話でも聞けます。市から暗証番号を聞くことはありません。',
    demo: 'デモのカード',
    demoCard: ({ number, pin }: OnTheCard) =>
      `番号は「${number}」、暗証番号は「${pin}」です。実在する人のカードではありません。`,
  },
  'ja-easy': {
    title: '{預|あず}かりカードで サインイン',
    number: 'カードの {番号|ばんごう}',
    numberHint: '{数字|すうじ}が 16こ あります。',
    'wrong-count': '{番号|ばんごう}は {数字|すうじ}が 16こです。カードを もう一度 {見|み}て ください。',
    'wrong-figure':
      '16この {数字|すうじ}の どれかが ちがいます。カードと はじめから 4こずつ くらべて ください。',
    pin: '{暗証|あんしょう}{番号|ばんごう}',
    pinHint: '{数字|すうじ}が 6こ あります。{画面|がめん}に {数字|すうじ}は {見|み}えません。',
    pinWrong: '{暗証|あんしょう}{番号|ばんごう}は {数字|すうじ}が 6こです。',
    signIn: 'サインインする',
    stop: '{止|と}める（カードで）',
    help: 'サインインできない とき',
    lostTerm: 'カードが ない',
    lost: '{窓口|まどぐち}か {電話|でんわ}で {言|い}って ください。カードを すぐに {使|つか}えなく します。{新|あたら}しい カードは {窓口|まどぐち}で わたします。',
    lockedTerm: '{何度|なんど}も まちがえた',
    locked:
      '5{回|かい} つづけて まちがえると、サインインできません。{窓口|まどぐち}で {新|あたら}しい カードを わたします。{止|と}める ことは できます。',
    forgottenTerm: '{暗証|あんしょう}{番号|ばんごう}を わすれた',
    forgotten:
      'だれも {暗証|あんしょう}{番号|ばんごう}を しらべられません。{窓口|まどぐち}で {新|あたら}しい カードを わたします。',
    call: '{電話|でんわ}でも {聞|き}けます。{市|し}は {暗証|あんしょう}{番号|ばんごう}を {聞|き}きません。',
    demo: 'デモの カード',
    demoCard: ({ number, pin }) =>
      `{番号|ばんごう}は「${number}」です。{暗証|あんしょう}{番号|ばんごう}は「${pin}」です。{本当|ほんとう}の {人|ひと}の カードでは ありません。`,
  },
  en: {
    title: 'Sign in with your Azukari card',
    number: 'Number of the card',
    numberHint: '16 figures. With or without spaces between them.',
    'wrong-count':
      'The number has 16 figures. Please look at your card: one is missing, or there is one too many.',
    'wrong-figure':
      'Among the 16 figures one is wrong, or has changed places. Compare them with your card, 4 at a time from the first.',
    pin: 'PIN',
    pinHint: '6 figures. The page does not show them.',
    pinWrong: 'The PIN has 6 figures.',
    signIn: 'Sign in',
    stop: 'Stop everything (with a card)',
    help: 'If you cannot sign in',
    lostTerm: 'I have lost my card',
    lost: 'Say so at the counter or on the telephone: the card is ended at once. You get a new one at the counter.',
    lockedTerm: 'I was wrong several times',
    locked:
      'After 5 wrong PINs in a row nobody can sign in with the card. You get a new one at the counter. The card still stops everything.',
    forgottenTerm: 'I have forgotten my PIN',
    forgotten: 'Nobody can look up your PIN. You get a new card at the counter.',
    call: 'You can call us, too. The city never asks for your PIN.',
    demo: 'Card of the demonstration',
    demoCard: ({ number, pin }) =>
      `The number is “${number}” and the PIN is “${pin}”. It is the card of an invented person.`,
  },
})
