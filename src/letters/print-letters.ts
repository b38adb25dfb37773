import type pg from 'pg'
import { recordLookUps } from '../counter/index.ts'
import type { StaffId } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { deleteLetter, holdLetters, leaseLetters, takeLetters, type WaitingLetter } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, mayBeWrittenTo, standsOf, type ResidentId } from '../residents/index.ts'
import type { LetterRefusal } from './refusals.ts'
import { reachedNow } from './find-letters.ts'
import { isInOurFont, leaseUntil, mostInAPrint, nextPrintNumber } from './rules.ts'
import { insertAct, insertPrint, insertPrinted, lockPrints, selectPrinted } from './store.ts'

type Printing = { ok: true; number: number } | Refusal<LetterRefusal>

/**
 * Those that have waited longest, as a print of their own. Of each it is committed to the record of whose it is before an
 * address is read; a process that dies then leaves them to whoever prints next.
 */
export async function printLetters(tenant: Tenant, staffId: StaffId): Promise<Printing> {
  const until = leaseUntil(tenant.clock.now())
  const letters = await lease(tenant, staffId, until)
  if (letters.length === 0) return refuse('no-letters')
  const { known, unknown, unprintable } = await sorted(tenant, letters)
  return inTransaction(tenant.database, async (client) => {
    await holdLetters(client, unknown, until, 'no-address')
    await holdLetters(client, unprintable, until, 'not-printable')
    const taken = await takeLetters(client, known, until)
    if (taken.length === 0) return refuse('no-address-known')
    const printedAt = tenant.clock.now()
    const number = nextPrintNumber(await lockPrints(client), printedAt)
    await insertPrint(client, { number, staffId, letters: taken.length, printedAt })
    await insertPrinted(client, number, taken)
    return { ok: true, number } as const
  })
}

/** The same letters once more, for a printer that ate them: to whom one may go now. */
export async function printAgain(tenant: Tenant, staffId: StaffId, number: number): Promise<Printing> {
  return inTransaction(tenant.database, async (client) => {
    const letters = await selectPrinted(client, number)
    if (letters.length === 0) return refuse('no-such-print')
    const reached = await reachedNow(client, await stillHere(client, letters))
    if (reached.length === 0) return refuse('no-letters')
    await insertAct(client, { number, kind: 'printed-again', place: null, staffId, at: tenant.clock.now() })
    await record(tenant, client, reached, staffId)
    return { ok: true, number } as const
  })
}

/** For this member of staff alone. Of who has died or erased everything it is dropped. */
async function lease(tenant: Tenant, staffId: StaffId, until: Date): Promise<WaitingLetter[]> {
  return inTransaction(tenant.database, async (client) => {
    const letters = await leaseLetters(client, { now: tenant.clock.now(), until, limit: mostInAPrint })
    const here = await stillHere(client, letters)
    for (const letter of letters) if (!here.includes(letter)) await deleteLetter(client, letter.residentId)
    await record(tenant, client, here, staffId)
    return here
  })
}

async function stillHere<Of extends { residentId: ResidentId }>(
  client: pg.PoolClient,
  letters: readonly Of[],
): Promise<Of[]> {
  const here: Of[] = []
  for (const letter of letters) {
    const stands = await standsOf(client, letter.residentId)
    if (mayBeWrittenTo(stands?.standing)) here.push(letter)
  }
  return here
}

async function sorted(tenant: Tenant, letters: readonly WaitingLetter[]) {
  const sorts = { known: [], unknown: [], unprintable: [] } as Record<
    'known' | 'unknown' | 'unprintable',
    WaitingLetter[]
  >
  for (const letter of letters) {
    const identity = (await findResident(tenant, letter.residentId))?.identity.reveal()
    const sort = !identity?.address ? 'unknown' : isInOurFont(identity) ? 'known' : 'unprintable'
    sorts[sort].push(letter)
  }
  return sorts
}

function record(
  { clock }: Tenant,
  client: pg.PoolClient,
  letters: readonly { residentId: ResidentId }[],
  staffId: StaffId,
): Promise<void> {
  const residentIds = letters.map(({ residentId }) => residentId)
  const look = { staffId, reason: 'letter', did: 'letter-addressed', lookedAt: clock.now() } as const
  return recordLookUps(client, residentIds, look)
}
