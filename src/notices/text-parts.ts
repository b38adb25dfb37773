import type { Sentence } from '../kernel/index.ts'

/** Plain text, and nothing to press in it: whoever copies our notices to catch somebody has to add what is not there. */
export interface NoticeText {
  title: Sentence
  more: Sentence
}

/** The last words of most. */
export const call: Sentence = {
  ja: 'おぼえがないときは、窓口にお電話ください。',
  jaEasy: 'しらない ときは、窓口に 電話して ください。',
  en: 'If you do not know of it, please call the office.',
}

export const and = (first: Sentence, second: Sentence): Sentence => ({
  ja: first.ja + second.ja,
  jaEasy: `${first.jaEasy}${second.jaEasy}`,
  en: `${first.en} ${second.en}`,
})
