/** Shares of a resident, and whoever opens them. */
import { openShare } from '../../src/exchange/index.ts'
import { startSession } from '../../src/identity/index.ts'
import { Personal, type LocalDay } from '../../src/kernel/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { makeShare, type ShareWish } from '../../src/shares/index.ts'
import { hashOfToken } from '../../src/identity/token.ts'
import { provenFor } from './proven.ts'

const wish: ShareWish = {
  items: ['activity.steps'],
  from: '2026-11-01' as LocalDay,
  to: '2026-11-20' as LocalDay,
  period: '1-hour',
  once: true,
  note: null,
}

/** As they make one on their page, in a session of their own. */
export async function tryToShare(tenant: Tenant, residentId: ResidentId, changed: Partial<ShareWish> = {}) {
  const sessionHash = hashOfToken(await startSession(tenant, residentId, 'demo'))
  return makeShare(tenant, provenFor('agree', residentId), { ...wish, ...changed }, { sessionHash })
}

export async function aShare(tenant: Tenant, residentId: ResidentId, changed: Partial<ShareWish> = {}) {
  const made = await tryToShare(tenant, residentId, changed)
  if (!made.ok) throw new Error(made.because)
  return made
}

/** What whoever opens it sees: the days of each item, or why nothing. */
export async function openedBy(tenant: Tenant, code: Personal<string>, said = 'みほん医院') {
  const opened = await openShare(tenant, { code, said: new Personal(said) })
  if (!opened.ok) return opened.because
  return Object.fromEntries(
    opened.items.map(({ item, days }) => [item, days.map(({ day, value }) => [day, value])]),
  )
}
