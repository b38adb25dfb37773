import { defineRefusals } from '../kernel/index.ts'

export const letterRefusals = defineRefusals({
  'no-letters': {
    status: 409,
    ja: '印刷する手紙は、いまありません。',
    jaEasy: 'いま 手紙は ありません。',
    en: 'There are no letters to print just now.',
  },
  'no-address-known': {
    status: 409,
    ja: '送れる手紙は、ありませんでした。待っている手紙とそのわけは、「送れない手紙」に出ています。',
    jaEasy: '送れる 手紙は ありません。「送れない 手紙」を 見て ください。',
    en: 'There was no letter that can be sent. Those that wait, and why, stand under “Letters that cannot be sent”.',
  },
  'no-such-print': {
    status: 404,
    ja: 'その番号の印刷は、ありません。',
    jaEasy: 'その 番号は ありません。',
    en: 'There is no print of that number.',
  },
  'no-such-letter': {
    status: 404,
    ja: 'その番号の手紙は、ありません。手紙の下にある番号を確かめてください。',
    jaEasy: 'その 番号の 手紙は ありません。もう一度 見て ください。',
    en: 'There is no letter of that number. Please look at the foot of the letter.',
  },
  'came-back-already': {
    status: 409,
    ja: 'その手紙は、もどってきたともう登録されています。',
    jaEasy: 'その 手紙は、もう 登録して あります。',
    en: 'That this letter came back is known already.',
  },
})

export type LetterRefusal = keyof typeof letterRefusals
