/** A sentence in the three languages of the product: standard Japanese, plain Japanese (やさしい日本語), English. */
export interface Sentence {
  ja: string
  jaEasy: string
  en: string
}

/** What a person is told when the answer is no, and the HTTP status that goes with it. */
export interface RefusalWords extends Sentence {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503 | 507
}

/** A no that a person could reasonably meet. Faults of ours are exceptions instead. */
export interface Refusal<Because extends string> {
  ok: false
  because: Because
}

export function refuse<const Because extends string>(because: Because): Refusal<Because> {
  return { ok: false, because }
}

/** One module's closed list of refusals. A reason without its three sentences does not compile. */
export function defineRefusals<const Because extends string>(
  table: Record<Because, RefusalWords>,
): Record<Because, RefusalWords> {
  return table
}
