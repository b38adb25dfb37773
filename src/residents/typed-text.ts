/**
 * What a keyboard makes of the same letter (half-width kana, full-width Latin letters and figures) in one form, and one
 * space where there are several. Nothing here changes which character somebody is written with.
 *
 * NFC makes another character of a CJK compatibility ideograph, 塚 (U+FA10) or 神 (U+FA19), and NFKC of more (UAX #15):
 * these are left out of it. Variation sequences (UTS #37) pass through it as they are.
 */
export function tidied(typed: string): string {
  return typed
    .replace(/[\uff01-\uff9f]+/gu, (wide) => wide.normalize('NFKC'))
    .replace(/[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu, (text) => text.normalize('NFC'))
    .replace(/\s+/gu, ' ')
    .trim()
}

/** A letter of one machine's own (外字): on another it is an empty box, or another letter. */
export function hasPrivateCharacter(text: string): boolean {
  return /\p{Co}/u.test(text)
}

/** What nobody sees and no keyboard means: controls, direction marks, joiners, halves of characters, noncharacters. */
export function hasUnseenCharacter(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(text)
}

/** Figures of any width, without the hyphens and spaces that people put between them. */
export function figuresOf(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s‐‑‒–—―−ー-]/gu, '')
}
