import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor, by, bytes, deposit } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { proven } from '../../test/support/proven.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { ItemCode } from '../catalog/index.ts'
import {
  actsOf,
  findReceipt,
  grantsOf,
  undoWindowMs,
  undoWithdrawal,
  withdrawConsent,
} from '../consent/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { pause, replace } from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const measured = {
  'activity.steps': ['HKQuantityTypeIdentifierStepCount', 'count', '4321'],
  'body.weight': ['HKQuantityTypeIdentifierBodyMass', 'kg', '58.4'],
  'heart.rate': ['HKQuantityTypeIdentifierHeartRate', 'count/min', '66'],
} as const satisfies Partial<Record<ItemCode, readonly [string, string, string]>>
type Measured = keyof typeof measured
const items = Object.keys(measured) as Measured[]

/** One of each, on one day. */
function everything() {
  const at = 'startDate="2026-11-02 12:00:00 +0900" endDate="2026-11-02 12:10:00 +0900"'
  const records = Object.values(measured).map(
    ([type, unit, value]) =>
      `<Record type="${type}" sourceName="Watch" unit="${unit}" ${at} value="${value}"/>`,
  )
  const text = `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">${records.join('\n')}</HealthData>`
  return bytes('export.xml', Buffer.from(text))
}

/** What the gate gives to a company under this use: items, and the names by which it knows people. */
async function given(use: Use): Promise<{ items: string[]; subjects: string[] }> {
  let lines = ''
  await readAsCompany(city, use, { onWrite: (text) => Promise.resolve(void (lines += text)) })
  const records = lines
    .split('\n')
    .filter((line) => line.includes('"type":"record"'))
    .map((line) => JSON.parse(line) as { subject: string; item: string })
  const each = (of: 'item' | 'subject') => [...new Set(records.map((record) => record[of]))].toSorted()
  return { items: each('item'), subjects: each('subject') }
}

async function aScene() {
  const [one, other] = [await aVendor(city), await aVendor(city)]
  const from = [
    await aUse(city, one, { items }),
    await aUse(city, one, { items, purpose: 'research' }),
  ] as const
  const to = await aUse(city, other, { items })
  const residentId = await aResident(city)
  return { one, from, to, residentId }
}

const act = (residentId: ResidentId) => proven(by(residentId))
const answer = ({ useId, version }: Use, chosen: readonly ItemCode[]) => ({
  useId,
  versionShown: version,
  items: chosen,
})

/** A second later: of two acts of one moment nobody knows which came last. */
const later = () => city.clock.advance(1_000)

describe('A company that is changed for another', () => {
  it(
    'gives nothing any more, and the other has what was chosen and what it had, and no more',
    { timeout: 240_000 },
    async () => {
      const some = fc.subarray(items)
      const chosen = fc.subarray(items, { minLength: 1 })
      const before = fc.record({ had: chosen, alsoHad: some, paused: fc.boolean(), otherHad: some, chosen })
      await fc.assert(
        fc.asyncProperty(before, async ({ had, alsoHad, paused, otherHad, chosen }) => {
          const { one, from, to, residentId } = await aScene()
          await deposit(city, residentId, everything())
          await agree(city, residentId, from[0], had)
          if (alsoHad.length > 0) await agree(city, residentId, from[1], alsoHad)
          if (otherHad.length > 0) await agree(city, residentId, to, otherHad)
          const known = (await given(from[0])).subjects
          // What was agreed to in this session minutes ago would be the same answer, pressed twice.
          city.clock.advance(undoWindowMs)
          if (paused) await pause(city, by(residentId), { useId: from[0].useId, items: null }, null)
          later()
          const replaced = await replace(city, act(residentId), one.vendorId, answer(to, chosen))
          const isNew = chosen.some((item) => !otherHad.includes(item))
          expect(replaced.ok ? 'replaced' : replaced.because).toBe(isNew ? 'replaced' : 'already-agreed')
          const has = await given(to)
          if (replaced.ok) for (const use of from) expect((await given(use)).items).toEqual([])
          else expect((await given(from[0])).items).toEqual(paused ? [] : had.toSorted())
          expect(has.items).toEqual([...new Set([...otherHad, ...(isNew ? chosen : [])])].toSorted())
          expect(has.subjects.filter((subject) => known.includes(subject))).toEqual([])
        }),
        { numRuns: 12 },
      )
    },
  )

  it('leaves two acts, each with its receipt; taking the stop back brings the one back and leaves the other', async () => {
    const { one, from, to, residentId } = await aScene()
    await agree(city, residentId, from[0], ['activity.steps'])
    later()
    const replaced = await replace(city, act(residentId), one.vendorId, answer(to, ['body.weight']))
    if (!replaced.ok) throw new Error(replaced.because)
    const { agreed, stopped } = replaced
    const kinds = (await actsOf(city, residentId, { before: null, limit: 2 })).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['agreed', 'stopped'])
    for (const { receiptNumber } of [agreed, stopped])
      expect(await findReceipt(city, residentId, receiptNumber)).toBeDefined()
    expect(stopped.happenedAt).toEqual(agreed.happenedAt)
    const again = await replace(city, act(residentId), one.vendorId, answer(to, ['body.weight']))
    expect(again).toMatchObject({
      ok: true,
      agreed: { receiptNumber: agreed.receiptNumber },
      stopped: { receiptNumber: stopped.receiptNumber },
    })
    expect((await undoWithdrawal(city, by(residentId), stopped.actId)).ok).toBe(true)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'body.weight': 'granted',
    })
    await withdrawConsent(city, by(residentId), { useId: to.useId, items: null })
    expect(await answersOf(city, residentId)).toMatchObject({ 'body.weight': 'withdrawn' })
  })

  it.each<
    [string, (scene: Awaited<ReturnType<typeof aScene>>) => Promise<ReturnType<typeof answer>>, string]
  >([
    ['itself', ({ from }) => Promise.resolve(answer(from[1], items)), 'same-company'],
    [
      'terms that are no more',
      ({ to }) => Promise.resolve({ ...answer(to, items), versionShown: 2 }),
      'use-changed',
    ],
    ['nothing that was chosen', ({ to }) => Promise.resolve(answer(to, [])), 'nothing-chosen'],
    [
      'an item it does not ask for',
      ({ to }) => Promise.resolve(answer(to, ['blood.glucose'])),
      'item-not-in-use',
    ],
    ['what it was never reviewed for', unlike, 'nothing-alike'],
    ['sensitive items among others', sensitive, 'sensitive-not-alone'],
    ['a use that is suspended', suspended, 'use-not-open'],
  ])('by %s stays as it was: neither is done', async (_, asks, because) => {
    const scene = await aScene()
    const { one, from, residentId } = scene
    await agree(city, residentId, from[0], ['activity.steps'])
    later()
    const replaced = await replace(city, act(residentId), one.vendorId, await asks(scene))
    expect(replaced).toMatchObject({ ok: false, because })
    expect((await grantsOf(city, residentId)).map(({ item, state }) => [item, state])).toEqual([
      ['activity.steps', 'granted'],
    ])
  })

  it('is not said to be changed before the stop journal has that it was stopped, and is, when pressed again', async () => {
    const { one, from, to, residentId } = await aScene()
    await agree(city, residentId, from[0], ['activity.steps'])
    later()
    const journal = Object.create(city.journal, {
      keep: { value: () => Promise.resolve(false) },
    }) as Tenant['journal']
    const press = (tenant: Tenant) =>
      replace(tenant, act(residentId), one.vendorId, answer(to, ['body.weight']))
    expect(await press({ ...city, journal })).toMatchObject({ ok: false, because: 'not-kept' })
    expect((await given(from[0])).items).toEqual([])
    expect((await press(city)).ok).toBe(true)
  })

  it('is not changed where it has nothing', async () => {
    const { one, to, residentId } = await aScene()
    const replaced = await replace(city, act(residentId), one.vendorId, answer(to, items))
    expect(replaced).toMatchObject({ ok: false, because: 'already-stopped' })
    expect(await grantsOf(city, residentId)).toEqual([])
  })
})

async function unlike() {
  const use = await aUse(city, await aVendor(city), { items: ['blood.glucose'], purpose: 'product-proposal' })
  return answer(use, ['blood.glucose'])
}

async function sensitive() {
  const asked = ['activity.steps', 'medical.medication'] as const
  return answer(await aUse(city, await aVendor(city), { items: asked }), asked)
}

async function suspended() {
  return answer(await aUse(city, await aVendor(city), { items, standing: 'suspended' }), items)
}
