import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '預かりカード',
    about: 'カードをなくしたときは、すぐに使えなくすることができます。',
    more: 'カードをなくした',
    since: '{作|つく}った日時',
    what: 'なくしたときは、{下|した}のボタンを押してください。カードは、すぐに使えなくなります。{拾|ひろ}った人は、サインインすることも、番号で止めることもできません。',
    alsoEnds:
      'ほかの画面のサインインと、使っているアプリ、データを送ってくれるところとのつながりも、終わりになります。パスキーなど、ほかのサインインの方法は、そのまま使えます。',
    lookThrough:
      '暗証番号もいっしょになくしたときは、「設定」で、おぼえのないパスキーやメールアドレスがないか、確かめてください。',
    onlyWay: 'ほかに、サインインする方法がありません。',
    onlyWayWhy: 'この画面を閉じると、窓口で新しいカードを受け取るまで、サインインできません。',
    end: 'なくしたので、カードを使えなくする',
    noCard: 'いま使えるカードはありません。',
    another: '新しいカードは、窓口で作ります。本人だと分かる書類を持ってきてください。',
    call: '分からないときは、お電話ください。',
    ended: 'カードを使えなくしました。ほかの画面のサインインも、終わりにしました。',
    none: 'カードは、もう使えなくなっていました。',
    back: '設定にもどる',
  },
  'ja-easy': {
    title: '{預|あず}かりカード',
    about: 'カードを なくした ときは、すぐに {使|つか}えなく できます。',
    more: 'カードを なくした',
    since: '{作|つく}った とき',
    what: 'なくした ときは、{下|した}の ボタンを おして ください。カードは すぐに {使|つか}えなく なります。ひろった {人|ひと}は サインインも、{番号|ばんごう}で {止|と}める ことも できません。',
    alsoEnds:
      'ほかの {画面|がめん}の サインインも おわります。アプリも、データを {送|おく}って くれる ところとの つながりも おわります。パスキーなどは {使|つか}えます。',
    lookThrough:
      '{暗証|あんしょう}{番号|ばんごう}も なくした ときは、「{設定|せってい}」を {見|み}て ください。しらない パスキーや メールアドレスが ないか、たしかめて ください。',
    onlyWay: 'ほかに サインインする やりかたが ありません。',
    onlyWayWhy:
      'この {画面|がめん}を とじると、サインインできません。{窓口|まどぐち}で {新|あたら}しい カードを もらって ください。',
    end: 'カードを {使|つか}えなく する',
    noCard: '{使|つか}える カードは ありません。',
    another:
      '{新|あたら}しい カードは {窓口|まどぐち}で {作|つく}ります。あなただと わかる {書類|しょるい}を {持|も}って きて ください。',
    call: 'わからない ときは、{電話|でんわ}して ください。',
    ended: 'カードを {使|つか}えなく しました。ほかの {画面|がめん}の サインインも おわりました。',
    none: 'カードは もう {使|つか}えなく なって いました。',
    back: '「{設定|せってい}」に もどる',
  },
  en: {
    title: 'Your Azukari card',
    about: 'If you have lost your card, you can end it at once.',
    more: 'I have lost my card',
    since: 'Made',
    what: 'If it is lost, press the button below. The card ends at once. Whoever finds it can neither sign in nor stop anything with its number.',
    alsoEnds:
      'Sign-ins on other screens end, too, and so do apps you use and links with those who send your data. Other ways to sign in, like passkeys, go on working.',
    lookThrough:
      'If the PIN was lost with it, look in the settings for a passkey or a mail address that you do not know.',
    onlyWay: 'You have no other way to sign in.',
    onlyWayWhy: 'Once you close this page, you cannot sign in until you get a new card at the counter.',
    end: 'It is lost: end my card',
    noCard: 'You have no card at present.',
    another: 'The counter makes a new one. Please bring a document that shows who you are.',
    call: 'If anything is unclear, please call.',
    ended: 'Your card has ended. Sign-ins on other screens have ended, too.',
    none: 'Your card had ended already.',
    back: 'Back to the settings',
  },
})
