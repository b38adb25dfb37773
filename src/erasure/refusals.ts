import { defineRefusals } from '../kernel/index.ts'

/** Every no of this module, with what a person is told. */
export const erasureRefusals = defineRefusals({
  'not-found': {
    status: 404,
    ja: '消すものが見つかりませんでした。',
    jaEasy: '消す ものが ありませんでした。',
    en: 'There is nothing to erase.',
  },
  'not-kept': {
    status: 503,
    ja: '会社へわたすのは止めました。ただし、消したことの控えを別の場所に残せていません。市が直しだい、消します。',
    jaEasy: '会社に わたすのは 止めました。でも まだ ぜんぶは 消えて いません。市が なおして、消します。',
    en: 'Nothing is given to companies any more. But the copy kept elsewhere could not be written yet; what is left is erased once the city has mended that.',
  },
})

export type ErasureRefusal = keyof typeof erasureRefusals
