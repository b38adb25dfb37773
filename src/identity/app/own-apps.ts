import { systemClock } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { putLinksEnded, thenKept } from '../ends/put-end.ts'
import {
  deleteAppLink,
  deleteAppLinksOf,
  deleteOwnAppLink,
  selectAppLinksOf,
  hashOfLink,
  type AppLink,
  type AppLinkId,
} from './link-store.ts'
import { mostApps, scopesLeft, type AppScope } from './rules.ts'
import { selectApp, type AppAct } from './store.ts'
import { deleteLinkedWritesOf } from '../linked-write/store.ts'

type Telling = Pick<Tenant, 'database' | 'clock' | 'journal'>

/** `scopes` are those that count: let in by the resident, and allowed by the city now. */
export interface OwnApp extends AppLink {
  app: AppAct
  /** What the resident has let it in for, and the city has taken from it since. */
  takenBack: readonly AppScope[]
}

/** The apps a resident has let in, the newest first; not those the city has ended, which may nothing any more. */
export async function ownApps(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  now = systemClock.now(),
): Promise<OwnApp[]> {
  const links = await selectAppLinksOf(database, residentId, { now, limit: mostApps })
  const found = await Promise.all(
    links.map(async (link) => ({ ...link, app: await selectApp(database, link.appId) })),
  )
  return found.flatMap(({ app, ...link }) => (app && app.kind !== 'ended' ? [asItCounts(link, app)] : []))
}

function asItCounts(link: AppLink, app: AppAct): OwnApp {
  const scopes = scopesLeft(link.scopes, app.scopes)
  return { ...link, app, scopes, takenBack: link.scopes.filter((scope) => !scopes.includes(scope)) }
}

/** From the next request on. False when it is not there, or not theirs: that is one answer. */
export function endOwnApp(
  { database, clock, journal }: Telling,
  residentId: ResidentId,
  linkHash: Buffer,
): Promise<boolean> {
  const ending = inTransaction(database, async (client) => {
    const ended = await deleteOwnAppLink(client, residentId, linkHash)
    if (ended) await putLinksEnded(client, 'app-link', [linkHash])
    if (ended) await leaveNotice(client, residentId, { kind: 'app-ended' }, clock.now())
    return ended
  })
  return thenKept(journal, ending)
}

/** A code or a token was shown a second time: somebody else may have it, so that all that came of it ends (RFC 9700 §4.14.2). */
export function endCopiedApp({ database, clock, journal }: Telling, linkId: AppLinkId): Promise<void> {
  const ending = inTransaction(database, async (client) => {
    const linkHash = hashOfLink(linkId)
    const residentId = await deleteAppLink(client, linkHash)
    if (!residentId) return
    await putLinksEnded(client, 'app-link', [linkHash])
    await leaveNotice(client, residentId, { kind: 'app-ended' }, clock.now())
  })
  return thenKept(journal, ending)
}

/** Of somebody who leaves or has died, or whose card was lost. In the caller's transaction. */
export async function endAppsOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await putLinksEnded(client, 'app-link', await deleteAppLinksOf(client, residentId))
}

/** Of somebody who is erased, in the caller's transaction. */
export async function forgetApps(client: Queryable, residentId: ResidentId): Promise<void> {
  await deleteAppLinksOf(client, residentId)
  await deleteLinkedWritesOf(client, residentId)
}
