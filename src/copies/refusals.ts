import { defineRefusals } from '../kernel/index.ts'

export const copyRefusals = defineRefusals({
  'copy-under-way': {
    status: 409,
    ja: 'いま、うつしを準備しています。終わってから、もう一度お試しください。',
    jaEasy: 'いま つくって います。終わってから、もう一度 して ください。',
    en: 'A copy is being made just now. Please try again when it has ended.',
  },
  'too-many-copies': {
    status: 429,
    ja: 'うつしは、1日に5回までです。次の日に、もう一度お試しください。',
    jaEasy: '1日に 5回まで できます。あしたに なってから、もう一度 して ください。',
    en: 'You have taken out 5 copies within 1 day. Please try again tomorrow.',
  },
})

export type CopyRefusal = keyof typeof copyRefusals
