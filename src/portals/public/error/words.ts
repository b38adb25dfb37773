import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    signInTitle: 'サインインが必要です',
    missingTitle: 'ページが見つかりません',
    faultTitle: 'うまくいきませんでした',
    refusedTitle: '受け付けられませんでした',
    unchanged: 'あなたのデータと同意は、何も変わっていません。',
    unknownChange: '手続きが終わったかどうかは、データを使う会社と記録のページで確かめられます。',
    next: '困ったときは、下の窓口にお電話ください。',
    signIn: 'サインインする',
    home: 'ホームへ',
    front: '最初のページへ',
  },
  'ja-easy': {
    signInTitle: 'サインインして ください',
    missingTitle: 'ページが {見|み}つかりません',
    faultTitle: 'うまく できませんでした',
    refusedTitle: 'いまは できません',
    unchanged: 'あなたの データも「{使|つか}って よい」の {答|こた}えも、{変|か}わって いません。',
    unknownChange:
      'できたか どうかは、「データを {使|つか}う {会社|かいしゃ}」か「{記録|きろく}」の ページで {見|み}て ください。',
    next: 'こまった ときは、{下|した}の {番号|ばんごう}に {電話|でんわ}して ください。',
    signIn: 'サインインする',
    home: 'ホームへ',
    front: 'はじめの ページへ',
  },
  en: {
    signInTitle: 'Please sign in',
    missingTitle: 'Page not found',
    faultTitle: 'Something went wrong',
    refusedTitle: 'This could not be done',
    unchanged: 'Nothing about your data or your consent has changed.',
    unknownChange: 'To see whether it was done, look at “Who uses my data” and “History”.',
    next: 'If you need help, call the office below.',
    signIn: 'Sign in',
    home: 'Go to the home page',
    front: 'Go to the start page',
  },
})
