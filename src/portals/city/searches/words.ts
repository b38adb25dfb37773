import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    lead: '窓口で探した記録です。新しいほうからならんでいます。だれが見つかったかは、その人の「利用の記録」だけに残ります。',
    none: 'まだありません。',
    when: '日時',
    by: 'だれが',
    why: 'なんのために',
    found: '見つかった{人数|にんずう}',
    people: ({ count }: { count: number }) => `${count}人`,
  },
  'ja-easy': {
    lead: '{窓口|まどぐち}で {人|ひと}を {探|さが}した {記録|きろく}です。{見|み}つかった {人|ひと}が だれかは、{出|で}ません。その {人|ひと}の {記録|きろく}に のこります。',
    none: 'まだ ありません。',
    when: '{日時|にちじ}',
    by: 'だれが',
    why: 'なんの ために',
    found: '{見|み}つかった {人|ひと}',
    people: ({ count }) => `${count}人`,
  },
  en: {
    lead: 'Searches for people at the counter, newest first. Whom they found is not shown here: it stands in the record of each of them.',
    none: 'There are none yet.',
    when: 'When',
    by: 'By whom',
    why: 'What for',
    found: 'People found',
    people: ({ count }) => String(count),
  },
})
