import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: 'サインイン',
    demo: 'だれとして見てみますか',
    demoWhy: 'これはデモです。実在しない住民を1人えらぶと、その人のページが開きます。',
    ageGroup: ({ years }: { years: number }) => (years === 0 ? '10歳未満' : `${years}代`),
    enter: ({ name, ageGroup }: { name: string; ageGroup: string }) => `${name}さん（${ageGroup}）`,
    none: 'まだだれもいません。',
    noneWhy: 'デモの住民がまだ用意されていません。しばらくしてから、もう一度開いてください。',
    notBuilt: 'サインインは、まだできません。',
    notBuiltWhy: '本人を確かめるしくみを準備しています。お急ぎのときは、下の窓口にお電話ください。',
    front: '最初のページへ',
  },
  'ja-easy': {
    title: 'サインイン',
    demo: 'だれで {見|み}ますか',
    demoWhy: 'これは デモです。{本当|ほんとう}の {人|ひと}では ありません。1{人|ひとり} えらんで ください。',
    ageGroup: ({ years }) => (years === 0 ? '10さいより {下|した}' : `${years}{代|だい}`),
    enter: ({ name, ageGroup }) => `${name}さん（${ageGroup}）`,
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
    ageGroup: ({ years }) => (years === 0 ? 'under 10' : years === 10 ? 'teenager' : `in their ${years}s`),
    enter: ({ name, ageGroup }) => `${name} (${ageGroup})`,
    none: 'There is nobody here yet.',
    noneWhy: 'The invented residents are not ready. Please open this page again in a moment.',
    notBuilt: 'Signing in is not possible yet.',
    notBuiltWhy:
      'We are still building the way to check who you are. If it is urgent, call the office below.',
    front: 'Go to the first page',
  },
})
