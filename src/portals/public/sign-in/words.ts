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
    notBuilt: 'サインインは、まだできません。',
    notBuiltWhy: '本人を確かめるしくみを準備しています。お急ぎのときは、下の窓口にお電話ください。',
    front: '最初のページへ',
  },
  'ja-easy': {
    title: 'サインイン',
    demo: 'だれの ページを {見|み}ますか',
    demoWhy: 'これは デモです。{本当|ほんとう}の {人|ひと}では ありません。1人 えらんで ください。',
    enter: ({ name, years }) => `${name}さん（${years === 0 ? '10さいより {下|した}' : `${years}代`}）`,
    none: 'まだ だれも いません。',
    noneWhy: 'すこし まってから、もういちど {開|ひら}いて ください。',
    notBuilt: 'サインインは まだ できません。',
    notBuiltWhy:
      'いま {作|つく}って います。いそぐ ときは、{下|した}の {番号|ばんごう}に {電話|でんわ}して ください。',
    front: 'はじめの ページへ',
  },
  en: {
    title: 'Sign in',
    demo: 'Whose pages would you like to see?',
    demoWhy: 'This is a demonstration. Choose one of these invented residents to open their pages.',
    enter: ({ name, years }) =>
      `${name} (${years === 0 ? 'under 10' : years === 10 ? 'in their teens' : `in their ${years}s`})`,
    none: 'There is nobody here yet.',
    noneWhy: 'The invented residents are not ready yet. Please open this page again in a moment.',
    notBuilt: 'Signing in is not possible yet.',
    notBuiltWhy: 'We are still preparing the identity check. If it is urgent, please call the office below.',
    front: 'Go to the start page',
  },
})
