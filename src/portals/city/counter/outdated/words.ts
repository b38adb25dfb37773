import { defineWords } from '../../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '前の応対の画面でした',
    nothing: '何も変わっていません。',
    why: 'ボタンを押した画面は、もう終わった応対のものです。ほかの画面で、べつの応対が始まっています。',
    now: ({ name }: { name: string }) => `いま応対しているのは、${name}さんです。`,
    goOn: ({ name }: { name: string }) => `${name}さんの応対を開く`,
    counter: '窓口にもどって、探しなおす',
  },
  'ja-easy': {
    title: '{前|まえ}の {画面|がめん}でした',
    nothing: '{何|なに}も {変|か}わって いません。',
    why: 'おした {画面|がめん}は、もう おわって います。べつの {人|ひと}の {画面|がめん}が あります。',
    now: ({ name }) => `いまは ${name}さんの {手続|てつづ}きです。`,
    goOn: ({ name }) => `${name}さんの {手続|てつづ}きを {開|ひら}く`,
    counter: '{窓口|まどぐち}に もどる',
  },
  en: {
    title: 'That page was of an earlier attendance',
    nothing: 'Nothing has changed.',
    why: 'The page on which you pressed was opened for an attendance that has ended. In another window, another one has begun.',
    now: ({ name }) => `You are attending to ${name} now.`,
    goOn: ({ name }) => `Open the page of ${name}`,
    counter: 'Go back to the counter and search',
  },
})
