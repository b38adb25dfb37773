import { itemOf, purposes, type ItemCode } from '../../catalog/index.ts'
import type { Sentence } from '../../kernel/index.ts'
import type { UseTerms } from '../../review/index.ts'
import type { VendorProfile } from '../../vendors/index.ts'

/** Nobody looks for more at once. */
export const longestSearch = 60

interface Told {
  profile: Pick<VendorProfile, 'name' | 'nameEn'>
  terms: Pick<UseTerms, 'title' | 'purpose' | 'explanation' | 'benefit'> & { items: readonly ItemCode[] }
}

/** Is every one of these words in what residents are told of this use, in whichever language? No words are in everything. */
export function mentions({ profile, terms }: Told, words: string): boolean {
  const sentences = [
    terms.title,
    purposes[terms.purpose],
    terms.explanation,
    terms.benefit,
    ...terms.items.map((item) => itemOf(item).names),
  ]
  const told = [profile.name, profile.nameEn, ...sentences.flatMap(inEveryLanguage)].map(folded)
  return words
    .normalize('NFKC')
    .split(/\s+/u)
    .map(folded)
    .every((word) => told.some((text) => text.includes(word)))
}

/** A sentence of ours has no other parts than its languages. */
function inEveryLanguage(sentence: Sentence): string[] {
  return Object.values(sentence)
}

const toKatakana = 0x60

/** Wide and narrow, large and small, ひらがな and カタカナ are one; plain Japanese has spaces that nobody types. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s/gu, '')
    .replaceAll(/[ぁ-ゖ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + toKatakana))
}
