import type { ItemCode } from '../../catalog/index.ts'
import { refuse, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { readPublicKeys, thumbprintOf, type PublicKeySet } from '../public-keys.ts'
import { putEnd, thenKept, writeKey } from '../ends/put-end.ts'
import { mayAppoint } from '../staff/rules.ts'
import type { StaffId } from '../staff/staff.ts'
import { lockMembers } from '../staff/store.ts'
import type { ProgramScope } from './rules.ts'
import {
  insertProgramAct,
  selectProgram,
  selectProgramActs,
  selectPrograms,
  type ProgramAct,
} from './store.ts'

type City = Pick<Tenant, 'database' | 'clock' | 'journal'>
/** An administrator, or null for the machine room, where nobody can come in any more or nobody is there yet. */
type By = StaffId | null

export type ProgramChange =
  | { ok: true }
  | Refusal<
      | 'private-key'
      | 'unusable-key'
      | 'client-exists'
      | 'unknown-program'
      | 'changed-meanwhile'
      | 'not-your-role'
    >

/** Lets a program of the city in, with these scopes and no others. `jwks`: its public keys. `items`: what a partner may bring. */
export function registerProgram(
  city: City,
  by: By,
  program: Pick<ProgramAct, 'programId' | 'name' | 'scopes'> & {
    jwks: unknown
    items?: readonly ItemCode[] | undefined
  },
): Promise<ProgramChange> {
  const { programId, name, scopes, jwks, items = [] } = program
  const keys = readPublicKeys(jwks)
  if (!keys.ok) return Promise.resolve(keys)
  return allowed(city, by, async (client) => {
    const first = { programId, name, scopes, items, jwks: keys.jwks, by, happenedAt: city.clock.now() }
    const isNew = await insertProgramAct(client, { ...first, number: 1, kind: 'registered' })
    return isNew ? { ok: true } : refuse('client-exists')
  })
}

/** All that it may from the next request on, also with tokens it holds already. */
export function changeScopes(
  city: City,
  by: By,
  {
    programId,
    scopes,
    items = [],
  }: { programId: string; scopes: readonly ProgramScope[]; items?: readonly ItemCode[] | undefined },
): Promise<ProgramChange> {
  return change(city, by, programId, { kind: 'scopes-changed', scopes, items })
}

/** The keys it proves itself by from now on, and no others: both the old and the new one, while it changes over. */
export function changeProgramKeys(
  city: City,
  by: By,
  { programId, jwks }: { programId: string; jwks: unknown },
): Promise<ProgramChange> {
  const keys = readPublicKeys(jwks)
  if (!keys.ok) return Promise.resolve(keys)
  return thenKept(city.journal, change(city, by, programId, { kind: 'keys-changed', jwks: keys.jwks }))
}

/** For good. */
export function endProgram(city: City, by: By, programId: string): Promise<ProgramChange> {
  return thenKept(city.journal, change(city, by, programId, { kind: 'ended', scopes: [], items: [] }))
}

/** Every program there is or was, as it stands now. */
export function programs({ database }: Pick<Tenant, 'database'>): Promise<ProgramAct[]> {
  return selectPrograms(database, 200)
}

/** What was done about one, the newest first: the first is how it stands now. None: there is no such program. */
export function programActs(
  { database }: Pick<Tenant, 'database'>,
  programId: string,
): Promise<ProgramAct[]> {
  return selectProgramActs(database, programId, 200)
}

function change(
  city: City,
  by: By,
  programId: string,
  changed: Pick<ProgramAct, 'kind'> & Partial<Pick<ProgramAct, 'scopes' | 'items' | 'jwks'>>,
): Promise<ProgramChange> {
  return allowed(city, by, async function attempt(client): Promise<ProgramChange> {
    const now = await selectProgram(client, programId)
    if (!now || now.kind === 'ended') return refuse('unknown-program')
    const next = { ...now, ...changed, by, number: now.number + 1, happenedAt: city.clock.now() }
    // Of two at the same moment the second would overwrite what it has not seen; ending needs to have seen nothing.
    if (!(await insertProgramAct(client, next)))
      return next.kind === 'ended' ? attempt(client) : refuse('changed-meanwhile')
    if (next.kind === 'ended') await putEnd(client, { what: 'program', which: programId }, next.happenedAt)
    for (const thumbprint of await goneKeys(now.jwks, next.jwks))
      await putEnd(client, { what: 'program-key', which: writeKey(programId, thumbprint) }, next.happenedAt)
    return { ok: true }
  })
}

/** By which it proved itself and does no more, under whatever name they were. */
async function goneKeys(before: PublicKeySet, after: PublicKeySet): Promise<string[]> {
  const kept = new Set(await Promise.all(after.keys.map(thumbprintOf)))
  return (await Promise.all(before.keys.map(thumbprintOf))).filter((thumbprint) => !kept.has(thumbprint))
}

function allowed(
  city: City,
  by: By,
  work: (client: Queryable) => Promise<ProgramChange>,
): Promise<ProgramChange> {
  return inTransaction(city.database, async (client) => {
    if (by !== null && !mayAppoint((await lockMembers(client, [by])).get(by))) return refuse('not-your-role')
    return work(client)
  })
}
