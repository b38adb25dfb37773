import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aBriefing, aCode, aCohort, dayFromNow } from '../../../test/support/joining.ts'
import { CapturedLog, createTestApp } from '../../../test/support/http.ts'
import { aProgram, programToken, type TestProgram } from '../../../test/support/program.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { addOpenIdRoutes, checkScope, knownScopes } from '../../identity/index.ts'
import { cohortActs, showCode, typedInvitationSchema, type CohortId } from '../../joining/index.ts'
import type { App } from '../../platform/http/index.ts'
import { addProgramRoutes } from '../index.ts'

let city: TestTenant
let app: App
let token = ''
let program: TestProgram
const captured = new CapturedLog()

beforeAll(async () => {
  city = await createTestTenant()
  app = await createTestApp([city], { log: captured.log, scopes: { known: knownScopes, check: checkScope } })
  await addOpenIdRoutes(app, captured.log)
  addProgramRoutes(app, { spoolDirectory: tmpdir() })
  app.get('/shown/:number', { config: { caller: 'program' } }, (request, reply) => {
    const { number } = z.object({ number: typedInvitationSchema }).parse(request.params)
    return showCode(request, reply, number)
  })
  await app.ready()
  program = await aProgram(city, 'admin:cohorts')
  token = await programToken(app, city.hosts[0]!, program)
})
afterAll(async () => {
  await app.close()
  await city.close()
})

async function call(
  method: 'GET' | 'PUT' | 'PATCH' | 'POST',
  path: string,
  body?: object,
  key: string = randomUUID(),
) {
  const answer = await app.inject({
    method,
    url: `/admin/v1/cohorts${path}`,
    headers: { host: city.hosts[0]!, authorization: `Bearer ${token}`, 'idempotency-key': key },
    ...(body ? { payload: body } : {}),
  })
  return { status: answer.statusCode, body: answer.json(), kept: answer.headers['cache-control'] }
}

const aMonth = () => ({ fromDay: dayFromNow(city, 0), untilDay: dayFromNow(city, 30) })
const monitor = () => ({ name: 'プログラムのモニター', places: 30, ...aMonth() })
const sheet = () => ({ codes: 3, goodFor: 2, untilDay: dayFromNow(city, 7) })
const refusalOf = ({ status, body }: { status: number; body: { because: string } }) => [status, body.because]
/** What somebody is told who shows this number. */
const shown = async (number: string) => {
  const answer = await app.inject({ url: `/shown/${number}`, headers: { host: city.hosts[0]! } })
  return answer.json().ok
}

describe('A program that prepares a cohort', () => {
  it('makes it, adds a briefing, and says how many came', async () => {
    const [cohortId, briefingId] = [randomUUID(), randomUUID()]
    const made = await call('PUT', `/${cohortId}`, monitor())
    const cohort = { cohortId, ...monitor(), invited: 0, joined: 0, came: 0 }
    expect(made).toMatchObject({ status: 200, body: { cohort, briefings: [], sheets: [] } })
    const held = { heldOn: dayFromNow(city, 0), place: 'みほんセンター', places: 20 }
    const added = await call('PUT', `/${cohortId}/briefings/${briefingId}`, held)
    expect(added.body.briefings).toEqual([{ briefingId, ...held, came: null, joined: 0 }])
    const counted = await call('PUT', `/${cohortId}/briefings/${briefingId}/came`, { came: 12 })
    expect(counted.body).toMatchObject({ cohort: { came: 12 }, briefings: [{ came: 12 }] })
    expect((await call('GET', `/${cohortId}`)).body).toEqual(counted.body)
    expect((await call('GET', '')).body.cohorts).toContainEqual(counted.body.cohort)
  })

  it('is who made it, in each line', async () => {
    const [cohortId, briefingId, sheetId] = [randomUUID(), randomUUID(), randomUUID()]
    await call('PUT', `/${cohortId}`, monitor())
    const held = { heldOn: dayFromNow(city, 3), place: 'みほんセンター', places: 20 }
    await call('PUT', `/${cohortId}/briefings/${briefingId}`, held)
    await call('PUT', `/${cohortId}/sheets/${sheetId}`, { ...sheet(), codes: 1 })
    await call('POST', `/${cohortId}/sheets/${sheetId}/revoke`)
    const { rows } = await city.database.query(
      `select made_by, made_by_program from joining.cohorts where cohort_id = $1
       union all select made_by, made_by_program from joining.briefings where cohort_id = $1
       union all select made_by, made_by_program from joining.codes where cohort_id = $1
       union all select revoked_by, revoked_by_program from joining.codes where cohort_id = $1`,
      [cohortId],
    )
    expect(rows).toEqual(Array(4).fill({ made_by: null, made_by_program: program.clientId }))
  })

  it('does it once for a key, and nothing under an id that is taken', async () => {
    const [cohortId, key] = [randomUUID(), randomUUID()]
    const body = monitor()
    const first = await call('PUT', `/${cohortId}`, body, key)
    expect(await call('PUT', `/${cohortId}`, body, key)).toEqual(first)
    expect(refusalOf(await call('PUT', `/${cohortId}`, { ...body, places: 31 }, key))).toEqual([
      409,
      'key-used',
    ])
    expect(refusalOf(await call('PUT', `/${cohortId}`, { ...body, places: 31 }))).toEqual([409, 'id-taken'])
    expect((await call('GET', `/${cohortId}`)).body).toMatchObject({ cohort: { places: 30 } })
    const ofStaff = await aCohort(city)
    const briefingId = await aBriefing(city, ofStaff)
    const held = { heldOn: dayFromNow(city, 3), place: 'べつの場所', places: 20 }
    expect(refusalOf(await call('PUT', `/${cohortId}/briefings/${briefingId}`, held))).toEqual([
      409,
      'id-taken',
    ])
  })

  it('touches no briefing and no sheet of another cohort', async () => {
    const [one, other] = [await aCohort(city), await aCohort(city)]
    const briefingId = await aBriefing(city, other)
    const sheetId = randomUUID()
    const { numbers } = (await call('PUT', `/${other}/sheets/${sheetId}`, sheet())).body
    const came = await call('PUT', `/${one}/briefings/${briefingId}/came`, { came: 99 })
    const revoked = await call('POST', `/${one}/sheets/${sheetId}/revoke`)
    expect([came, revoked].map(refusalOf)).toEqual(Array(2).fill([404, 'no-cohort']))
    expect((await call('GET', `/${other}`)).body).toMatchObject({ briefings: [{ came: null }] })
    expect(await shown(numbers[0])).toBe(true)
  })

  it.each([
    ['days in the wrong order', { fromDay: '2099-12-31', untilDay: '2099-12-01' }, 422, 'bad-days'],
    ['days that are over', { fromDay: '2020-01-01', untilDay: '2020-02-01' }, 422, 'bad-days'],
    ['no places', { places: 0 }, 400, 'malformed'],
    ['a name of nothing', { name: '  ' }, 400, 'malformed'],
    ['more than there is', { everybody: true }, 400, 'malformed'],
  ])('not with %s', async (_, changed, status, because) => {
    const cohortId = randomUUID()
    const answer = await call('PUT', `/${cohortId}`, { ...monitor(), ...changed })
    expect(refusalOf(answer)).toEqual([status, because])
    expect(refusalOf(await call('GET', `/${cohortId}`))).toEqual([404, 'no-cohort'])
  })
})

describe('A program that has to correct one', () => {
  it('changes cohort and briefing, closes it and opens it again; once for a key, and by name', async () => {
    const [cohortId, briefingId, key] = [randomUUID(), randomUUID(), randomUUID()]
    await call('PUT', `/${cohortId}`, monitor())
    const held = { heldOn: dayFromNow(city, 3), place: 'みほんセンター', places: 20 }
    await call('PUT', `/${cohortId}/briefings/${briefingId}`, held)
    const changed = await call('PATCH', `/${cohortId}`, { places: 31 }, key)
    expect(changed).toMatchObject({ status: 200, body: { cohort: { ...monitor(), places: 31 } } })
    const moved = await call('PATCH', `/${cohortId}/briefings/${briefingId}`, { place: 'べつの場所' })
    expect(moved.body.briefings).toMatchObject([{ ...held, place: 'べつの場所' }])
    const closed = await call('POST', `/${cohortId}/close`)
    expect(closed.body.cohort).toMatchObject({ closedAt: expect.any(String), joined: 0 })
    expect((await call('GET', '')).body.cohorts).toContainEqual(closed.body.cohort)
    const more = await call('PUT', `/${cohortId}/sheets/${randomUUID()}`, sheet())
    expect(refusalOf(more)).toEqual([409, 'cohort-closed'])
    expect((await call('POST', `/${cohortId}/reopen`)).body.cohort).toMatchObject({ closedAt: null })
    await call('PATCH', `/${cohortId}`, { places: 32 })
    const repeated = await call('PATCH', `/${cohortId}`, { places: 31 }, key)
    expect(repeated.body, 'a repeat changes nothing anew').toMatchObject({ cohort: { places: 32 } })
    const acts = await cohortActs(city, cohortId as string as CohortId)
    expect(acts.map(({ kind, programId }) => [kind, programId])).toEqual(
      [
        ...['changed', 'reopened', 'closed', 'briefing-changed', 'changed'],
        ...['briefing-added', 'made'],
      ].map((kind) => [kind, program.clientId]),
    )
  })

  it.each([
    ['PATCH', '', { untilDay: '2020-01-01', fromDay: '2020-01-01' }, 422, 'bad-days'],
    ['PATCH', '', { places: 0 }, 400, 'malformed'],
    ['PATCH', '', { closedAt: null }, 400, 'malformed'],
    ['PATCH', '', { erased: 0 }, 400, 'malformed'],
    ['PATCH', `/briefings/${randomUUID()}`, { places: 1 }, 404, 'no-cohort'],
  ] as const)('not with %s %s %o', async (method, path, body, status, because) => {
    const cohortId = randomUUID()
    const made = await call('PUT', `/${cohortId}`, monitor())
    expect(refusalOf(await call(method, `/${cohortId}${path}`, body))).toEqual([status, because])
    expect((await call('GET', `/${cohortId}`)).body).toEqual(made.body)
    const another = await call(method, `/${randomUUID()}${path}`, body)
    expect([400, 404]).toContain(another.status)
  })

  it('only with the scope for it', async () => {
    const cohortId = await aCohort(city)
    const before = token
    token = await programToken(app, city.hosts[0]!, await aProgram(city, 'admin:items'))
    const answers = [
      await call('PATCH', `/${cohortId}`, { places: 1 }),
      await call('PATCH', `/${cohortId}/briefings/${randomUUID()}`, { places: 1 }),
      await call('POST', `/${cohortId}/close`),
      await call('POST', `/${cohortId}/reopen`),
    ]
    token = before
    expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(403))
    expect((await call('GET', `/${cohortId}`)).body.cohort).toMatchObject({ closedAt: null, places: 100 })
  })
})

describe('Invitation numbers', () => {
  it('are told once, let somebody begin, and let nobody any more once their sheet is revoked', async () => {
    const [cohortId, sheetId, key] = [await aCohort(city), randomUUID(), randomUUID()]
    const made = await call('PUT', `/${cohortId}/sheets/${sheetId}`, sheet(), key)
    const { numbers } = made.body
    expect(made.kept).toBe('no-store')
    expect(numbers).toHaveLength(3)
    expect(made.body.sheet).toMatchObject({ sheetId, codes: 3, goodFor: 2, used: 0, revokedAt: null })
    for (const number of numbers) expect(await shown(number)).toBe(true)
    const revoked = await call('POST', `/${cohortId}/sheets/${sheetId}/revoke`)
    expect(revoked.body.sheets).toMatchObject([{ sheetId, revokedAt: expect.any(String) }])
    for (const number of numbers) expect(await shown(number)).toBe(false)
  })

  it('are not told to a repeat, nor made a second time by it, nor by another key under the same id', async () => {
    const [cohortId, sheetId, key] = [await aCohort(city), randomUUID(), randomUUID()]
    const { numbers } = (await call('PUT', `/${cohortId}/sheets/${sheetId}`, sheet(), key)).body
    const again = await call('PUT', `/${cohortId}/sheets/${sheetId}`, sheet(), key)
    expect(again).toMatchObject({ status: 200, body: { numbers: null, sheet: { codes: 3 } } })
    const more = await call('PUT', `/${cohortId}/sheets/${sheetId}`, sheet())
    expect(refusalOf(more)).toEqual([409, 'id-taken'])
    const whole = await call('GET', `/${cohortId}`)
    expect(whole.body.sheets).toMatchObject([{ codes: 3 }])
    for (const number of numbers) expect(JSON.stringify([again.body, whole.body])).not.toContain(number)
  })

  it('are in no log and no table', async () => {
    const cohortId = await aCohort(city)
    const { numbers } = (await call('PUT', `/${cohortId}/sheets/${randomUUID()}`, sheet())).body
    const { rows } = await city.database.query(
      `select to_jsonb(codes)::text as line from joining.codes union all select to_jsonb(writes)::text from programs.writes`,
    )
    for (const number of numbers) {
      expect(captured.text).not.toContain(number)
      expect(JSON.stringify(rows)).not.toContain(number)
    }
  })

  it.each([
    ['a day after the cohort', { untilDay: '2099-01-01' }, 422, 'bad-day'],
    ['more than a sheet holds', { codes: 101 }, 400, 'malformed'],
  ])('not with %s', async (_, changed, status, because) => {
    const cohortId = await aCohort(city)
    const answer = await call('PUT', `/${cohortId}/sheets/${randomUUID()}`, { ...sheet(), ...changed })
    expect(refusalOf(answer)).toEqual([status, because])
    expect((await call('GET', `/${cohortId}`)).body.sheets).toEqual([])
  })

  it('of staff are not told either: their sheets are counted, and no more', async () => {
    const cohortId = await aCohort(city)
    const code = await aCode(city, cohortId)
    const answers = [await call('GET', ''), await call('GET', `/${cohortId}`)]
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(code)
  })
})
