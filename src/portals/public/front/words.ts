import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: 'あなたのデータを、街が預かります',
    what: ({ city }: { city: string }) =>
      `${city}が、歩数や体重など、あなたの健康のデータを預かります。会社が使えるのは、あなたが「使ってよい」と言ったデータだけです。預けたデータは、あなた自身もいつでも見ることができます。`,
    promises: 'お約束',
    seeTerm: 'ひと目で分かる',
    see: 'どの会社が、何のために、あなたのデータを使えるかが、1つのページで分かります。',
    stopTerm: '1回押せば止まる',
    stop: '止めると、それからは1件もわたしません。止まったことも、記録で確かめられます。',
    silenceTerm: 'だまっていれば「いいえ」',
    silence: 'はじめから許されているものは、1つもありません。',
    phoneTerm: '電話でも聞ける',
    phone: '分からないことは、ページの下の窓口におたずねください。',
    warning: '実在の住民のデータを入れないでください',
    unfinished:
      'これは、お試しのためのものです。自分で{入会|にゅうかい}する手続き、データのバックアップ、利用の審査は、まだできあがっていません。',
    signIn: 'サインインする',
    home: 'ホームへ',
    stopByCard: '止める（カードで）',
    terms: '預けるときの規約',
  },
  'ja-easy': {
    title: 'あなたの データを {街|まち}が {預|あず}かります',
    what: ({ city }) =>
      `${city}が、あなたの {健康|けんこう}の データを {預|あず}かります。たとえば、{歩|ある}いた {数|かず}や {体重|たいじゅう}です。あなたが「{使|つか}って よい」と {言|い}った {会社|かいしゃ}だけが {使|つか}えます。あなたも いつでも {見|み}ることが できます。`,
    promises: 'やくそく',
    seeTerm: 'すぐに わかる',
    see: 'どの {会社|かいしゃ}が データを {使|つか}えるか、1つの ページで わかります。',
    stopTerm: '1{回|かい} おせば {止|と}まる',
    stop: '{止|と}めると、もう わたしません。{止|と}まった ことを {記録|きろく}で {見|み}られます。',
    silenceTerm: 'なにも {言|い}わなければ「いいえ」',
    silence: 'はじめから {使|つか}って よい データは ありません。',
    phoneTerm: '{電話|でんわ}で {聞|き}ける',
    phone: 'わからない ときは、{下|した}の {番号|ばんごう}に {電話|でんわ}して ください。',
    warning: '{本当|ほんとう}の {人|ひと}の データを {入|い}れないで ください',
    unfinished:
      'これは ためす ための ものです。{自分|じぶん}で あたらしく {入|はい}る ことは、まだ できません。データの コピーと、{会社|かいしゃ}を しらべる ことも、まだ できません。',
    signIn: 'サインインする',
    home: 'ホームへ',
    stopByCard: '{止|と}める（カードで）',
    terms: '{預|あず}ける ときの {規約|きやく}',
  },
  en: {
    title: 'Your city keeps your data for you',
    what: ({ city }) =>
      `${city} keeps data about your health, such as your steps and weight. A company may use only what you have allowed it to use. You can look at everything you have deposited at any time.`,
    promises: 'What we promise',
    seeTerm: 'Clear at a glance',
    see: 'One page shows which company may use your data, and for what.',
    stopTerm: 'One tap stops it',
    stop: 'From then on nothing more is handed over, and your history shows that it stopped.',
    silenceTerm: 'Silence means no',
    silence: 'Nothing is allowed from the start.',
    phoneTerm: 'You can call us',
    phone: 'If anything is unclear, ask the office at the foot of this page.',
    warning: 'Do not enter data about real residents',
    unfinished:
      'This is for trying out only. Joining by yourself, backups and the review of uses are not ready yet.',
    signIn: 'Sign in',
    home: 'Go to the home page',
    stopByCard: 'Stop everything (with a card)',
    terms: 'Terms of deposit',
  },
})
