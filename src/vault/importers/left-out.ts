import type { Sentence } from '../../kernel/index.ts'

/** Why something in a readable file is not taken. The rest of the file is. */
export const leftOutReasons = {
  'unknown-type': {
    ja: 'この種類の記録は、お預かりしていません。',
    jaEasy: 'この しゅるいの きろくは、あずかって いません。',
    en: 'We do not keep this kind of record.',
  },
  'unknown-unit': {
    ja: '単位が分からないため、推測せずに外しました。',
    jaEasy: 'たんいが わからないので、いれませんでした。',
    en: 'The unit is not one we know; we do not guess.',
  },
  'implausible-value': {
    ja: 'ありえない大きさの値です。',
    jaEasy: 'ありえない おおきさの すうじです。',
    en: 'The value is outside what is possible.',
  },
  'negative-value': {
    ja: '0より小さい値です。',
    jaEasy: '0より ちいさい すうじです。',
    en: 'The value is below zero.',
  },
  'impossible-date': {
    ja: '日時が1990年より前、または未来です。',
    jaEasy: 'ひにちが ふるすぎるか、まだ きていない ひです。',
    en: 'The date is before 1990 or in the future.',
  },
  'value-missing': {
    ja: '値が書かれていません。',
    jaEasy: 'すうじが かいて ありません。',
    en: 'No value is given.',
  },
  'date-missing': {
    ja: '日時が書かれていません。',
    jaEasy: 'ひにちが かいて ありません。',
    en: 'No date is given.',
  },
  'damaged-record': {
    ja: '記録が壊れていて読めません。',
    jaEasy: 'きろくが こわれて います。',
    en: 'The record is damaged.',
  },
  'other-activity': {
    ja: '歩く・走る以外の運動の距離です。',
    jaEasy: 'あるく・はしる いがいの きょりです。',
    en: 'A distance that was neither walked nor run.',
  },
  'only-a-reference': {
    ja: '中身は、このファイルに入っていません。',
    jaEasy: 'なかみは この ファイルに ありません。',
    en: 'The content is not in this file.',
  },
  'in-earlier-file': {
    ja: 'この前のファイルに入っている分です。',
    jaEasy: 'まえの ファイルに あります。',
    en: 'This amount belongs to an earlier file.',
  },
  'other-file': {
    ja: '取り込みに使わないファイルです。',
    jaEasy: 'つかわない ファイルです。',
    en: 'A file that the import does not use.',
  },
  repeated: {
    ja: '同じ記録が、ほかにもあります。',
    jaEasy: 'おなじ きろくが あります。',
    en: 'The same record is there already.',
  },
  'not-chosen': {
    ja: '送ってもらうものに、えらばれていません。',
    jaEasy: 'おくって もらう ものに、えらんで いません。',
    en: 'It is not among what was chosen to be sent.',
  },
  'too-large': {
    ja: '大きすぎます。',
    jaEasy: 'おおきすぎます。',
    en: 'Too large.',
  },
  'too-many': {
    ja: '数が多すぎるため、ここまでとしました。',
    jaEasy: 'かずが おおすぎます。',
    en: 'Too many; the rest was not taken.',
  },
} as const satisfies Record<string, Sentence>

export type LeftOutReason = keyof typeof leftOutReasons
