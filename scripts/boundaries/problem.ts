import { readFileSync } from 'node:fs'

/** One thing that is against the table, and what to do about it. */
export interface BoundaryProblem {
  /** `file:line` where one line is at fault. */
  where: string
  what: string
  remedy: string
}

/** `file:line` of the first line that says so; the file alone where none does. */
export function placeOf(file: string, says: string): string {
  const index = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(says))
  return index < 0 ? file : `${file}:${index + 1}`
}
