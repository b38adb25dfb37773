import { defineRefusals } from '../kernel/index.ts'

export const leavingRefusals = defineRefusals({
  'not-as-you-stand': {
    status: 409,
    ja: 'この手続きは、もうすんでいるか、いまはできません。',
    jaEasy: 'もう 終わって いるか、いまは できません。',
    en: 'This has been done already, or cannot be done now.',
  },
  'too-late': {
    status: 410,
    ja: 'もどれる期限をすぎました。もう一度参加するときは、窓口でお問い合わせください。',
    jaEasy: 'もう もどれません。もう一度 はじめたい ときは、窓口で 言って ください。',
    en: 'The day until which you could come back has passed. To take part again, please come to the counter.',
  },
  'not-kept': {
    status: 503,
    ja: 'ぜんぶ止めました。ただ、不具合のため、止めた控えがまだできていません。少したってから、もう一度お試しください。',
    jaEasy: 'ぜんぶ 止めました。でも、控えが まだ ありません。あとで もう一度 して ください。',
    en: 'Everything is stopped, but because of a fault it could not be written into the stop journal yet. Please try again in a while.',
  },
})

export type LeavingRefusal = keyof typeof leavingRefusals
