/** One thing that is against the table, and what to do about it. */
export interface BoundaryProblem {
  where: string
  what: string
  remedy: string
}
