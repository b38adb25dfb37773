/** Ends a `switch` over a union: a forgotten case is a compile error, and a fault if it ever runs. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`)
}
