import type { ConsentRefusal } from '../../../consent/index.ts'

const known: Record<ConsentRefusal, true> = {
  'never-asked': true,
  refused: true,
  withdrawn: true,
  expired: true,
  'other-use': true,
  'other-version': true,
}

/** The reason a refusal was recorded with. Throws for one that is in no list: the gate writes only these. */
export function becauseWord(because: string): ConsentRefusal {
  if (!(because in known)) throw new Error(`a refusal for a reason that is not known: ${because}`)
  return because as ConsentRefusal
}
