import { defineWords } from '../../ui/index.ts'

interface Person {
  name: string
  /** 70 for the seventies; 0 for children under ten. */
  years: number
}

export const words = defineWords({
  ja: {
    title: 'サインイン',
    demo: 'だれとして見てみますか',
    demoWhy: 'これはデモです。実在しない住民を1人えらぶと、その人のページが開きます。',
    enter: ({ name, years }: Person) => `${name}さん（${years === 0 ? '10歳未満' : `${years}代`}）`,
    none: 'まだだれもいません。',
    noneWhy: 'デモの住民がまだ用意されていません。しばらくしてから、もう一度開いてください。',
    cardWhy: '窓口でお渡しした預かりカードの番号と、暗証番号でサインインします。',
    card: '預かりカードでサインインする',
    mail: 'メールのコードでサインインする',
    join: 'はじめての人：招待番号で参加する',
    stop: '止める（カードで）',
  },
  'ja-easy': {
    title: 'サインイン',
    demo: 'だれの ページを {見|み}ますか',
    demoWhy: 'これは デモです。{本当|ほんとう}の {人|ひと}では ありません。1人 えらんで ください。',
    enter: ({ name, years }) => `${name}さん （${years === 0 ? '10さいより {下|した}' : `${years}だい`}）`,
    none: 'まだ だれも いません。',
    noneWhy: 'すこし まってから、もういちど {開|ひら}いて ください。',
    cardWhy:
      '{窓口|まどぐち}で もらった {預|あず}かりカードを {使|つか}います。カードの {番号|ばんごう}と {暗証|あんしょう}{番号|ばんごう}を {入|い}れます。',
    card: '{預|あず}かりカードで サインインする',
    mail: 'メールの コードで サインインする',
    join: 'はじめての {人|ひと}：{招待|しょうたい}の {番号|ばんごう}で {参加|さんか}する',
    stop: '{止|と}める（カードで）',
  },
  en: {
    title: 'Sign in',
    demo: 'Whose pages would you like to see?',
    demoWhy: 'This is a demonstration. Choose one of these invented residents to open their pages.',
    enter: ({ name, years }) =>
      `${name} (${years === 0 ? 'under 10' : years === 10 ? 'in their teens' : `in their ${years}s`})`,
    none: 'There is nobody here yet.',
    noneWhy: 'The invented residents are not ready yet. Please open this page again in a moment.',
    cardWhy:
      'You sign in with the number and the PIN of the Azukari card that you were given at the counter.',
    card: 'Sign in with your Azukari card',
    mail: 'Sign in with a code by e-mail',
    join: 'New here? Join with an invitation number',
    stop: 'Stop everything (with a card)',
  },
})
