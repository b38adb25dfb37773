/**
 * Wrong PINs that lock a card for signing in: in a row, and in all since it was issued (NIST SP 800-63B-4 §3.2.2 allows 100).
 * Of a million PINs a finder guesses 5 before the card is locked, and 100 where its holder goes on signing in between.
 */
export const mostWrong = { inARow: 5, inAll: 100 } as const

export interface Tries {
  wrongInARow: number
  wrongInAll: number
}

/** May nobody sign in with this card any more, whatever the PIN? It stops all the same. */
export function isLocked({ wrongInARow, wrongInAll }: Tries): boolean {
  return wrongInARow >= mostWrong.inARow || wrongInAll >= mostWrong.inAll
}

/** 000000, and runs like 123456 or 987654 (and 890123): what is tried first. */
export function isTrivial(digits: string): boolean {
  const steps = new Set(
    Array.from(digits.slice(1), (digit, index) => (Number(digit) - Number(digits[index]) + 10) % 10),
  )
  return steps.size === 1 && [0, 1, 9].some((step) => steps.has(step))
}

/** Damm, TASQ 10 (2004): every wrong digit and every two neighbours exchanged are noticed. */
const quasigroup = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

export function checkDigitOf(digits: string): string {
  return [...digits].reduce((interim, digit) => quasigroup[Number(interim)]?.[Number(digit)] ?? '', '0')
}
