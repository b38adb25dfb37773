import { paths } from '../../../paths.ts'

/** What the second of two has just done, of a closed list: never of whom. */
export const doneAtDesk = [
  'card',
  'died',
  'reported-in-error',
  'agreement',
  'merged',
  'merged-in-error',
  'taken-up',
  'refused',
] as const
export type DoneAtDesk = (typeof doneAtDesk)[number]

export function counterAfter(done: DoneAtDesk): string {
  return `${paths.counter}?done=${done}`
}
