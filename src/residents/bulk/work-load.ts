import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { enrolResidents } from '../enrol-resident.ts'
import { searchSecretOf, wholeTermUnder } from '../search-terms.ts'
import type { ResidentId } from '../resident.ts'
import { selectKnown } from '../store.ts'
import { lineSecretOf, openPerson } from './sealed-person.ts'
import {
  deleteLines,
  lockBulk,
  selectLoad,
  selectWaiting,
  updateEnded,
  updateRefused,
  updateWorked,
  type Load,
  type LoadId,
} from './store.ts'

/** Lines of one transaction: a stop or a death costs no more than these, and they are made again under the same ids. */
const batchLines = 500

/** Tells these residents, in the transaction that learns of them, that they stand in a file which this program has sent. */
export type TellKnown = (
  client: Queryable,
  residentIds: readonly ResidentId[],
  programId: string,
) => Promise<void>

/**
 * Works a file off, batch by batch. Each line is worked off in the transaction that takes it away, so whoever dies here
 * leaves neither a gap nor a double. Residents are made, and nothing is agreed to. Who is known already is told so, in a dry run,
 * too: whoever sends the file learns that they take part.
 */
export async function workLoad(
  tenant: Tenant,
  loadId: LoadId,
  { stopping, tell }: { stopping: AbortSignal; tell: TellKnown },
): Promise<void> {
  while (await workBatch(tenant, loadId, tell))
    // The job is tried again, by this process or another, and goes on here.
    if (stopping.aborted) throw new Error('stopped before its end')
}

/** False when there is nothing left to do. */
function workBatch(tenant: Tenant, loadId: LoadId, tell: TellKnown): Promise<boolean> {
  return inTransaction(tenant.database, async (client) => {
    await lockBulk(client)
    const load = await selectLoad(client, loadId)
    if (!load || load.endedAt) return false
    const waiting = await selectWaiting(client, loadId, batchLines)
    if (waiting.length > 0) await tell(client, await workLines(tenant, client, load, waiting), load.programId)
    else await updateEnded(client, loadId, tenant.clock.now())
    return waiting.length > 0
  })
}

/** @returns who was known already */
async function workLines(
  tenant: Tenant,
  client: Queryable,
  { loadId, dryRun }: Load,
  waiting: readonly { line: number; sealed: Buffer }[],
): Promise<ResidentId[]> {
  const [lineSecret, search] = [await lineSecretOf(tenant), await searchSecretOf(tenant)]
  const people = waiting.map(({ line, sealed }) => {
    const person = openPerson(lineSecret, { loadId, line }, sealed)
    return { line, person, term: wholeTermUnder(search, person.identity) }
  })
  const found = await selectKnown(
    client,
    people.map(({ term }) => term),
  )
  const known = new Set(found.map(({ term }) => term.toString('base64')))
  const isKnown = ({ term }: { term: Buffer }) => known.has(term.toString('base64'))
  const fresh = people.filter((one) => !isKnown(one))
  const doubles = people.filter(isKnown).map(({ line }) => line)
  if (!dryRun && fresh.length > 0)
    await enrolResidents(
      tenant,
      client,
      fresh.map(({ person }) => person),
    )
  await deleteLines(
    client,
    loadId,
    fresh.map(({ line }) => line),
  )
  await updateRefused(client, loadId, doubles, 'known-already')
  const counted = { accepted: fresh.length, refused: doubles.length, now: tenant.clock.now() }
  await updateWorked(client, loadId, counted)
  return [...new Set(found.map(({ residentId }) => residentId))]
}
