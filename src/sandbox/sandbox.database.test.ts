import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { assertionOf, postToken, registerTestCompany, tokenOf } from '../../test/support/http-company.ts'
import { expectDescribed } from '../../test/support/http-openapi.ts'
import { aCityWithSandbox } from '../../test/support/sandbox.ts'
import { modules } from '../../architecture.mjs'
import { itemCodes } from '../catalog/index.ts'
import { saveVendor } from '../vendors/index.ts'
import { trialUses } from './index.ts'
import { mostRemembered } from './open-trial.ts'

const [together] = trialUses
const { city: tenant, app, host, asked, read, lines, change, subjectOf } = await aCityWithSandbox()

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
