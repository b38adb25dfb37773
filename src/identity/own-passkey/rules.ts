/** A telephone, a tablet, a computer, a key in a drawer, and those of a family: more nobody keeps in mind. */
export const mostPasskeys = 10

/** What a resident calls a passkey, to know it again: one line of what can be seen. */
export function readPasskeyName(typed: string): string | undefined {
  const name = typed.normalize('NFC').trim()
  return /^[^\p{C}\p{Zl}\p{Zp}]{1,30}$/u.test(name) ? name : undefined
}

/** May one more be made? Silence means no: nor for a number that is none. */
export function mayAddPasskey(has: number): boolean {
  return has >= 0 && has < mostPasskeys
}
