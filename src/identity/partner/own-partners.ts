import type { ItemCode } from '../../catalog/index.ts'
import { systemClock } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { putLinksEnded, thenKept } from '../ends/put-end.ts'
import { selectProgramsOf, selectProgramsWith } from '../program/store.ts'
import { lockWaysIn } from '../store.ts'
import { mayBring, mostPartners, partnerScope } from './rules.ts'
import { deleteCodesOf, deleteLinksOf, deleteOwnLink, selectLinksOf, type PartnerLink } from './store.ts'

/** A partner of this city, and what it may bring. */
export interface Partner {
  programId: string
  name: string
  items: readonly ItemCode[]
}

export interface OwnPartner extends PartnerLink {
  name: string
}

/** The partners of this city that may bring something. */
export async function partnersOf({ database }: Pick<Tenant, 'database'>): Promise<Partner[]> {
  const programs = await selectProgramsWith(database, partnerScope, mostPartners)
  return programs
    .map((program) => ({ programId: program.programId, name: program.name, items: mayBring(program) }))
    .filter(({ items }) => items.length > 0)
}

/** By what names residents know these programs, also those that have ended. */
export async function programNames(
  { database }: Pick<Tenant, 'database'>,
  programIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const programs = await selectProgramsOf(database, programIds)
  return new Map(programs.map(({ programId, name }) => [programId, name]))
}

/** What a resident has linked, the newest first; not those the city has ended, which bring nothing any more. */
export async function ownPartners(
  tenant: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  now = systemClock.now(),
): Promise<OwnPartner[]> {
  const links = await selectLinksOf(tenant.database, residentId, { now, limit: mostPartners })
  const linked = links.map(({ programId }) => programId)
  const programs = await selectProgramsOf(tenant.database, linked)
  return links.flatMap((link) => {
    const program = programs.find(({ programId }) => programId === link.programId)
    return program && program.kind !== 'ended' ? [{ ...link, name: program.name }] : []
  })
}

/** From this moment on: a file that waits is not kept any more. False when it is not there, or not theirs: that is one answer. */
export function endOwnPartner(
  { database, clock, journal }: Pick<Tenant, 'database' | 'clock' | 'journal'>,
  residentId: ResidentId,
  linkHash: Buffer,
): Promise<boolean> {
  const ending = inTransaction(database, async (client) => {
    await lockWaysIn(client, residentId)
    // Nor does a code that waits link it again.
    await deleteCodesOf(client, residentId)
    const ended = await deleteOwnLink(client, residentId, linkHash)
    if (ended) await putLinksEnded(client, 'partner-link', [linkHash])
    if (ended) await leaveNotice(client, residentId, { kind: 'partner-ended' }, clock.now())
    return ended
  })
  return thenKept(journal, ending)
}

/** Of somebody who leaves or has died, or whose card was lost. In the caller's transaction. */
export async function endPartnersOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await deleteCodesOf(client, residentId)
  // A statement of its own: a code that was used at this moment has become a link.
  await putLinksEnded(client, 'partner-link', await deleteLinksOf(client, residentId))
}

/** Where the journal has what ended them, in the caller's transaction. */
export async function forgetPartners(client: Queryable, residentId: ResidentId): Promise<void> {
  await deleteCodesOf(client, residentId)
  await deleteLinksOf(client, residentId)
}
