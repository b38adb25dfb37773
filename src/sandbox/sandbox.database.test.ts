import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  assertionOf,
  postToken,
  registerTestCompany,
  tokenOf,
  type TestCompany,
} from '../../test/support/http-company.ts'
import { expectDescribed } from '../../test/support/http-openapi.ts'
import { CapturedLog, createTestApp } from '../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { watched } from '../../test/support/watched-statements.ts'
import { modules } from '../../architecture.mjs'
import { itemCodes } from '../catalog/index.ts'
import { addExchangeRoutes } from '../exchange/index.ts'
import { addOpenIdRoutes } from '../identity/index.ts'
import type { App } from '../platform/http/index.ts'
import { saveVendor } from '../vendors/index.ts'
import { addSandboxRoutes, mostPeople, trialReason, trialUses, type Change } from './index.ts'
import { mostRemembered } from './open-trial.ts'

const [together, stepsAlone] = trialUses
let tenant: TestTenant
let app: App
let host = ''
let company: TestCompany
let token = ''
/** What the sandbox asked the databases. */
const asked: string[] = []

beforeAll(async () => {
  tenant = await createTestTenant()
  host = tenant.hosts[0]!
  app = await createTestApp([watched(tenant, asked)], { limits: { sandbox: 100_000 } })
  await addOpenIdRoutes(app, new CapturedLog().log)
  addExchangeRoutes(app)
  addSandboxRoutes(app)
  company = await registerTestCompany(tenant)
  token = await tokenOf(app, host, company, 'sandbox')
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

interface Asked {
  use?: string
  reasonCode?: string
  words?: string
  cursor?: string
  limit?: string
  key?: string
  by?: string
  subject?: string
  only?: string
  side?: 'sandbox' | 'exchange'
}

function read({ key, by = token, subject, side = 'sandbox', ...query }: Asked = {}) {
  const given = { use: stepsAlone!.useId, reasonCode: trialReason, ...query }
  const path = subject === undefined ? 'records' : `residents/${subject}/records`
  return app.inject({
    url: `/${side}/v1/${path}?${new URLSearchParams(given).toString()}`,
    headers: { host, authorization: `Bearer ${by}`, 'idempotency-key': key ?? randomUUID() },
  })
}

async function lines(wanted: Asked = {}) {
  const answer = await read(wanted)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
  const all = answer.body.split('\n').filter((line) => line !== '')
  const parsed = all.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { told: parsed.slice(0, -1), end: parsed.at(-1)!, cursor: String(parsed.at(-1)?.['cursor']) }
}

function change(number: number, change: Change | 'explode', by = token) {
  return app.inject({
    method: 'POST',
    url: `/sandbox/v1/people/${number.toFixed()}/changes`,
    headers: { host, authorization: `Bearer ${by}` },
    payload: { change },
  })
}

async function subjectOf(number: number, use = stepsAlone!.useId): Promise<string> {
  const url = '/sandbox/v1/people'
  const { people } = (await app.inject({ url, headers: { host, authorization: `Bearer ${token}` } })).json<{
    people: { number: number; subjects: Record<string, string> }[]
  }>()
  return people.find((one) => one.number === number)!.subjects[use]!
}

describe('Who is let in, by which token, where', () => {
  const contractUntil = new Date('2026-11-23T01:00:00Z')
  const table = [
    // the company then                    exchange token at /exchange, /sandbox; sandbox token at /exchange, /sandbox
    ['active', {}, [404, 401, 401, 200]],
    ['applicant', { standing: 'applicant' }, [403, 401, 401, 200]],
    ['suspended', { standing: 'suspended' }, [403, 401, 401, 403]],
    ['ended', { standing: 'ended' }, [403, 401, 401, 403]],
    ['out of contract', { contractUntil }, [403, 401, 401, 403]],
  ] as const

  it.each(table)('%s', async (_, then, statuses) => {
    const other = await registerTestCompany(tenant)
    const tokens = [await tokenOf(app, host, other), await tokenOf(app, host, other, 'sandbox')]
    await saveVendor(tenant.database, { ...other.vendor, ...then })
    const answers: number[] = []
    for (const by of tokens)
      for (const side of ['exchange', 'sandbox'] as const) answers.push((await read({ by, side })).statusCode)
    expect(answers).toEqual(statuses)
  })

  it('a token of the sandbox for the exchange, by resource, opens neither', async () => {
    const applicant = await registerTestCompany(tenant, { standing: 'applicant' })
    for (const scope of ['sandbox', 'exchange']) {
      const assertion = await assertionOf(applicant, `http://${host}/oidc`)
      const fields = { scope, resource: `http://${host}/exchange` }
      const answer = await postToken(app, host, assertion, { fields })
      const by = answer.statusCode === 200 ? answer.json<{ access_token: string }>().access_token : 'none'
      expect((await read({ by, side: 'exchange' })).statusCode).toBe(401)
      expect((await read({ by })).statusCode).toBe(401)
    }
  })

  it('nobody without a token, and a refusal says that it is of the sandbox', async () => {
    for (const url of ['/sandbox/v1/records', '/sandbox/v1/uses', '/sandbox/v1/people']) {
      const answer = await app.inject({ url, headers: { host } })
      expect([answer.statusCode, answer.headers['azukari-synthetic']]).toEqual([401, 'true'])
    }
  })
})

describe('The sandbox beside the gate', () => {
  it('is described in the same words: what is asked, and how it is answered', async () => {
    const document = (await app.inject('/openapi.json')).json<{
      paths: Record<string, { get: { parameters: unknown; responses: unknown } }>
    }>()
    await expectDescribed(document)
    for (const path of ['records', 'residents/{subject}/records']) {
      const [gate, sandbox] = ['exchange', 'sandbox'].map(
        (side) => document.paths[`/${side}/v1/${path}`]!.get,
      )
      expect(sandbox!.parameters).toEqual(gate!.parameters)
      expect(sandbox!.responses).toEqual(gate!.responses)
    }
  })

  it('asks the database for companies, programs and its own tables alone', async () => {
    asked.length = 0
    await lines({ use: together!.useId })
    await read({ subject: await subjectOf(1) })
    await change(2, 'correct')
    const named = asked.flatMap((sql) =>
      [...sql.matchAll(/\b([a-z]+)\.([a-z_]+)\b/g)].map(([whole]) => whole),
    )
    const schemas = (tables: string[]) => tables.filter((one) => Object.hasOwn(modules, one.split('.')[0]!))
    expect([...new Set(schemas(named))].sort()).toEqual([
      'identity.clients',
      'sandbox.deliveries',
      'sandbox.people',
      'vendors.vendors',
    ])
  })
})

describe('A program that reads the sandbox', () => {
  it('gets fourteen days of eighteen people, each line marked, then nothing new', async () => {
    const { told, end, cursor } = await lines()
    expect(told).toHaveLength(18 * 14)
    expect(new Set(told.map(({ subject }) => subject)).size).toBe(18)
    expect([...told, end].every(({ synthetic }) => synthetic === true)).toBe(true)
    expect(end).toMatchObject({ type: 'end', more: false, records: 18 * 14 })
    expect((await lines({ cursor })).told).toEqual([])
    expect((await read()).headers['azukari-synthetic']).toBe('true')
  })

  it('can try every item of the catalogue', async () => {
    for (const { useId, items } of trialUses) {
      const { told } = await lines({ use: useId })
      expect(new Set(told.map(({ item }) => item))).toEqual(new Set(items))
    }
    expect(trialUses).toHaveLength(itemCodes.length + 1)
  })

  it('reads in pages, of whole people, and misses nobody', async () => {
    const subjects: unknown[] = []
    let cursor: string | undefined
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await lines({ limit: '5', ...(cursor ? { cursor } : {}) })
      subjects.push(...new Set(page.told.map(({ subject }) => subject)))
      cursor = page.cursor
      if (page.end['more'] === false) break
    }
    expect(subjects).toHaveLength(18)
    expect(new Set(subjects).size).toBe(18)
    expect((await lines({ cursor: cursor! })).told).toEqual([])
  })

  it('gets the same delivery for the same key, and a no where the request is another one', async () => {
    const key = randomUUID()
    const first = await read({ key })
    await change(7, 'correct')
    expect((await read({ key })).body).toContain(`"delivery":"${deliveryOf(first.body)}"`)
    const other = await read({ key, limit: '3' })
    expect([other.statusCode, other.json().because]).toEqual([409, 'key-reused'])
  })

  const deliveryOf = (body: string) => /"delivery":"([^"]+)"/.exec(body)?.[1]

  it.each([
    // asked                                               status  because
    [{ use: randomUUID() }, 404, 'not-found'],
    [{ reasonCode: 'monthly-advice' }, 422, 'reason-not-reviewed'],
    [{ words: 'www.example.test' }, 422, 'words-not-plain'],
    [{ cursor: 'AAAA' }, 400, 'cursor-not-valid'],
    [{ subject: randomUUID() }, 404, 'not-available'],
    [{ limit: '0' }, 400, 'malformed'],
  ] as const)('with %o: %i', async (wanted, status, because) => {
    const answer = await read(wanted)
    expect([answer.statusCode, answer.json().because]).toEqual([status, because])
  })

  it('cannot go on with a cursor of another use, of one person, or of a time that is not yet', async () => {
    const { cursor } = await lines()
    expect((await read({ cursor, use: together!.useId })).statusCode).toBe(400)
    expect((await read({ cursor, subject: await subjectOf(1) })).statusCode).toBe(400)
    const forged = { ...(JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object) }
    const ahead = { ...forged, low: { position: 1_000_000, through: '2026-11-20' } }
    const text = Buffer.from(JSON.stringify(ahead)).toString('base64url')
    expect((await read({ cursor: text })).json().because).toBe('cursor-not-valid')
  })

  it('knows one person by a pseudonym, and hears of that person alone', async () => {
    const subject = await subjectOf(3)
    const { told } = await lines({ subject })
    expect(told).toHaveLength(14)
    expect(new Set(told.map((line) => line['subject']))).toEqual(new Set([subject]))
    const refused = [await subjectOf(19), await subjectOf(20)].map((subject) => read({ subject }))
    const answers = await Promise.all(refused)
    expect(answers.map((answer) => answer.json().because)).toEqual(['expired', 'not-available'])
  })
})

describe('What a company lets its people do', () => {
  it('is met by its program: a stop, a yes again, a day taken back, a day corrected', async () => {
    const before = await lines()
    const subject = await subjectOf(5)
    const lastDay = before.told.filter((line) => line['subject'] === subject).at(-1)!

    expect((await change(5, 'take-back')).json()).toMatchObject({ number: 5, standing: 'agreed' })
    const back = await lines({ cursor: before.cursor })
    expect(back.told).toMatchObject([{ type: 'tombstone', id: lastDay['id'], subject, day: lastDay['day'] }])

    await change(5, 'correct')
    const corrected = await lines({ cursor: back.cursor })
    expect(corrected.told).toMatchObject([{ type: 'record', id: lastDay['id'], subject }])
    expect(corrected.told[0]!['samples']).not.toEqual(lastDay['samples'])

    expect((await change(5, 'stop')).json()).toMatchObject({ standing: 'stopped' })
    const stopped = await lines({ cursor: corrected.cursor })
    const items = stepsAlone!.items
    expect(stopped.told).toEqual([{ type: 'stopped', subject, items, because: 'withdrawn', synthetic: true }])
    expect((await lines()).told.filter((line) => line['subject'] === subject)).toEqual([])
    expect((await read({ subject })).json().because).toBe('withdrawn')

    await change(5, 'agree-again')
    expect((await lines({ cursor: stopped.cursor })).told).toHaveLength(14)
  })

  it('is told by itself, too, with a cursor that leads on to nothing else', async () => {
    const before = await lines()
    await change(6, 'take-back')
    await change(7, 'stop')
    await change(8, 'correct')
    const told = await lines({ cursor: before.cursor, only: 'withdrawn' })
    expect(told.told.map(({ type }) => type)).toEqual(['tombstone', 'stopped'])
    expect((await lines({ cursor: told.cursor, only: 'withdrawn' })).told).toEqual([])
    expect((await read({ cursor: told.cursor })).json().because).toBe('cursor-not-valid')
    expect((await lines({ cursor: before.cursor })).told.map(({ type }) => type)).toContain('record')
    await change(6, 'correct')
    await change(7, 'agree-again')
  })

  it('is nobody else’s: another company has other people', async () => {
    const other = await registerTestCompany(tenant)
    const by = await tokenOf(app, host, other, 'sandbox')
    await change(9, 'stop')
    const theirs = await lines({ by })
    expect(new Set(theirs.told.map(({ subject }) => subject)).size).toBe(18)
    const ours = await lines()
    const seen = new Set(ours.told.map(({ subject }) => subject))
    expect(theirs.told.some(({ subject }) => seen.has(subject))).toBe(false)
    expect(theirs.told.map(({ samples }) => samples)).not.toEqual(ours.told.map(({ samples }) => samples))
    await change(9, 'agree-again')
  })

  it.each([
    [0, 'stop'],
    [mostPeople + 1, 'stop'],
    [1, 'explode'],
  ] as const)('cannot be %i: %s', async (number, what) => {
    expect((await change(number, what)).statusCode).toBe(400)
  })

  it('cannot be done by a company that is suspended', async () => {
    const other = await registerTestCompany(tenant)
    const by = await tokenOf(app, host, other, 'sandbox')
    await saveVendor(tenant.database, { ...other.vendor, standing: 'suspended' })
    expect((await change(1, 'stop', by)).json().because).toBe('company-not-active')
  })
})

describe('A program that asks on and on', () => {
  it('is remembered so far, and then told to wait', async () => {
    const other = await registerTestCompany(tenant)
    const by = await tokenOf(app, host, other, 'sandbox')
    await tenant.database.query(
      `insert into sandbox.deliveries
         select $1, sha256(number::text::bytea), sha256('x'), gen_random_uuid(), 0, '2026-11-20', $2
           from generate_series(1, $3) as number`,
      [other.vendor.vendorId, tenant.clock.now(), mostRemembered],
    )
    expect((await read({ by })).json().because).toBe('too-many-requests')
    const { rows } = await tenant.database.query(
      'select count(*)::int as kept from sandbox.deliveries where vendor_id = $1',
      [other.vendor.vendorId],
    )
    expect(rows).toEqual([{ kept: mostRemembered }])
  })
})
