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

/** How sure the city is of who somebody is. `self`: it is what they say. */
export type IdentityLevel = 'self' | 'counter'

/** Nobody sets a level: it is what the checks that were made amount to. */
export function identityLevelOf(checks: readonly IdentityCheck[]): IdentityLevel {
  return checks.length > 0 ? 'counter' : 'self'
}
