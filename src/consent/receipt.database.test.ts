import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aResident, aUse, aVendor } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { proven } from '../../test/support/proven.ts'
import type { ItemCode } from '../catalog/index.ts'
import { commitmentOf } from '../proof/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { findReceipt, giveConsent, withdrawConsent, type ActId } from './index.ts'
import { newReceiptNumber } from './receipt-number.ts'

const steps = 'activity.steps' satisfies ItemCode
const weight = 'body.weight' satisfies ItemCode

let tenant: TestTenant
let use: Use
let residentId: ResidentId

beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())
beforeEach(async () => {
  use = await aUse(tenant, await aVendor(tenant))
  residentId = await aResident(tenant)
})

async function agree(items: readonly ItemCode[] = [steps, weight]) {
  const by = { residentId, sessionHash: null, channel: 'web' as const }
  return done(await giveConsent(tenant, proven(by), { useId: use.useId, versionShown: use.version, items }))
}

async function stop(items: readonly ItemCode[] | null = null) {
  const by = { residentId, sessionHash: null, channel: 'web' as const }
  return done(await withdrawConsent(tenant, by, { useId: use.useId, items }))
}

/** Fails where the answer was no. */
function done<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome as Extract<T, { ok: true }>
}

describe('A receipt', () => {
  test('leads to its act and events for the person, and to nothing for others', async () => {
    const { receiptNumber, actId } = await agree()
    const found = await findReceipt(tenant, residentId, receiptNumber)
    expect(found?.act.actId).toBe(actId)
    expect(found?.events.map(({ item, kind }) => [item, kind])).toEqual([
      [steps, 'granted'],
      [weight, 'granted'],
    ])
    expect(await findReceipt(tenant, await aResident(tenant), receiptNumber)).toBeUndefined()
    expect(await findReceipt(tenant, residentId, newReceiptNumber())).toBeUndefined()
  })

  test('has a number of 60 random bits that no other has', () => {
    const numbers = Array.from({ length: 20_000 }, newReceiptNumber)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
  })
})

describe('The log', () => {
  test('gets one commitment for each event, which the person’s key reproduces and nothing else', async () => {
    await agree()
    const { receiptNumber, actId, happenedAt } = await stop([steps])
    const { events } = (await findReceipt(tenant, residentId, receiptNumber))!
    const { rows } = await tenant.database.query<{ leaf_id: string; commitment: Buffer; act_id: ActId }>(
      `select leaf_id, commitment, act_id from proof.pending_leaves
         left join consent.events on event_id = leaf_id where pending_leaves.resident_id = $1`,
      [residentId],
    )
    expect(rows).toHaveLength(3)
    expect(rows.every((row) => row.act_id !== null)).toBe(true)
    const event = events[0]!
    const leaf = rows.find((row) => row.act_id === actId)!
    const { eventId, useId, useVersion, item, kind } = event
    const said = { eventId, useId, useVersion, item, kind, until: null }
    const record = { ...said, receiptNumber, residentId, happenedAt: happenedAt.toISOString() }
    const keys = (await tenant.keys.find(residentId))!
    expect(leaf.commitment).toEqual(commitmentOf(keys, 'consent-event', event.eventId, record))
    const other = (await tenant.keys.find(await aResident(tenant)))!
    expect(leaf.commitment).not.toEqual(commitmentOf(other, 'consent-event', event.eventId, record))
    const guess = canonicalize({ kind: 'consent-event', leafId: event.eventId, record })!
    for (const salt of ['', event.eventId, residentId, Buffer.alloc(32)])
      expect(leaf.commitment).not.toEqual(createHash('sha256').update(salt).update(guess).digest())
  })

  test('two commitments of the same words differ', async () => {
    await agree([steps])
    await stop()
    await agree([steps])
    const { rows } = await tenant.database.query<{ commitment: Buffer }>(
      'select commitment from proof.pending_leaves where resident_id = $1',
      [residentId],
    )
    expect(new Set(rows.map((row) => row.commitment.toString('hex'))).size).toBe(3)
  })
})
