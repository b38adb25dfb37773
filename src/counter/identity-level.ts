import { z } from 'zod'
import type { StaffId } from '../identity/index.ts'

/** What somebody shows at the counter; where none has a photograph, two. The number on it is never kept. */
export const documents = [
  'my-number-card',
  'driving-licence',
  'residence-card',
  'passport',
  'two-without-photo',
] as const
export const documentSchema = z.enum(documents)
export type IdentityDocument = z.infer<typeof documentSchema>

export interface IdentityCheck {
  document: IdentityDocument
  staffId: StaffId
  checkedAt: Date
}

/** How sure the city is of who somebody is. `self`: it is what they say; `outside`: a provider of the city's choice knows them. */
export type IdentityLevel = 'self' | 'outside' | 'counter'

/** Nobody sets a level: it is what the checks that were made amount to. */
export function identityLevelOf(
  checks: readonly IdentityCheck[],
  linkedOutside: Date | undefined,
): IdentityLevel {
  if (checks.length > 0) return 'counter'
  return linkedOutside ? 'outside' : 'self'
}
