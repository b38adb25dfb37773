import { z } from 'zod'
import { lineSchema } from '../../kernel/index.ts'

/**
 * What a program of the city may be allowed. Before the colon stands the first part of the paths it opens, and no other:
 * `admin:items` opens nothing but what asks for it under /admin. Each is granted by name; none contains another.
 */
export const programScopes = [
  'admin:items',
  'admin:vendors',
  'admin:uses',
  'admin:residents',
  'admin:cohorts',
  'admin:consents',
  'intake:deposit',
] as const
export type ProgramScope = (typeof programScopes)[number]

/** The first part of the paths that a scope opens. */
export const programAreas = ['admin', 'intake'] as const
export type ProgramArea = (typeof programAreas)[number]

/** The scopes of one area. A token is for one. */
export function scopesOfArea(area: ProgramArea): ProgramScope[] {
  return programScopes.filter((scope) => scope.startsWith(`${area}:`))
}

/** Which area is asked for, where nothing says so: the one that has the first scope that is named. */
export function areaAskedFor(scope: string | undefined): ProgramArea {
  return programAreas.find((area) => scope?.startsWith(`${area}:`)) ?? 'admin'
}

/** In the token, and on file now: what was taken away counts from the next request on. Silence means no. */
export function mayProgram(
  scope: ProgramScope,
  { inToken, onFile }: { inToken: readonly string[]; onFile: readonly ProgramScope[] },
): boolean {
  return inToken.includes(scope) && onFile.includes(scope)
}

/** Is this the id of a program of the city? A company's has no dot. */
export const programIdSchema = z.string().regex(/^city\.[a-z0-9-]{3,50}$/)

export const programNameSchema = lineSchema(80)
