/** What residents were told, held against what the city knows now. Every list should be empty. */
import { journalContent } from './journal.ts'
import { checkReceipt, findReceipt, grantsOf, issueReceipt } from '../../src/consent/index.ts'
import { findErasure } from '../../src/erasure/index.ts'
import { promisedWithinMs, type LogKey } from '../../src/proof/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { UseId } from '../../src/review/index.ts'
import { standingOf, type Memory } from './mindful-residents.ts'
import { judge } from './watched-stops.ts'

export async function brokenWords(tenant: Tenant, memory: Memory) {
  const { late, unrecorded } = await judge(tenant, memory.stops, memory.lines)
  return {
    actsGone: await actsGone(tenant, memory),
    notInTheJournal: await notInTheJournal(tenant, memory),
    otherwiseThanTold: await otherwiseThanTold(tenant, memory),
    notErased: await notErased(tenant, memory),
    depositsGone: await depositsGone(tenant, memory),
    linesAfterAStop: late,
    linesWithoutProvision: unrecorded,
  }
}

async function actsGone(tenant: Tenant, { acts }: Memory) {
  const gone = []
  for (const act of acts) {
    const found = await findReceipt(tenant, act.residentId, act.number)
    if (found?.act.kind !== act.kind) gone.push(act)
  }
  return gone
}

/** Every stop and erasure that was confirmed stands in the file outside of the database. */
export async function notInTheJournal({ journal }: Tenant, { acts, erasures }: Memory): Promise<string[]> {
  const content = await journalContent(journal.file)
  if (content === undefined || content === 'damaged') return [`the journal is ${content ?? 'missing'}`]
  const written = new Set(
    content.entries.map(({ of }) =>
      // A no that stopped nothing has no number.
      String(of['number'] ?? (of['act'] as Record<string, unknown> | undefined)?.['receiptNumber']),
    ),
  )
  const stops = acts.filter(({ kind }) => kind === 'stopped')
  return [...stops, ...erasures].map(({ number }) => number).filter((number) => !written.has(number))
}

/** What was confirmed last, and nothing asked since, is how it stands. */
export async function otherwiseThanTold(tenant: Tenant, { standing }: Memory): Promise<string[]> {
  const people = new Set([...standing.keys()].map((key) => key.split('/')[0] ?? ''))
  const otherwise: string[] = []
  for (const person of people) {
    const residentId = person as Parameters<typeof grantsOf>[1]
    const grants = await grantsOf(tenant, residentId)
    for (const [key, told] of standing) {
      const [of = '', useId = ''] = key.split('/')
      if (of !== person || told === 'unclear') continue
      const state = grants.find((grant) => standingOf(residentId, grant.useId) === key)?.state
      const holds = told === 'agreed' ? state === 'granted' : state !== 'granted'
      if (!holds) otherwise.push(`${useId as UseId}: told ${told}, is ${String(state)}`)
    }
  }
  return otherwise
}

async function notErased(tenant: Tenant, { erasures }: Memory): Promise<string[]> {
  const left: string[] = []
  for (const { residentId, number } of erasures) {
    if (!(await isErased(tenant, residentId)) || !(await findErasure(tenant, number))) left.push(number)
  }
  return left
}

async function isErased({ keys }: Tenant, residentId: ResidentId): Promise<boolean> {
  const kept = await keys.find(residentId)
  return kept?.has('values') !== true && kept?.has('identity') !== true
}

/** Whoever asked to be erased, and never heard that they were, may have been: with all they had, or not at all. */
async function depositsGone(tenant: Tenant, { deposits, askedToErase }: Memory): Promise<string[]> {
  const { database } = tenant
  const erased = new Set<ResidentId>()
  for (const residentId of askedToErase) if (await isErased(tenant, residentId)) erased.add(residentId)
  const { rows } = await database.query<{ id: string }>(
    `select import_id as id from vault.imports where state = 'live'`,
  )
  const live = new Set(rows.map(({ id }) => id))
  const kept = deposits.filter(({ residentId }) => !erased.has(residentId))
  return kept.map(({ importId }) => importId).filter((importId) => !live.has(importId))
}

/** Of every receipt: as it was handed out, and as it is asked for anew once the log has everything. */
export async function brokenReceipts(
  tenant: Tenant,
  { receipts, acts }: Memory,
  keys: readonly LogKey[],
): Promise<{ asHandedOut: string[]; anew: string[] }> {
  const faultsOf = (text: string, now: Date) => {
    const checked = checkReceipt(text, keys, now)
    return checked.ok ? checked.faults.map(({ because }) => because) : [checked.because]
  }
  const asHandedOut = receipts.flatMap(({ text }) => faultsOf(text, tenant.clock.now()))
  const afterwards = new Date(tenant.clock.now().getTime() + 2 * promisedWithinMs)
  const anew: string[] = []
  for (const { residentId, number } of new Map(acts.map((act) => [act.number, act])).values()) {
    const issued = await issueReceipt(tenant, residentId, number)
    if (issued.ok) anew.push(...faultsOf(JSON.stringify(issued.document), afterwards))
    else if ((await tenant.keys.find(residentId))?.has('records') === true) anew.push(issued.because)
  }
  return { asHandedOut, anew }
}
