import { defineWords } from '../../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: 'カードをわたす',
    made: 'カードを作りました。',
    once: 'この画面は1回だけです。',
    onceWhy:
      '印刷するか、カードに書いて、本人だけにわたしてください。この画面は、しばらくするとかくれます。暗証番号は、どこにも残りません。',
    notKept: '前のカードを止めた記録が、まだ控えに入っていません。',
    notKeptWhy: 'カードは使えます。控えがなおりしだい、自動で入ります。管理者に知らせてください。',
    card: '預かりカード',
    number: 'カード番号',
    pin: '暗証番号',
    signIn: 'サインイン：ページの「カードでサインイン」に、番号と暗証番号を入れます。',
    stop: '止める：ページの「カードで止める」に番号だけを入れると、ぜんぶ止まります。暗証番号はいりません。',
    lost: '見つからないとき：窓口にお電話ください。暗証番号を聞くことはありません。',
    back: '応対にもどる',
  },
  'ja-easy': {
    title: 'カードを わたす',
    made: 'カードを {作|つく}りました。',
    once: 'この {画面|がめん}は 1{回|かい}だけです。',
    onceWhy: '{印刷|いんさつ}して わたして ください。この {画面|がめん}は、あとで かくれます。',
    notKept: '{前|まえ}の カードの {記録|きろく}が まだ おわって いません。',
    notKeptWhy: 'カードは {使|つか}えます。{管理者|かんりしゃ}に {言|い}って ください。',
    card: '{預|あず}かりカード',
    number: 'カードの {番号|ばんごう}',
    pin: '{暗証|あんしょう}{番号|ばんごう}',
    signIn:
      'サインイン：「カードで サインイン」に {番号|ばんごう}と {暗証|あんしょう}{番号|ばんごう}を {入|い}れます。',
    stop: '{止|と}める：「カードで {止|と}める」に カードの {番号|ばんごう}だけ {入|い}れます。',
    lost: 'ない ときは {電話|でんわ}して ください。{暗証|あんしょう}{番号|ばんごう}は {聞|き}きません。',
    back: 'もどる',
  },
  en: {
    title: 'Hand over the card',
    made: 'The card is made.',
    once: 'This page is shown once (1).',
    onceWhy:
      'Print it or copy it onto the card, and give it to its holder only. It is hidden after a while, and the PIN is kept nowhere.',
    notKept: 'That the former card has ended is not in the stop journal yet.',
    notKeptWhy:
      'The card is good. It follows by itself once the journal is mended. Please tell an administrator.',
    card: 'Azukari card',
    number: 'Card number',
    pin: 'PIN',
    signIn: 'To sign in: open “Sign in with a card” and enter number and PIN.',
    stop: 'To stop: open “Stop with a card” and enter the number. Everything stops; no PIN is needed.',
    lost: 'Should it be missing, call the office. Nobody there will ask for the PIN.',
    back: 'Back to the person',
  },
})
