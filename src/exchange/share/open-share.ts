import { itemOf, type ItemCode } from '../../catalog/index.ts'
import { refuse, type LocalDay, type Personal, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { noteWithheld, recordOpening, type OpenedItem, type RecordedOpening } from '../../shares/index.ts'
import { figureOf, openDay, type DayFigure } from '../../vault/index.ts'
import { countByItem } from '../item-counts.ts'
import { cutIntoLooks } from '../looks.ts'
import { weighDays } from '../second-look-store.ts'
import { isStillOpen, lookAgainAtShare, selectSharedDays, type SharedDay } from './look-store.ts'

export interface SharedFigure extends DayFigure {
  day: LocalDay
}

/** What a share shows: each of the chosen items, with its days; none where there is nothing of it. */
export interface OpenedShare {
  ok: true
  from: LocalDay
  to: LocalDay
  once: boolean
  until: Date
  openedAt: Date
  items: { item: ItemCode; days: SharedFigure[] }[]
}

type Opener = { code: Personal<string>; said: Personal<string> }

/**
 * Opens a share for whoever has its code: take it and write that down, commit, look again, and only then show. Wrong, unknown,
 * ended, used and over are one answer.
 */
export async function openShare(
  city: Tenant,
  opener: Opener,
): Promise<OpenedShare | Refusal<'share-not-open' | 'share-later'>> {
  const tenant = { ...city, database: city.deliveryDatabase }
  const term = tenant.lease.term()
  if (!tenant.lease.held(term)) return refuse('share-later')
  const announced = await announceOpening(tenant, opener)
  if (!announced) return refuse('share-not-open')
  const { opening, days, openedAt } = announced
  // By itself: whoever ends a way in tells of it before the shares end, and each would wait for the other.
  await inTransaction(tenant.database, (client) =>
    leaveNotice(client, opening.residentId, { kind: 'share-opened' }, openedAt),
  )
  // Used once is used in every older database, too, before anything is shown.
  const isKept = !opening.share.once || (await city.journal.keep())
  const items = isKept ? await readFigures(tenant, opening, days) : []
  const isOpen = isKept && (await isStillOpen(tenant, opening))
  if (isOpen && tenant.lease.held(term)) {
    const { from, to, once, until } = opening.share
    return { ok: true, from, to, once, until, openedAt, items }
  }
  await noteWithheld(tenant.database, opening, tenant.clock.now())
  return refuse(isOpen || !isKept ? 'share-later' : 'share-not-open')
}

interface Announced {
  opening: RecordedOpening
  days: SharedDay[]
  openedAt: Date
}

/** THE FIRST LOOK, and the record: committed before a sealed body has been touched. */
function announceOpening(tenant: Tenant, opener: Opener): Promise<Announced | undefined> {
  return inTransaction(tenant.database, async (client) => {
    const now = tenant.clock.now()
    let days: SharedDay[] = []
    const opening = await recordOpening(tenant, client, { ...opener, now }, async (share) => {
      days = await selectSharedDays(client, share.residentId, share.shareId)
      return countByItem(days).map(({ item, days, from, to }): OpenedItem => ({ item, days, from, to }))
    })
    return opening && { opening, days, openedAt: now }
  })
}

async function readFigures(
  tenant: Tenant,
  opening: RecordedOpening,
  days: readonly SharedDay[],
): Promise<OpenedShare['items']> {
  const figures = new Map<ItemCode, SharedFigure[]>()
  for (const look of cutIntoLooks(days, await weighDays(tenant, days)))
    for (const { item, day, envelopes } of await lookAgainAtShare(tenant, opening, look)) {
      const resolved = await openDay(opening.keys, opening.residentId, item, envelopes)
      const figure = figureOf(itemOf(item).shape, resolved)
      if (figure) figures.set(item, [...(figures.get(item) ?? []), { day, ...figure }])
    }
  return opening.share.items.map((item) => ({ item, days: figures.get(item) ?? [] }))
}
