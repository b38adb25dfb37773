import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerTestCompany, tokenOf } from '../../../test/support/http-company.ts'
import { CapturedLog, createTestApp } from '../../../test/support/http.ts'
import { aProgram, askForProgramToken, programToken } from '../../../test/support/program.ts'
import { aMember } from '../../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import type { App } from '../../platform/http/index.ts'
import {
  addOpenIdRoutes,
  changeProgramKeys,
  changeScopes,
  checkProgram,
  companyOf,
  endProgram,
  makeClientKeyPair,
  programActs,
  programOf,
  programs,
  programScopes,
  registerProgram,
  requireCompany,
  staffRoles,
} from '../index.ts'

let tenant: TestTenant
let app: App
let host = ''

beforeAll(async () => {
  tenant = await createTestTenant()
  host = tenant.hosts[0]!
  const { log } = new CapturedLog()
  app = await createTestApp([tenant], { log, scopes: { known: programScopes, check: checkProgram } })
  await addOpenIdRoutes(app, log)
  const config = { caller: 'program', scope: 'admin:items' } as const
  app.get('/admin/v1/test', { config }, programOf)
  app.get('/exchange/test', { config: { caller: 'program' }, onRequest: requireCompany }, companyOf)
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

const ask = async (url: string, token?: string) => {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const answer = await app.inject({ url, headers: { host, ...authorization } })
  return { status: answer.statusCode, body: answer.json(), told: answer.headers['www-authenticate'] }
}

describe('A program of the city', () => {
  it('gets a token for what it was granted, and is known by it', async () => {
    const program = await aProgram(tenant, 'admin:items')
    const token = await programToken(app, host, program)
    expect(decodeJwt(token)).toMatchObject({ aud: `http://${host}/admin`, scope: 'admin:items' })
    expect(await ask('/admin/v1/test', token)).toMatchObject({
      status: 200,
      body: { programId: program.clientId },
    })
  })

  it('gets no token for a scope it was not granted', async () => {
    const program = await aProgram(tenant, 'admin:items')
    const answer = await askForProgramToken(app, host, program, { scope: 'admin:items admin:uses' })
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'invalid_scope'])
  })

  it.each(['exchange', 'admin:items exchange'])('gets no token for "%s"', async (scope) => {
    const answer = await askForProgramToken(app, host, await aProgram(tenant, 'admin:items'), { scope })
    expect(answer.json().error).toBe('invalid_scope')
  })

  it('gets no token for the exchange of companies', async () => {
    const resource = `http://${host}/exchange`
    const answer = await askForProgramToken(app, host, await aProgram(tenant, 'admin:items'), { resource })
    expect(answer.json().error).toBe('invalid_target')
  })

  it('that may nothing gets no token', async () => {
    expect((await askForProgramToken(app, host, await aProgram(tenant))).statusCode).toBe(401)
  })

  it('is told which scope is missing', async () => {
    const token = await programToken(app, host, await aProgram(tenant, 'admin:uses'))
    expect(await ask('/admin/v1/test', token)).toMatchObject({
      status: 403,
      body: { because: 'no-scope' },
      told: expect.stringContaining('error="insufficient_scope", scope="admin:items"'),
    })
  })

  it('opens nothing of the companies, and no company anything of the city', async () => {
    const program = await programToken(app, host, await aProgram(tenant, 'admin:items'))
    const company = await tokenOf(app, host, await registerTestCompany(tenant))
    expect(await ask('/exchange/test', program)).toMatchObject({
      status: 401,
      body: { because: 'bad-token' },
    })
    expect(await ask('/admin/v1/test', company)).toMatchObject({
      status: 401,
      body: { because: 'bad-token' },
    })
    expect((await ask('/exchange/test', company)).status).toBe(200)
  })

  it('without a token is told so and no more', async () => {
    const { status, body, told } = await ask('/admin/v1/test')
    expect([status, body.because, told]).toEqual([401, 'no-token', `Bearer realm="http://${host}/admin"`])
  })
})

describe('What is taken from a program', () => {
  it('is refused from the next request on, with the token it holds', async () => {
    const program = await aProgram(tenant, 'admin:items', 'admin:uses')
    const token = await programToken(app, host, program)
    await changeScopes(tenant, null, { programId: program.clientId, scopes: ['admin:uses'] })
    expect(await ask('/admin/v1/test', token)).toMatchObject({ status: 403, body: { because: 'no-scope' } })
  })

  it('is everything, when it is ended, and for good', async () => {
    const program = await aProgram(tenant, 'admin:items')
    const token = await programToken(app, host, program)
    expect(await endProgram(tenant, null, program.clientId)).toEqual({ ok: true })
    expect((await ask('/admin/v1/test', token)).status).toBe(401)
    expect((await askForProgramToken(app, host, program)).statusCode).toBe(401)
    const again = { programId: program.clientId, scopes: ['admin:items'] as const }
    expect(await changeScopes(tenant, null, again)).toEqual({ ok: false, because: 'unknown-program' })
    expect(await endProgram(tenant, null, program.clientId)).toMatchObject({ because: 'unknown-program' })
  })

  it('is its old key, once there is another', async () => {
    const program = await aProgram(tenant, 'admin:items')
    const keys = await makeClientKeyPair()
    const changed = { programId: program.clientId, jwks: keys.publicJwks }
    expect(await changeProgramKeys(tenant, null, changed)).toEqual({ ok: true })
    expect((await askForProgramToken(app, host, program)).statusCode).toBe(401)
    expect((await askForProgramToken(app, host, { ...program, keys })).statusCode).toBe(200)
  })
})

describe('Of two who change a program at the same moment', () => {
  const tries = Array.from({ length: 8 }, (_, index) => index)
  const answers = async (...changes: ReturnType<typeof endProgram>[]) =>
    (await Promise.all(changes)).map((one) => (one.ok ? 'done' : one.because)).toSorted()

  it.each(tries)('one has done it, and the other is told to look again (%i)', async () => {
    const { clientId: programId } = await aProgram(tenant, 'admin:items')
    const change = (scope: 'admin:uses' | 'admin:vendors') =>
      changeScopes(tenant, null, { programId, scopes: [scope] })
    const told = await answers(change('admin:uses'), change('admin:vendors'))
    // Where chance had one begin after the other, it has seen what it changes.
    expect([
      ['changed-meanwhile', 'done'],
      ['done', 'done'],
    ]).toContainEqual(told)
  })

  it.each(tries)('who ends it has ended it (%i)', async () => {
    const { clientId: programId } = await aProgram(tenant, 'admin:items')
    const changed = changeScopes(tenant, null, { programId, scopes: ['admin:uses'] })
    const ended = endProgram(tenant, null, programId)
    expect(await ended).toEqual({ ok: true })
    await changed
    const [now] = await programActs(tenant, programId)
    expect(now).toMatchObject({ kind: 'ended', scopes: [] })
  })
})

describe('A token that was got with a key', () => {
  const program = async () => {
    const one = await aProgram(tenant, 'admin:items')
    return { one, token: await programToken(app, host, one), keys: await makeClientKeyPair() }
  }

  it('is refused from the next request on, when the key is taken away', async () => {
    const { one, token, keys } = await program()
    expect((await ask('/admin/v1/test', token)).status).toBe(200)
    await changeProgramKeys(tenant, null, { programId: one.clientId, jwks: keys.publicJwks })
    expect(await ask('/admin/v1/test', token)).toMatchObject({ status: 401, body: { because: 'bad-token' } })
    const renewed = await programToken(app, host, { ...one, keys })
    expect((await ask('/admin/v1/test', renewed)).status).toBe(200)
  })

  it('is refused, too, when another key has taken its name', async () => {
    const { one, token, keys } = await program()
    const { kid } = one.keys.publicJwks.keys[0]!
    const jwks = { keys: keys.publicJwks.keys.map((key) => ({ ...key, kid })) }
    expect(await changeProgramKeys(tenant, null, { programId: one.clientId, jwks })).toEqual({ ok: true })
    expect((await ask('/admin/v1/test', token)).status).toBe(401)
  })

  it('is good while the key is, whatever comes beside it and under whatever name', async () => {
    const { one, token, keys } = await program()
    const before = one.keys.publicJwks.keys.map((key) => ({ ...key, kid: 'renamed' }))
    const jwks = { keys: [...before, ...keys.publicJwks.keys] }
    await changeProgramKeys(tenant, null, { programId: one.clientId, jwks })
    expect((await ask('/admin/v1/test', token)).status).toBe(200)
  })
})

describe('Who lets a program in', () => {
  const newProgram = async (programId: string) => ({
    programId,
    name: '台帳',
    scopes: ['admin:items'] as const,
    jwks: (await makeClientKeyPair()).publicJwks,
  })

  it.each(staffRoles)('%s', async (role) => {
    const { staffId } = await aMember(tenant, role)
    const expected = role === 'administrator' ? { ok: true } : { ok: false, because: 'not-your-role' }
    expect(await registerProgram(tenant, staffId, await newProgram(`city.by-${role}`))).toEqual(expected)
    const { clientId } = await aProgram(tenant)
    const scopes = ['admin:uses'] as const
    expect(await changeScopes(tenant, staffId, { programId: clientId, scopes })).toEqual(expected)
    expect(await endProgram(tenant, staffId, clientId)).toEqual(expected)
  })

  it('stands in a ledger, line by line', async () => {
    const { staffId } = await aMember(tenant, 'administrator')
    const { clientId } = await aProgram(tenant, 'admin:items')
    await changeScopes(tenant, staffId, { programId: clientId, scopes: ['admin:vendors'] })
    const { rows } = await tenant.database.query(
      'select kind, by_staff, scopes from identity.program_acts where program_id = $1 order by number',
      [clientId],
    )
    expect(rows).toEqual([
      { kind: 'registered', by_staff: null, scopes: ['admin:items'] },
      { kind: 'scopes-changed', by_staff: staffId, scopes: ['admin:vendors'] },
    ])
    const [found] = (await programs(tenant)).filter(({ programId }) => programId === clientId)
    expect(found).toMatchObject({ kind: 'scopes-changed', scopes: ['admin:vendors'] })
  })

  it('is refused a name that is taken, and a private key', async () => {
    const { clientId } = await aProgram(tenant)
    const taken = await newProgram(clientId)
    expect(await registerProgram(tenant, null, taken)).toEqual({ ok: false, because: 'client-exists' })
    const { privateJwk } = await makeClientKeyPair()
    const careless = { ...(await newProgram('city.careless')), jwks: { keys: [privateJwk] } }
    expect(await registerProgram(tenant, null, careless)).toEqual({ ok: false, because: 'private-key' })
  })
})
