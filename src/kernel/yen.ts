declare const yen: unique symbol

/** A whole number of yen. Fractions do not exist; rounding is decided where it happens, never here. */
export type Yen = number & { readonly [yen]: true }

/** Throws when `amount` is not a safe integer: money that cannot be counted exactly is a fault, not a refusal. */
export function yenOf(amount: number): Yen {
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount of yen must be a whole number')
  return amount as Yen
}
