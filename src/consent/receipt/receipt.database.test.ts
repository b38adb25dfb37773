import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, aUse, aVendor } from '../../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { logEverything } from '../../../test/support/whole-log.ts'
import { proven } from '../../../test/support/proven.ts'
import type { ItemCode } from '../../catalog/index.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import { keysOfLog, rotateLogKey, type LogKey } from '../../proof/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { Use } from '../../review/index.ts'
import { checkReceipt, giveConsent, issueReceipt, withdrawConsent } from '../index.ts'

const steps: ItemCode = 'activity.steps'
const weight: ItemCode = 'body.weight'

let tenant: TestTenant
let owner: Pool
let use: Use
let residentId: ResidentId

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  use = await aUse(tenant, await aVendor(tenant))
  residentId = await aResident(tenant)
})
afterAll(async () => {
  await owner.end()
  await tenant.close()
})

const by = () => ({ residentId, sessionHash: null, channel: 'web' as const })

async function agree(): Promise<string> {
  const items = [steps, weight]
  const given = await giveConsent(tenant, proven(by()), {
    useId: use.useId,
    versionShown: use.version,
    items,
  })
  if (!given.ok) throw new Error(given.because)
  return given.receiptNumber
}

async function stop(): Promise<string> {
  const stopped = await withdrawConsent(tenant, by(), { useId: use.useId, items: [steps] })
  if (!stopped.ok) throw new Error(stopped.because)
  return stopped.receiptNumber
}

const keys = async (): Promise<LogKey[]> => (await keysOfLog(tenant.database)).map(({ verifier }) => verifier)

async function issued(receiptNumber: string): Promise<string> {
  const receipt = await issueReceipt(tenant, residentId, receiptNumber)
  if (!receipt.ok) throw new Error(receipt.because)
  return JSON.stringify(receipt.document)
}

async function checked(text: string, known?: LogKey[]) {
  const found = checkReceipt(text, known ?? (await keys()), tenant.clock.now())
  if (!found.ok) throw new Error(found.because)
  return found
}

describe('A receipt', () => {
  it('is not issued before the log has a key, nor for somebody else, nor once the keys are gone', async () => {
    const number = await agree()
    expect(await issueReceipt(tenant, residentId, number)).toEqual({
      ok: false,
      because: 'nothing-logged-yet',
    })
    await logEverything(tenant)
    const other = await aResident(tenant)
    expect(await issueReceipt(tenant, other, number)).toEqual({ ok: false, because: 'not-found' })
    await tenant.keys.destroy(other, ['records'])
    expect(await issueReceipt(tenant, other, number)).toEqual({ ok: false, because: 'not-found' })
  })

  it('says at once what is promised, and later that it is in the log; both can be checked without the city', async () => {
    const number = await stop()
    const first = await checked(await issued(number))
    const by = new Date(tenant.clock.now().getTime() + 24 * 60 * 60 * 1000)
    expect(first).toMatchObject({ receiptNumber: number, faults: [], promised: [{ leaf: 0, by }] })
    const dayAfter = new Date(by.getTime() + 1)
    const late = checkReceipt(await issued(number), await keys(), dayAfter)
    expect(late).toMatchObject({ faults: [{ because: 'promise-over', leaf: 0 }] })
    await logEverything(tenant)
    const later = await checked(await issued(number))
    expect(later).toMatchObject({ faults: [], promised: [], logSize: 3 })
    expect(later.records).toMatchObject([
      { item: steps, kind: 'withdrawn', receiptNumber: number, residentId },
    ])
  })

  it('holds with the key of its time, after the key was renewed', async () => {
    const number = await agree()
    await logEverything(tenant)
    const before = await issued(number)
    const pool = openPool({ url: tenant.databases.data.sequencer, name: 'test-sequencer', max: 2 })
    await rotateLogKey(pool, tenant)
    await pool.end()
    expect((await checked(before)).faults).toEqual([])
    expect((await checked(await issued(number))).faults).toEqual([])
    const [, newest] = await keys()
    expect((await checked(before, [newest!])).faults).not.toEqual([])
  })
})

describe('A receipt that was changed', () => {
  /** The receipt of two items, as an object to spoil. */
  async function aReceipt() {
    residentId = await aResident(tenant)
    const receipt = JSON.parse(await issued(await agree()))
    await logEverything(tenant)
    return JSON.parse(await issued(receipt['dct:identifier']))
  }
  type Loose = Awaited<ReturnType<typeof aReceipt>>
  const leafOf = (receipt: Loose) => receipt['azukari:evidence'].leaves[1]
  const statusOf = (receipt: Loose) => receipt['dpv:hasRecordOfActivity'][0]['dpv:hasConsentStatus'][1]
  const flipped = (base64: string) => {
    const bytes = Buffer.from(base64, 'base64')
    bytes[bytes.length - 1]! ^= 1
    return bytes.toString('base64')
  }

  const spoilt: readonly [string, (receipt: Loose) => void, readonly string[]][] = [
    [
      'a word of the terms',
      (receipt) => (receipt['dpv:hasRecordOfActivity'][0]['dpv:hasJurisdiction'] = 'loc:FR'),
      ['not-signed'],
    ],
    [
      'the record',
      (receipt) => (leafOf(receipt).record.item = 'heart.rate'),
      ['not-in-the-log', 'not-signed', 'says-otherwise'],
    ],
    [
      'the salt',
      (receipt) => (leafOf(receipt).salt = flipped(leafOf(receipt).salt)),
      ['not-in-the-log', 'not-signed'],
    ],
    [
      'the place in the log',
      (receipt) => (leafOf(receipt).inclusion.index -= 1),
      ['not-in-the-log', 'not-signed'],
    ],
    [
      'the path',
      (receipt) => (leafOf(receipt).inclusion.path[0] = flipped(leafOf(receipt).inclusion.path[0])),
      ['not-in-the-log', 'not-signed'],
    ],
    [
      'the checkpoint',
      (receipt) =>
        (receipt['azukari:evidence'].checkpoint = receipt['azukari:evidence'].checkpoint.replace(
          /\n\d+\n/u,
          '\n99\n',
        )),
      ['checkpoint-wrong', 'no-checkpoint', 'not-signed'],
    ],
    [
      'what is said of it',
      (receipt) => (statusOf(receipt)['@type'] = ['dpv:ConsentRefused']),
      ['not-signed', 'says-otherwise'],
    ],
    [
      'an event left out',
      (receipt) => receipt['dpv:hasRecordOfActivity'][0]['dpv:hasConsentStatus'].pop(),
      ['not-signed', 'says-otherwise'],
    ],
    [
      'another number',
      (receipt) => (receipt['dct:identifier'] = '0000-0000-0000'),
      ['not-signed', 'says-otherwise'],
    ],
    [
      'neither proof nor promise',
      (receipt) => (leafOf(receipt).inclusion = null),
      ['not-in-the-log', 'not-signed'],
    ],
    [
      'another use',
      (receipt) => (receipt['dpv:hasRecordOfActivity'][0]['dpv:hasNotice']['@id'] += '0'),
      ['not-signed', 'says-otherwise'],
    ],
    [
      'another person',
      (receipt) => (receipt['dpv:hasRecordOfActivity'][0]['dpv:hasDataSubject']['@id'] += '0'),
      ['not-signed', 'says-otherwise'],
    ],
    [
      'a promise without end',
      (receipt) =>
        Object.assign(leafOf(receipt), { inclusion: null, promisedBy: '2999-01-01T00:00:00.000Z' }),
      ['not-signed', 'promise-too-long'],
    ],
    ['no signature', (receipt) => delete receipt['azukari:jws'], ['not-signed']],
    [
      'another algorithm',
      (receipt) => (receipt['azukari:jws'].protected = Buffer.from('{"alg":"none"}').toString('base64url')),
      ['not-signed'],
    ],
  ]

  it.each(spoilt)('is found out, and what is wrong is named: %s', async (_, spoil, because) => {
    const receipt = await aReceipt()
    expect((await checked(JSON.stringify(receipt))).faults).toEqual([])
    spoil(receipt)
    const { faults } = await checked(JSON.stringify(receipt))
    expect([...new Set(faults.map((fault) => fault.because))].sort()).toEqual([...because].sort())
  })

  it('is found out even where only the writing of its signature differs', async () => {
    const receipt = await aReceipt()
    const { signature } = receipt['azukari:jws'] as { signature: string }
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    // The same bytes: of the last letter only two bits count.
    receipt['azukari:jws'].signature =
      signature.slice(0, -1) + letters[letters.indexOf(signature.at(-1)!) + 1]!
    expect(Buffer.from(receipt['azukari:jws'].signature, 'base64url')).toEqual(
      Buffer.from(signature, 'base64url'),
    )
    expect((await checked(JSON.stringify(receipt))).faults).toMatchObject([{ because: 'not-signed' }])
  })

  it.each([
    [
      'a name that stands twice',
      (text: string) => text.replace('{', '{"dct:created":"2020-01-01T00:00:00.000Z",'),
    ],
    ['a name that some read over', (text: string) => text.replace('{', '{"__proto__":{"more":"words"},')],
    ['another name that nobody signed', (text: string) => text.replace('{', '{"more":"words",')],
  ])('is none, or not signed, with %s', async (_, spoil) => {
    const spoilt = spoil(JSON.stringify(await aReceipt()))
    const found = checkReceipt(spoilt, await keys(), tenant.clock.now())
    expect(found.ok ? found.faults : found.because).toEqual(
      found.ok ? [{ because: 'not-signed', leaf: null }] : 'not-a-receipt',
    )
  })

  it('may have spaces between its members', async () => {
    const text = JSON.stringify(await aReceipt(), undefined, 4)
    expect((await checked(text)).faults).toEqual([])
  })

  it('may have its members in another order, which says nothing', async () => {
    const receipt = await aReceipt()
    const reordered = Object.fromEntries(Object.entries(receipt).toReversed())
    expect((await checked(JSON.stringify(reordered))).faults).toEqual([])
  })

  it.each([
    ['nothing', ''],
    ['no document', '[]'],
    ['another document', '{"@type":"dpv:ConsentReceipt"}'],
  ])('is none when it is %s', async (_, text) => {
    expect(checkReceipt(text, await keys(), tenant.clock.now())).toEqual({
      ok: false,
      because: 'not-a-receipt',
    })
  })

  it('by a city that is not the one whose keys we have says nothing', async () => {
    const elsewhere = await createTestTenant()
    const foreign = await logEverything(elsewhere)
    await elsewhere.close()
    const { faults } = await checked(JSON.stringify(await aReceipt()), foreign)
    expect(faults.map((fault) => fault.because)).toEqual(
      expect.arrayContaining(['checkpoint-wrong', 'not-signed']),
    )
  })
})

describe('Every number, letter and flag of a receipt', () => {
  it('is under the signature: one flipped bit anywhere is found', async () => {
    residentId = await aResident(tenant)
    const text = await issued(await agree())
    const bytes = Buffer.from(text)
    let found = 0
    for (let round = 0; round < 300; round += 1) {
      const bit = Math.floor(Math.random() * bytes.length * 8)
      const spoiled = Buffer.from(bytes)
      spoiled[bit >> 3]! ^= 1 << (bit & 7)
      const outcome = checkReceipt(spoiled.toString('utf8'), await keys(), tenant.clock.now())
      if (!outcome.ok || outcome.faults.length > 0) found += 1
    }
    expect(found).toBe(300)
  })
})
