import { readFileSync } from 'node:fs'
import { fonts } from './fonts.ts'

/** From one code point to another, and the glyph of the first. Glyph 0 is the crossed box. */
interface Range {
  first: number
  last: number
  glyph: number
}

let ranges: readonly Range[] | undefined

/**
 * Has the font of our papers a glyph for each character? Of the kanji in people's names (文字情報基盤) it has those in daily
 * use, 12,744 of 20,992 of the first block and few of the extensions. A variation selector asks for one form of a character that
 * is there; where the font has but the plain form, that is what is read (UTS #37).
 */
export function canBePrinted(text: string): boolean {
  const known = (ranges ??= readRanges(readFileSync(fonts.regular)))
  return Array.from(text, (character) => character.codePointAt(0) ?? 0).every(
    (codePoint) => isSelector(codePoint) || hasGlyph(known, codePoint),
  )
}

function isSelector(codePoint: number): boolean {
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef)
}

function hasGlyph(known: readonly Range[], codePoint: number): boolean {
  return known.some(
    ({ first, last, glyph }) => first <= codePoint && codePoint <= last && glyph + codePoint - first > 0,
  )
}

/** The table `cmap` of an OpenType font in format 12 (OpenType 1.9, cmap), which every font beyond U+FFFF has. */
function readRanges(font: Buffer): Range[] {
  const cmap = tableAt(font, 'cmap')
  const tables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => cmap + 4 + 8 * at)
  const table = tables
    .map((at) => cmap + font.readUInt32BE(at + 4))
    .find((at) => font.readUInt16BE(at) === 12)
  if (table === undefined) throw new Error('this font has no table of characters beyond U+FFFF')
  return Array.from({ length: font.readUInt32BE(table + 12) }, (_, index) => {
    const at = table + 16 + 12 * index
    const [first, last, glyph] = [font.readUInt32BE(at), font.readUInt32BE(at + 4), font.readUInt32BE(at + 8)]
    return { first, last, glyph }
  })
}

function tableAt(font: Buffer, tag: string): number {
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16)
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  throw new Error(`this font has no table ${tag}`)
}
