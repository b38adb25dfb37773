import { readKana } from './read-kana.ts'
import { usualShapes } from './usual-shapes.ts'

/** Written apart, heard alike. A small kana is told from a large one by eye only, in old registers not even so. */
const small = 'ァィゥェォヵヶッャュョヮ'
const large = 'アイウエオカケツヤユヨワ'
const alike: readonly [RegExp, string][] = [
  [/ヴァ/gu, 'バ'],
  [/ヴィ/gu, 'ビ'],
  [/ヴェ/gu, 'ベ'],
  [/ヴォ/gu, 'ボ'],
  [/ヴ/gu, 'ブ'],
  [/ヷ/gu, 'バ'],
  [/ヸ/gu, 'ビ'],
  [/ヹ/gu, 'ベ'],
  [/ヺ/gu, 'ボ'],
  [/ヂ/gu, 'ジ'],
  [/ヅ/gu, 'ズ'],
  [/ヲ/gu, 'オ'],
  [/ヰ/gu, 'イ'],
  [/ヱ/gu, 'エ'],
]

/** A long vowel as 現代仮名遣い (1986, 第1の5) spells most of them: コーイチ and コオイチ as コウイチ, but オオノ never as オノ. */
const longVowels: readonly [RegExp, string][] = [
  [/([アカガサザタダナハバパマヤラワ])ー/gu, '$1ア'],
  [/([イキギシジチニヒビピミリ])ー/gu, '$1イ'],
  [/([ウクグスズツヌフブプムユル])ー/gu, '$1ウ'],
  [/([エケゲセゼテデネヘベペメレ])[ーエ]/gu, '$1イ'],
  [/([オコゴソゾトドノホボポモヨロ])[ーオ]/gu, '$1ウ'],
  [/ー/gu, ''],
]

/**
 * The form under which somebody is looked up by ear: equal for the usual ways to spell what sounds the same, and for no others.
 * Dakuten stay, for ハナ is not バナ; so does the length of a vowel, for 小野 is not 大野. Undefined for what is no kana.
 */
export function searchKana(typed: string): string | undefined {
  const reading = readKana(typed)
  if (!reading.ok) return undefined
  const parts = alike.reduce((kana, [written, heard]) => kana.replace(written, heard), reading.kana)
  const full = parts.replace(/[ ・]/gu, '').replace(/./gu, (kana) => large[small.indexOf(kana)] ?? kana)
  return longVowels.reduce((kana, [written, spelt]) => kana.replace(written, spelt), full)
}

/** The form under which somebody is looked up by eye: the usual shapes of characters, no spaces, no capital letters. */
export function searchName(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/[\s\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')
  return Array.from(plain, (character) => usualShapes.get(character) ?? character)
    .join('')
    .toLowerCase()
}
