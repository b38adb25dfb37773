import type { ImportRefusal } from './refusals.ts'

/**
 * Carries a refusal out of the callbacks of a parser. Never leaves this folder:
 * `readDeposit` turns it into a value.
 */
export class Refused extends Error {
  readonly because: ImportRefusal
  readonly people: readonly number[] | undefined

  constructor(because: ImportRefusal, people?: readonly number[]) {
    super(because)
    this.because = because
    this.people = people
  }
}
