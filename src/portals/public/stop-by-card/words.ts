import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: 'ぜんぶ止める（カードで）',
    what: '預かりカードの番号を入れると、会社への「使ってよい」を、ぜんぶ止めます。暗証番号はいりません。サインインできなくなったカードでも止められます。',
    again:
      '止めても、預けたデータは消えません。あとでサインインして、また「使ってよい」をえらぶこともできます。',
    number: 'カードの番号',
    numberHint: '16けたの数字です。あいだは、あけてもあけなくてもかまいません。',
    'wrong-count':
      '番号は16けたの数字です。カードを見て、ぬけた数字や、よけいな数字がないか確かめてください。',
    'wrong-figure':
      '16けたの数字の、どれかがちがうか、入れかわっています。カードと、はじめから4けたずつくらべてください。',
    stop: 'ぜんぶ止める',
    stopped: 'このカードが使えるものなら、ぜんぶ止まりました。',
    stoppedMore: '止めた控えは、窓口で受け取れます。この画面では、だれのカードかをお見せしません。',
    lost: 'カードをなくしたのなら、窓口か電話で言ってください。{拾|ひろ}った人がサインインできないように、カードを使えなくします。',
    call: 'カードがないときも、止められます。お電話ください。',
    front: '最初のページへ',
  },
  'ja-easy': {
    title: 'ぜんぶ {止|と}める（カードで）',
    what: 'カードの {番号|ばんごう}を {入|い}れて ください。{会社|かいしゃ}への 「{使|つか}って よい」を ぜんぶ {止|と}めます。{暗証|あんしょう}{番号|ばんごう}は いりません。サインインできない カードでも {止|と}められます。',
    again:
      '{預|あず}けた データは {消|き}えません。あとで また「{使|つか}って よい」を えらぶ ことも できます。',
    number: 'カードの {番号|ばんごう}',
    numberHint: '{数字|すうじ}が 16こ あります。',
    'wrong-count': '{番号|ばんごう}は {数字|すうじ}が 16こです。カードを もう一度 {見|み}て ください。',
    'wrong-figure':
      '16この {数字|すうじ}の どれかが ちがいます。カードと はじめから 4こずつ くらべて ください。',
    stop: 'ぜんぶ {止|と}める',
    stopped: '{使|つか}える カードなら、ぜんぶ {止|と}まりました。',
    stoppedMore:
      '{控|ひか}えは {窓口|まどぐち}で もらえます。だれの カードか、この {画面|がめん}では わかりません。',
    lost: 'カードを なくした ときは、{窓口|まどぐち}か {電話|でんわ}で {言|い}って ください。カードを {使|つか}えなく します。',
    call: 'カードが なくても {止|と}められます。{電話|でんわ}して ください。',
    front: 'はじめの ページへ',
  },
  en: {
    title: 'Stop everything (with a card)',
    what: 'Enter the number of your Azukari card to stop every permission you gave a company. No PIN is needed. A card that you can no longer sign in with stops everything, too.',
    again: 'What you deposited is not erased. Later you can sign in and allow a company again.',
    number: 'Number of the card',
    numberHint: '16 figures. With or without spaces between them.',
    'wrong-count':
      'The number has 16 figures. Please look at your card: one is missing, or there is one too many.',
    'wrong-figure':
      'Among the 16 figures one is wrong, or has changed places. Compare them with your card, 4 at a time from the first.',
    stop: 'Stop everything',
    stopped: 'If this card is valid, everything is stopped now.',
    stoppedMore: 'You get the receipt at the counter. Whose card it is, this page does not show.',
    lost: 'If you have lost the card, say so at the counter or on the telephone. It is then ended, and whoever finds it cannot sign in.',
    call: 'You can stop without a card, too. Please call.',
    front: 'Go to the start page',
  },
})
