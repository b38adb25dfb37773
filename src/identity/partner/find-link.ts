import { localDayOf, startOfDay, systemClock } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isTakingPart } from '../../residents/index.ts'
import { selectProgram } from '../program/store.ts'
import { hashOfToken } from '../token.ts'
import { atMost, chosenOf, mayBring } from './rules.ts'
import { countOne, lockLink, selectLink, type PartnerLink } from './store.ts'

/**
 * The link that this partner names, for what it may bring by it now, and by which name residents know it. Not there, of another
 * partner, over, ended, of somebody who has left or died: one answer.
 */
export async function findPartnerLink(
  { database }: Pick<Tenant, 'database'>,
  { programId, linkId }: { programId: string; linkId: string },
): Promise<(PartnerLink & { name: string }) | undefined> {
  const now = systemClock.now()
  const link = await selectLink(database, { linkHash: hashOfToken(linkId), programId, now })
  if (!link || !(await isTakingPart(database, link.residentId))) return undefined
  const program = await selectProgram(database, programId)
  const items = chosenOf(mayBring(program), link.items)
  return program && items.length > 0 ? { ...link, items, name: program.name } : undefined
}

/** Does all of this link hold still? In the caller's transaction, which whoever ends it waits for. */
export async function stillLinked(
  client: Queryable,
  { linkHash, programId, items }: PartnerLink,
): Promise<boolean> {
  if (!(await lockLink(client, { linkHash, now: systemClock.now() }))) return false
  const may = mayBring(await selectProgram(client, programId))
  return items.every((item) => may.includes(item))
}

/** One more file of today, by this link and by this partner. False where it is one too many. */
export async function countFile(
  { database }: Pick<Tenant, 'database'>,
  { programId, linkHash }: PartnerLink,
  now = systemClock.now(),
): Promise<boolean> {
  const beginsAt = startOfDay(localDayOf(now))
  const ofLink = await countOne(database, { programId, what: `link/${linkHash.toString('hex')}`, beginsAt })
  if (ofLink > atMost.filesOfALinkADay) return false
  const ofPartner = await countOne(database, { programId, what: 'files', beginsAt })
  return ofPartner <= atMost.filesOfAPartnerADay
}
