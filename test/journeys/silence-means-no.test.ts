import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuseConsent } from '../../src/consent/index.ts'
import { historyOf, stop } from '../../src/exchange/index.ts'
import { newId } from '../../src/kernel/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { publishUse, type Use, type UseId } from '../../src/review/index.ts'
import { saveVendor } from '../../src/vendors/index.ts'
import { agree, aResident, aUse, by, deposit } from '../support/city.ts'
import { endProgramOf } from '../support/company.ts'
import { registerTestCompany, type TestCompany } from '../support/http-company.ts'
import { percentile } from '../support/percentile.ts'
import { aToken, readRecords, recordsIn, type Read, type Wishes } from '../support/service-company.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'
import { walksFile } from '../support/walks.ts'

const items = ['activity.steps'] as const

let city: ServedCity
let service: ServiceProcess
let neighbour: ServedCity
beforeAll(async () => {
  city = await serveCity()
  service = await city.start()
  neighbour = await serveCity()
}, startingMs)
afterAll(async () => {
  await city.close()
  await neighbour.close()
})

interface Reader {
  company: TestCompany
  use: Use
  token: string
}

async function aReader(changed: Parameters<typeof registerTestCompany>[1] = {}): Promise<Reader> {
  const company = await registerTestCompany(city.tenant, changed)
  const use = await aUse(city.tenant, company.vendor, { items })
  return { company, use, token: await aToken(city, service, company) }
}

async function someoneWith(use?: Use, days = 2, samples = 1): Promise<ResidentId> {
  const residentId = await aResident(city.tenant)
  await deposit(city.tenant, residentId, walksFile(city.tenant.clock.now(), days, samples))
  if (use) await agree(city.tenant, residentId, use)
  await city.settle()
  return residentId
}

const read = ({ use, token }: Reader, wishes: Partial<Wishes> = {}) =>
  readRecords(service, { use, token, ...wishes })

const becauseOf = ({ status, body }: Read) =>
  status === 200 ? [status] : [status, (JSON.parse(body) as { because: string }).because]

/** A body without what differs from request to request. */
function withoutIds({ status, body, headers }: Read) {
  const { instance, incident, ...rest } = JSON.parse(body) as Record<string, unknown>
  return {
    status,
    rest,
    type: headers['content-type'],
    length: body.length - String(instance ?? incident ?? '').length,
  }
}

describe('A request to the gate that is not exactly right', () => {
  it('is refused, whatever is missing, unknown or contradictory', async () => {
    const reader = await aReader()
    await someoneWith(reader.use)
    const another = await aReader()
    const good = await read(reader)
    const { cursor } = good.lines.at(-1)!
    const othersCursor = (await read(another)).lines.at(-1)!.cursor
    const { subject } = recordsIn(good.lines)[0]!
    const subjectsCursor = (await read(reader, { subject })).lines.at(-1)!.cursor
    const auth = (authorization: string) => ({ headers: { authorization } })
    const long = 'あ'.repeat(101)
    const table: readonly (readonly [string, Partial<Wishes>, number, string | undefined])[] = [
      // what is wrong                       how                                              status, because
      ['nothing', {}, 200, undefined],
      ['a token of nothing', { token: 'none' }, 401, 'bad-token'],
      ['a scheme that is none', auth(`Basic ${reader.token}`), 401, 'bad-token'],
      ['a token with another signature', { token: `${reader.token.slice(0, -6)}AAAAAA` }, 401, 'bad-token'],
      ['a use of another company', { use: another.use }, 404, 'not-found'],
      ['a use of nobody', { use: newId<UseId>() }, 404, 'not-found'],
      ['a use that is no id', { use: 'everything' }, 400, 'malformed'],
      ['a reason nobody reviewed', { reason: 'curiosity' }, 422, 'reason-not-reviewed'],
      ['words with a link', { words: 'くわしくは https://example.com' }, 422, 'words-not-plain'],
      ['words with a bare link', { words: 'example.jp を見てください' }, 422, 'words-not-plain'],
      ['words with markup', { words: '<b>お得</b>' }, 422, 'words-not-plain'],
      ['words that are too long', { words: long }, 400, 'malformed'],
      ['no words at all where there are some', { words: '' }, 400, 'malformed'],
      ['a key that is too short', { key: 'short' }, 400, 'malformed'],
      ['a key with other characters', { key: 'a key with spaces' }, 400, 'malformed'],
      ['a cursor somebody made up', { cursor: 'A'.repeat(120) }, 400, 'cursor-not-valid'],
      ['a cursor that was changed', { cursor: `${cursor.slice(0, -4)}AAAA` }, 400, 'cursor-not-valid'],
      ['a cursor of another use', { cursor: othersCursor }, 400, 'cursor-not-valid'],
      ['a cursor of one subject, for all', { cursor: subjectsCursor }, 400, 'cursor-not-valid'],
      ['a cursor of all, for one subject', { cursor, subject }, 400, 'cursor-not-valid'],
      ['a limit of none', { limit: 0 }, 400, 'malformed'],
      ['a limit of too many', { limit: 5_001 }, 400, 'malformed'],
      ['a subject that is no id', { subject: 'hanako' }, 400, 'malformed'],
      ['a subject nobody knows', { subject: randomUUID() }, 404, 'not-available'],
    ]
    const answers = []
    for (const [what, wishes] of table) answers.push([what, ...becauseOf(await read(reader, wishes))])
    expect(answers).toEqual(table.map(([what, , ...answer]) => [what, ...answer.filter((one) => one)]))
  })

  it('is refused without a token, without a key, and with a token of another city or of yesterday', async () => {
    const reader = await aReader()
    const path = `${service.origin}/exchange/v1/records?use=${reader.use.useId}&reasonCode=monthly-advice`
    const bearer = { authorization: `Bearer ${reader.token}` }
    const statusOf = async (headers: Record<string, string>) => (await fetch(path, { headers })).status
    expect(await statusOf({ 'idempotency-key': randomUUID() })).toBe(401)
    expect(await statusOf(bearer)).toBe(400)
    const asked = await readRecords(await neighbour.start(), { use: reader.use, token: reader.token })
    expect(becauseOf(asked)).toEqual([401, 'bad-token'])
    const unknown = await read(reader, { headers: { host: 'elsewhere.test' } })
    expect(unknown.status).toBeGreaterThanOrEqual(400)
    expect(recordsIn(unknown.lines)).toEqual([])
  })
})

describe('A company that does not stand', () => {
  const yesterday = () => new Date(Date.now() - 86_400_000)

  it('reads nothing: suspended, contract ended, use not approved, program ended', async () => {
    const table: readonly (readonly [string, (reader: Reader) => Promise<unknown>, number, string])[] = [
      [
        'suspended',
        ({ company }) => saveVendor(city.tenant.database, { ...company.vendor, standing: 'suspended' }),
        403,
        'company-not-active',
      ],
      [
        'contract ended',
        ({ company }) => saveVendor(city.tenant.database, { ...company.vendor, contractUntil: yesterday() }),
        403,
        'company-not-active',
      ],
      [
        'use suspended',
        ({ use }) =>
          publishUse(city.tenant.database, { ...use, version: 2, standing: 'suspended' }, new Date()),
        403,
        'use-not-approved',
      ],
      [
        'use ended',
        ({ use }) => publishUse(city.tenant.database, { ...use, version: 2, standing: 'ended' }, new Date()),
        403,
        'use-not-approved',
      ],
      [
        'program ended',
        ({ company: { vendor, clientId } }) =>
          endProgramOf(city.tenant, { vendorId: vendor.vendorId, clientId }),
        401,
        'bad-token',
      ],
    ]
    const answers = []
    for (const [what, change] of table) {
      const reader = await aReader()
      await someoneWith(reader.use)
      const before = await read(reader)
      expect(recordsIn(before.lines).length).toBe(2)
      await change(reader)
      const { subject } = recordsIn(before.lines)[0]!
      const [all, one] = [await read(reader), await read(reader, { subject })]
      expect([...recordsIn(all.lines), ...recordsIn(one.lines)]).toEqual([])
      expect(becauseOf(one)).toEqual(becauseOf(all))
      answers.push([what, ...becauseOf(all)])
    }
    expect(answers).toEqual(table.map(([what, , ...answer]) => [what, ...answer]))
  })

  it('is cut off in the middle of an answer, without an end line and without a cursor', async () => {
    const reader = await aReader()
    for (let i = 0; i < 6; i += 1) await someoneWith(reader.use, 200, 200)
    await city.settle()
    let suspended: Promise<unknown> | undefined
    const { vendor } = reader.company
    const broken = await read(reader, {
      // Nobody is left after these six: the delivery would end here, with a cursor.
      limit: 6,
      pace: async () => {
        await (suspended ??= saveVendor(city.tenant.database, { ...vendor, standing: 'suspended' }))
      },
    })
    expect(recordsIn(broken.lines).length).toBeGreaterThan(0)
    expect(broken.complete).toBe(false)
    expect(recordsIn(broken.lines).length).toBeLessThan(1_200)
    await saveVendor(city.tenant.database, vendor)
    expect(recordsIn((await read(reader)).lines).length).toBe(1_200)
  })
})

describe('What a refusal tells a company', () => {
  it('is the same for another use’s pseudonym as for one nobody has', async () => {
    const [mine, theirs] = [await aReader(), await aReader()]
    const both = await someoneWith(mine.use)
    await agree(city.tenant, both, theirs.use)
    await city.settle()
    const { subject } = recordsIn((await read(theirs)).lines)[0]!
    const times: [number[], number[]] = [[], []]
    let answers: [Read, Read] | undefined
    for (let i = 0; i < 20; i += 1) {
      const timed = async (subject: string, into: number[]) => {
        const since = performance.now()
        const answer = await read(mine, { subject })
        into.push(performance.now() - since)
        return answer
      }
      answers = [await timed(subject, times[0]), await timed(randomUUID(), times[1])]
    }
    const [another, nobody] = answers!
    expect(withoutIds(another)).toEqual(withoutIds(nobody))
    const [a, b] = [percentile(times[0], 0.5), percentile(times[1], 0.5)]
    expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(2)
    expect(await historyOf(city.tenant, both, { before: null, limit: 10 })).toHaveLength(1)
  })

  it('is nothing at all about residents who were never asked, refused, or stopped before anything was sent', async () => {
    const shapes: unknown[] = []
    for (const what of ['never-asked', 'refused', 'stopped-early'] as const) {
      const reader = await aReader()
      const someone = await someoneWith()
      if (what === 'refused')
        await refuseConsent(city.tenant, by(someone), { useId: reader.use.useId, versionShown: 1, items })
      if (what === 'stopped-early') {
        await agree(city.tenant, someone, reader.use)
        await stop(city.tenant, by(someone), { useId: reader.use.useId, items: null })
      }
      await city.settle()
      const { status, lines } = await read(reader)
      shapes.push([
        status,
        lines.map(({ type, more, records, cursor }) => [type, more, records, cursor.length]),
      ])
    }
    expect(shapes[1]).toEqual(shapes[0])
    expect(shapes[2]).toEqual(shapes[0])
  })

  it('is that the resident has stopped, only to a company that has received something of them', async () => {
    const reader = await aReader()
    const someone = await someoneWith(reader.use)
    const { lines } = await read(reader)
    const { subject } = recordsIn(lines)[0]!
    await stop(city.tenant, by(someone), { useId: reader.use.useId, items: null })
    await city.settle()
    expect(becauseOf(await read(reader, { subject }))).toEqual([403, 'withdrawn'])
    const told = await read(reader, { cursor: lines.at(-1)!.cursor })
    expect(told.lines.map(({ type }) => type)).toEqual(['stopped', 'end'])
    expect(await historyOf(city.tenant, someone, { before: null, limit: 10 })).toMatchObject([
      { kind: 'refusal', because: 'withdrawn', times: 2 },
      { kind: 'provision' },
    ])
  })
})
