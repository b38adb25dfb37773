import { defineWords } from '../../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '募集を{直|なお}す',
    why: '参加した人は、そのままです。変えたことは、記録に残ります。',
    keep: '{直|なお}した内容にする',
    back: '{直|なお}さずに、募集にもどる',
  },
  'ja-easy': {
    title: '{募集|ぼしゅう}を {変|か}える',
    why: '{参加|さんか}した {人|ひと}は そのままです。{変|か}えた ことは {記録|きろく}に {残|のこ}ります。',
    keep: 'この {内容|ないよう}に {変|か}える',
    back: '{変|か}えないで {募集|ぼしゅう}に もどる',
  },
  en: {
    title: 'Change the cohort',
    why: 'Whoever has joined stays. That it was changed is recorded.',
    keep: 'Change it to this',
    back: 'Back to the cohort, unchanged',
  },
})
