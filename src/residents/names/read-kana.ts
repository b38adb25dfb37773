import { refuse, type Refusal } from '../../kernel/index.ts'
import { kanaAtMost } from './limits.ts'
import { tidied } from '../typed-text.ts'

type KanaRefusal = 'no-kana' | 'not-kana' | 'kana-too-long'

/** From a hiragana to the katakana of the same sound. */
const toKatakana = 0x60
/** After a kana each of these was meant as ー: the key is the same. */
const hyphens = /(?<=[ァ-ヺー])[-‐‑‒–—―−─]/gu

/** How a name is read, in full-width katakana, whatever kana it was typed in. Whoever has a foreign name has one, too. */
export function readKana(typed: string): { ok: true; kana: string } | Refusal<KanaRefusal> {
  const kana = inKatakana(tidied(typed))
  if (kana === '') return refuse('no-kana')
  if (kana.length > kanaAtMost) return refuse('kana-too-long')
  // Each part begins with a kana: ー lengthens one, ・ parts two.
  if (!/^[ァ-ヺ][ァ-ヺー]*([ ・][ァ-ヺ][ァ-ヺー]*)*$/u.test(kana)) return refuse('not-kana')
  return { ok: true, kana }
}

function inKatakana(text: string): string {
  return text
    .replace(/゛/gu, '\u3099')
    .replace(/゜/gu, '\u309a')
    .normalize('NFC')
    .replace(/[ぁ-ゖ]/gu, (hiragana) => String.fromCharCode(hiragana.charCodeAt(0) + toKatakana))
    .replace(hyphens, 'ー')
}
