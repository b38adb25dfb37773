import type pg from 'pg'
import { beforeEveryId, newId, refuse, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import { knowEntry, queueEntry, type JournalEntry } from '../../platform/stop-journal/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { findResident } from '../find-resident.ts'
import { residentIdSchema, type ResidentId } from '../resident.ts'
import { areTwoPeople } from './compare-people.ts'
import { lifeEntry, lifeEntrySchema } from './journal-entry.ts'
import {
  canHappen,
  dueSince,
  keepDaysByDefault,
  mayBeSaidBy,
  mayEnter,
  standsAfter,
  takesPart,
  whyNotMerged,
  whyNotUndone,
  type LifeEvent,
  type NotMergedBecause,
  type NotUndoneBecause,
  type SaidBy,
} from './rules.ts'
import {
  insertLifeChange,
  lockStands,
  lockTwo,
  recordedLifeChanges,
  selectDue,
  selectErasuresAhead,
  selectLastChange,
  selectLifeChanges,
  selectLifeChangesAfter,
  selectRemaining,
  selectStands,
  selectStandsBeforeDeath,
  twoOf,
  updateStands,
  type ErasureAhead,
  type LifeChange,
  type LifeEventId,
} from './store.ts'

type City = Pick<Tenant, 'clock' | 'keepDays'>

/** As the resident themselves say. */
export const saidByResident: SaidBy = { staffId: null, secondStaffId: null, evidence: null }

/**
 * Changes how somebody stands, in the caller's transaction, and queues it for the stop journal: an older database must not
 * make somebody active again, nor erase who has come back.
 */
export async function changeLife(
  city: City,
  client: pg.PoolClient,
  residentId: ResidentId,
  what: Exclude<LifeEvent, 'erased' | 'merged' | 'merged-in-error'>,
  by: SaidBy,
  eventId?: LifeEventId,
): Promise<{ ok: true; change: LifeChange } | Refusal<'not-as-you-stand'>> {
  return changeTo(city, client, { residentId, what, by, eventId, mergedInto: null })
}

interface Wanted {
  residentId: ResidentId
  what: Exclude<LifeEvent, 'erased'>
  by: SaidBy
  mergedInto: ResidentId | null
  eventId: LifeEventId | undefined
}

async function changeTo(
  { clock, keepDays = keepDaysByDefault }: City,
  client: pg.PoolClient,
  { residentId, what, by, mergedInto, eventId = newId<LifeEventId>() }: Wanted,
): Promise<{ ok: true; change: LifeChange } | Refusal<'not-as-you-stand'>> {
  const stands = await lockStands(client, residentId)
  const happenedAt = clock.now()
  const before = what === 'reported-in-error' ? await selectStandsBeforeDeath(client, residentId) : undefined
  const after = standsAfter(stands?.standing, what, { now: happenedAt, keepDays, before })
  if (after === undefined) return refuse('not-as-you-stand')
  // The pages ask the right people; that they did is what is held here.
  if (!mayBeSaidBy(what, by)) throw new Error(`${what} may not be said by these`)
  const change: LifeChange = { ...by, ...after, residentId, eventId, what, happenedAt, mergedInto }
  await write(client, change, happenedAt)
  await queueEntry(client, lifeEntry(change))
  return { ok: true, change }
}

/** One person, two entries: from now on the duplicate stands as merged into who remains. In the caller's transaction. */
export async function mergeLives(
  city: City & Pick<Tenant, 'keys'>,
  client: pg.PoolClient,
  { remaining, duplicate }: { remaining: ResidentId; duplicate: ResidentId },
  by: SaidBy,
  eventId?: LifeEventId,
): Promise<{ ok: true; change: LifeChange } | Refusal<NotMergedBecause | 'not-as-you-stand'>> {
  const because =
    whyNotMerged(...(await lockTwo(client, [remaining, duplicate]))) ??
    (await whyNotOnePerson({ ...city, database: client }, [remaining, duplicate]))
  if (because) return refuse(because)
  return changeTo(city, client, { residentId: duplicate, what: 'merged', by, mergedInto: remaining, eventId })
}

/** They were two people: from now on the duplicate stands by itself again. In the caller's transaction. */
export async function undoMergedLives(
  city: City,
  client: pg.PoolClient,
  entries: { remaining: ResidentId; duplicate: ResidentId },
  by: SaidBy,
  eventId?: LifeEventId,
): Promise<{ ok: true; change: LifeChange } | Refusal<NotUndoneBecause>> {
  const { remaining, duplicate } = entries
  await lockTwo(client, [remaining, duplicate])
  const because = await whyNotUndoneNow({ ...city, database: client }, entries)
  if (because) return refuse(because)
  const what = 'merged-in-error'
  return changeTo(city, client, { residentId: duplicate, what, by, mergedInto: null, eventId })
}

/** Why their merging may not be undone, as they stand now. */
export async function whyNotUndoneNow(
  { database, clock }: Pick<Tenant, 'clock'> & { database: Queryable },
  { remaining, duplicate }: { remaining: ResidentId; duplicate: ResidentId },
): Promise<NotUndoneBecause | undefined> {
  const now = clock.now()
  const pair = {
    remaining: (await selectStands(database, remaining))?.standing,
    duplicate: await selectStands(database, duplicate),
    isTheirs: (await selectRemaining(database, duplicate))?.remaining === remaining,
  }
  return whyNotUndone(pair, now)
}

/** Why they may not be merged, as they stand now. */
export async function whyNotMergedNow(
  city: Pick<Tenant, 'keys'> & { database: Queryable },
  { remaining, duplicate }: { remaining: ResidentId; duplicate: ResidentId },
): Promise<NotMergedBecause | undefined> {
  const because = whyNotMerged(...(await twoOf(city.database, [remaining, duplicate])))
  return because ?? whyNotOnePerson(city, [remaining, duplicate])
}

async function whyNotOnePerson(
  city: Pick<Tenant, 'keys'> & { database: Queryable },
  [one, other]: readonly [ResidentId, ResidentId],
): Promise<'is-erased' | 'two-people' | undefined> {
  const mine = (await findResident(city, one))?.identity.reveal()
  const theirs = (await findResident(city, other))?.identity.reveal()
  if (!mine || !theirs) return 'is-erased'
  return areTwoPeople(mine, theirs) ? 'two-people' : undefined
}

async function write(client: Queryable, change: LifeChange, recordedAt: Date): Promise<void> {
  await insertLifeChange(client, change, recordedAt)
  await updateStands(client, change.residentId, change)
}

/** Everything of theirs is erased: the last thing that happens. In the caller's transaction; the journal has the erasure. */
export async function endLife(client: Queryable, residentId: ResidentId, now: Date): Promise<void> {
  const stands = await lockStands(client, residentId)
  if (!canHappen(stands?.standing, 'erased')) return
  const change = {
    what: 'erased',
    standing: 'erased',
    eraseAt: null,
    happenedAt: now,
    mergedInto: null,
  } as const
  await write(client, { ...saidByResident, ...change, residentId, eventId: newId<LifeEventId>() }, now)
}

/** Whose day has come and is over, the earliest first. */
export function residentsDue({ database, clock }: Pick<Tenant, 'database' | 'clock'>, limit: number) {
  return selectDue(database, dueSince(clock.now()), limit)
}

/** Whose day is by then, of those who may still come back. */
export function erasuresAhead(
  { database }: Pick<Tenant, 'database'>,
  page: Parameters<typeof selectErasuresAhead>[1],
): Promise<ErasureAhead[]> {
  return selectErasuresAhead(database, page)
}

/** Does this resident take part, now? Asked in the transaction that rests on it. */
export async function isTakingPart(database: Queryable, residentId: ResidentId): Promise<boolean> {
  return takesPart((await selectStands(database, residentId))?.standing)
}

/** How a resident's life in the city bears on what they did before. */
export interface Life {
  takesPart: boolean
  /** When it last changed how they stand, or somebody was merged into them; undefined where nothing has happened. */
  changedAt: Date | undefined
}

export async function lifeOf(database: Queryable, residentId: ResidentId): Promise<Life> {
  const takesPart = await isTakingPart(database, residentId)
  return { takesPart, changedAt: await selectLastChange(database, residentId) }
}

/** May this resident sign in, now? */
export async function isLetIn(database: Queryable, residentId: ResidentId): Promise<boolean> {
  return mayEnter((await selectStands(database, residentId))?.standing)
}

/**
 * Writes a change of the stop journal again that this database has lost. What it knows to have happened later stays. Safe to
 * repeat.
 */
export async function changeLifeAgain(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  { entryId, of }: JournalEntry,
): Promise<void> {
  const change = lifeEntrySchema.parse({ ...of, eventId: entryId })
  await inTransaction(database, async (client) => {
    const stands = await lockStands(client, change.residentId)
    const [known] = await recordedLifeChanges(client, [entryId])
    if (known === undefined) {
      const [last] = await selectLifeChanges(client, change.residentId, 1)
      await insertLifeChange(client, change, clock.now())
      const isNewest = last === undefined || last.happenedAt <= change.happenedAt
      if (stands?.standing !== 'erased' && isNewest) await updateStands(client, change.residentId, change)
    }
    await knowEntry(client, entryId)
  })
}

const residentsAtOnce = 200

/** Every change of this database into a journal that begins anew, in the caller's transaction. */
export async function queueLifeChangesAgain(client: Queryable): Promise<void> {
  let after: ResidentId | undefined = residentIdSchema.parse(beforeEveryId)
  while (after !== undefined) {
    const changes = await selectLifeChangesAfter(client, after, residentsAtOnce)
    for (const change of changes) if (change.what !== 'erased') await queueEntry(client, lifeEntry(change))
    after = changes.at(-1)?.residentId
  }
}
