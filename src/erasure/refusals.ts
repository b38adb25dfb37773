import { defineRefusals } from '../kernel/index.ts'

/** Every no of this module, with what a person is told. */
export const erasureRefusals = defineRefusals({
  'not-found': {
    status: 404,
    ja: '消すものが見つかりませんでした。',
    jaEasy: '消す ものが ありませんでした。',
    en: 'There is nothing to erase.',
  },
})

export type ErasureRefusal = keyof typeof erasureRefusals
