/** By JIS X 4061, whatever the language of the machine: ー as the vowel it lengthens, カ before ガ, ョ before ヨ. */
const japanese = new Intl.Collator('ja')

interface Called {
  name: string
  kana: string
}

/**
 * Orders people as a register does, by kana, and by name those who are read alike. A family comes together, and before
 * longer names that begin like it, because a space stands before every letter.
 */
export function byKana(one: Called, other: Called): number {
  return japanese.compare(one.kana, other.kana) || japanese.compare(one.name, other.name)
}
