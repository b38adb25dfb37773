import { randomUUID } from 'node:crypto'
import { systemClock } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { queueEntry, type JournalEntry, type StopJournal } from '../../platform/stop-journal/index.ts'
import type { PasskeyOwner } from '../passkey/passkey.ts'
import { deletePasskeysOf } from '../passkey/store.ts'
import { insertEnd, selectEnds, type End, type Ended } from './store.ts'

export function endEntry({ endId, what, which, endedAt }: End): JournalEntry {
  const at = endedAt.toISOString()
  return { entryId: endId, kind: 'ended', at, of: { what, which, endedAt: at } }
}

/** Writes down that something has ended, for this database and for every older one, in the caller's transaction. */
export async function putEnd(client: Queryable, ended: Ended, endedAt: Date): Promise<void> {
  const end = { ...ended, endId: randomUUID(), endedAt }
  if (await insertEnd(client, end)) await queueEntry(client, endEntry(end))
}

/** Links to apps or partners, by their hashes. */
export async function putLinksEnded(
  client: Queryable,
  what: 'app-link' | 'partner-link',
  hashes: readonly Buffer[],
): Promise<void> {
  // Like the links by the real clock, also in the demo.
  const endedAt = systemClock.now()
  for (const hash of hashes) await putEnd(client, { what, which: hash.toString('hex') }, endedAt)
}

/** What opened shares, by its hashes. */
export async function putSharesEnded(client: Queryable, hashes: readonly Buffer[]): Promise<void> {
  const endedAt = systemClock.now()
  for (const hash of hashes) await putEnd(client, { what: 'share', which: hash.toString('hex') }, endedAt)
}

/** The same, once the stop journal has what was ended. Where it cannot be written now, it is as soon as it can. */
export async function thenKept<Done>(
  journal: Pick<StopJournal, 'keep'>,
  doing: Promise<Done>,
): Promise<Done> {
  const done = await doing
  await journal.keep()
  return done
}

/** Every passkey of somebody; how many. */
export async function endPasskeysOf(client: Queryable, owner: PasskeyOwner, endedAt: Date): Promise<number> {
  const hashes = await deletePasskeysOf(client, owner)
  for (const hash of hashes) await putEnd(client, { what: 'passkey', which: hash.toString('hex') }, endedAt)
  return hashes.length
}

/** Of a key, which is one of a program. */
export function writeKey(programId: string, key: string): string {
  return JSON.stringify([programId, key])
}

const endsAtOnce = 1_000

/** Every end of this database into a journal that begins anew, in the caller's transaction. */
export async function queueEndsAgain(client: Queryable): Promise<void> {
  let after: string | undefined = '00000000-0000-0000-0000-000000000000'
  while (after !== undefined) {
    const ends: End[] = await selectEnds(client, after, endsAtOnce)
    for (const end of ends) await queueEntry(client, endEntry(end))
    after = ends.at(-1)?.endId
  }
}
