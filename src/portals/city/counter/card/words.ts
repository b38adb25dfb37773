import { words as signInPage } from '../../../public/sign-in/words.ts'
import { defineWords } from '../../../ui/index.ts'

/** Whoever holds the paper finds on the page what the paper says. */
const { ja, 'ja-easy': easy, en } = signInPage.tables

export const words = defineWords({
  ja: {
    title: 'カードをわたす',
    made: 'カードを作りました。',
    once: 'この画面は1回だけです。',
    onceWhy:
      '印刷するか、カードに書いて、本人だけにわたしてください。暗証番号は、{切|き}りはなして、{別|べつ}にわたします。この画面は、しばらくするとかくれます。暗証番号は、どこにも残りません。',
    notKept: '前のカードを止めた記録が、まだ控えに入っていません。',
    notKeptWhy: 'カードは使えます。控えがなおりしだい、自動で入ります。管理者に知らせてください。',
    card: '預かりカード',
    number: 'カード番号',
    pin: '暗証番号',
    where: 'ページのアドレス',
    phone: '電話',
    signIn: `サインイン：{上|うえ}のアドレスのページを開き、「${ja.card}」をおして、番号と暗証番号を入れます。`,
    stop: `止める：同じページの「${ja.stop}」をおして、番号だけを入れると、ぜんぶ止まります。暗証番号はいりません。`,
    lost: '見つからないとき：{上|うえ}の電話番号にかけてください。暗証番号を聞くことはありません。',
    cut: 'この線で{切|き}りはなし、カードとは{別|べつ}のところにしまってください。',
    back: '応対にもどる',
  },
  'ja-easy': {
    title: 'カードを わたす',
    made: 'カードを {作|つく}りました。',
    once: 'この {画面|がめん}は 1{回|かい}だけです。',
    onceWhy:
      '{印刷|いんさつ}して わたして ください。{暗証|あんしょう}{番号|ばんごう}は {切|き}って、{別|べつ}に わたします。この {画面|がめん}は、あとで かくれます。',
    notKept: '{前|まえ}の カードの {記録|きろく}が まだ おわって いません。',
    notKeptWhy: 'カードは {使|つか}えます。{管理者|かんりしゃ}に {言|い}って ください。',
    card: '{預|あず}かりカード',
    number: 'カードの {番号|ばんごう}',
    pin: '{暗証|あんしょう}{番号|ばんごう}',
    where: 'ページの アドレス',
    phone: '{電話|でんわ}',
    signIn: `サインイン：{上|うえ}の アドレスの ページを {開|ひら}いて、「${easy.card}」を おします。{番号|ばんごう}と {暗証|あんしょう}{番号|ばんごう}を {入|い}れます。`,
    stop: `{止|と}める：{同|おな}じ ページの「${easy.stop}」を おします。カードの {番号|ばんごう}だけ {入|い}れます。`,
    lost: 'ない ときは {上|うえ}の {電話|でんわ}に かけて ください。{暗証|あんしょう}{番号|ばんごう}は {聞|き}きません。',
    cut: 'ここで {切|き}って、カードとは {別|べつ}の ところに しまって ください。',
    back: 'もどる',
  },
  en: {
    title: 'Hand over the card',
    made: 'The card is made.',
    once: 'This page is shown once (1).',
    onceWhy:
      'Print it or copy it onto the card, and give it to its holder only. Cut the PIN off and give it apart. The page is hidden after a while, and the PIN is kept nowhere.',
    notKept: 'That the former card has ended is not in the stop journal yet.',
    notKeptWhy:
      'The card is good. It follows by itself once the journal is mended. Please tell an administrator.',
    card: 'Azukari card',
    number: 'Card number',
    pin: 'PIN',
    where: 'Address of the page',
    phone: 'Telephone',
    signIn: `To sign in: open the page at this address, choose “${en.card}”, and enter number and PIN.`,
    stop: `To stop: on the same page choose “${en.stop}” and enter the number. Everything stops; no PIN is needed.`,
    lost: 'Should it be missing, call the telephone number above. Nobody there will ask for the PIN.',
    cut: 'Cut along this line, and keep the PIN apart from the card.',
    back: 'Back to the person',
  },
})
