/** Something the operator has to put right before the program can start. Told in Japanese and English. */
export interface Told {
  ja: string
  en: string
}

/** Thrown while starting, and printed by the command line without a stack: the remedy is in the words. */
export class StartProblem extends Error {
  readonly told: Told

  constructor(told: Told) {
    super(told.en)
    this.name = 'StartProblem'
    this.told = told
  }
}
