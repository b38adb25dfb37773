/** Own words of a company on a read: short, plain, no links, so that nothing can be sold or smuggled in them. */
const plainWords = /^[\p{L}\p{N}\p{Zs}、。，．・ー〜（）()「」！？!?,.'-]{1,100}$/u
const looksLikeALink = /https?|www|[\p{L}\p{N}-]\.[\p{L}-]{2,}/iu
/** Nine digits or more, however they are set apart: a telephone number, an account. */
const looksLikeANumberToCall = /(\p{N}[\s().ー-]*){9,}/u

export function isPlain(words: string | null): boolean {
  if (words === null) return true
  // Full-width letters and the dots of other scripts are read as links by people and by programs alike.
  const folded = words
    .normalize('NFKC')
    .replace(/[．｡]/gu, '.')
    .replace(/(?<=[A-Za-z0-9-])。(?=[A-Za-z])/gu, '.')
  return plainWords.test(words) && !looksLikeALink.test(folded) && !looksLikeANumberToCall.test(folded)
}
