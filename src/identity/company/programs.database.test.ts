import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCompany, joinAsPerson } from '../../../test/support/company.ts'
import { assertionOf, postToken, registerTestCompany, tokenOf } from '../../../test/support/http-company.ts'
import { CapturedLog, createTestApp } from '../../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { localDayOf, newId, Personal } from '../../kernel/index.ts'
import type { App } from '../../platform/http/index.ts'
import { findVendor, saveVendor } from '../../vendors/index.ts'
import {
  addOpenIdRoutes,
  companyOf,
  makeClientKeyPair,
  requireCompany,
  type ClientKeyPair,
} from '../index.ts'
import { invitePerson } from './change-persons.ts'
import type { PersonId } from './company-person.ts'
import { companyActs } from './find-persons.ts'
import { companyPrograms } from './find-programs.ts'
import { addKey, endCompanyProgram, registerCompanyProgram, retireKey } from './programs.ts'

const log = new CapturedLog()
let tenant: TestTenant
let app: App
let host = ''

beforeAll(async () => {
  tenant = await createTestTenant()
  host = tenant.hosts[0]!
  app = await createTestApp([tenant], { log: log.log })
  await addOpenIdRoutes(app, log.log)
  app.get('/exchange/records', { config: { caller: 'program' }, preHandler: requireCompany }, (request) =>
    companyOf(request),
  )
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

const outcomeOf = (outcome: { ok: true } | { ok: false; because: string }) => outcome.ok || outcome.because
const pasted = ({ publicJwks }: ClientKeyPair) => JSON.stringify(publicJwks)
const read = (token: string) =>
  app.inject({ url: '/exchange/records', headers: { host, authorization: `Bearer ${token}` } })

/** A company with a program, and the key it began with. */
async function aProgram() {
  const person = await aCompany(tenant)
  const keys = await makeClientKeyPair()
  const registered = await registerCompanyProgram(tenant, person, { name: '受け取り', pasted: pasted(keys) })
  if (!registered.ok) throw new Error(registered.because)
  const { clientId } = registered
  const tokenWith = (key: ClientKeyPair) =>
    tokenOf(app, host, { clientId, keys: key, vendor: undefined as never })
  const askWith = async (key: ClientKeyPair) =>
    (await postToken(app, host, await assertionOf({ clientId, keys: key }, `http://${host}/oidc`))).statusCode
  return { person, keys, clientId, tokenWith, askWith }
}

describe('A company that changes a key', () => {
  it('adds the next one, uses it, and retires the old one, without standing still', async () => {
    const { person, keys, clientId, tokenWith, askWith } = await aProgram()
    const next = await makeClientKeyPair()
    expect(await askWith(next)).toBe(401)
    expect(outcomeOf(await addKey(tenant, person, { clientId, pasted: pasted(next) }))).toBe(true)
    const [old, fresh] = [await tokenWith(keys), await tokenWith(next)]
    for (const token of [old, fresh]) expect((await read(token)).statusCode).toBe(200)
    const retired = await retireKey(tenant, person, { clientId, keyId: keys.privateJwk.kid })
    expect(outcomeOf(retired)).toBe(true)
    expect((await read(old)).json()).toMatchObject({ status: 401, because: 'bad-token' })
    expect((await read(fresh)).statusCode).toBe(200)
    expect([await askWith(keys), await askWith(next)]).toEqual([401, 200])
  })

  it('ends what was got with the old one, also when its assertion named the new one', async () => {
    const { person, keys, clientId } = await aProgram()
    const next = await makeClientKeyPair()
    await addKey(tenant, person, { clientId, pasted: pasted(next) })
    const lying = await assertionOf({ clientId, keys }, `http://${host}/oidc`, {
      header: { kid: next.privateJwk.kid },
    })
    const answer = await postToken(app, host, lying)
    await retireKey(tenant, person, { clientId, keyId: keys.privateJwk.kid })
    if (answer.statusCode === 200)
      expect((await read(answer.json<{ access_token: string }>().access_token)).statusCode).toBe(401)
    else expect(answer.statusCode).toBe(401)
  })

  it('has each token named by the key that signed for it, also where the header names none', async () => {
    const { person, keys, clientId } = await aProgram()
    const next = await makeClientKeyPair()
    await addKey(tenant, person, { clientId, pasted: pasted(next) })
    const nameless = await assertionOf({ clientId, keys }, `http://${host}/oidc`, {
      header: { kid: undefined },
    })
    const { access_token: token } = (await postToken(app, host, nameless)).json<{ access_token: string }>()
    expect((await read(token)).statusCode).toBe(200)
    await retireKey(tenant, person, { clientId, keyId: keys.privateJwk.kid })
    expect((await read(token)).statusCode).toBe(401)
  })

  it('sees on which day each was last used', async () => {
    const { person, keys, tokenWith } = await aProgram()
    const lastUsed = async () => (await companyPrograms(tenant, person.vendorId))[0]?.keys[0]?.lastUsedOn
    expect(await lastUsed()).toBeNull()
    await tokenWith(keys)
    expect(await lastUsed()).toBe(localDayOf(new Date()))
  })

  it('never makes a retired key good again, under its name or another', async () => {
    const { person, keys, clientId } = await aProgram()
    await addKey(tenant, person, { clientId, pasted: pasted(await makeClientKeyPair()) })
    await retireKey(tenant, person, { clientId, keyId: keys.privateJwk.kid })
    const renamed = { keys: keys.publicJwks.keys.map((key) => ({ ...key, kid: 'another-name' })) }
    for (const given of [pasted(keys), JSON.stringify(renamed)])
      expect(outcomeOf(await addKey(tenant, person, { clientId, pasted: given }))).toBe('key-known-already')
  })

  it('has no key that another program has signed with, and hinders nobody by registering theirs before', async () => {
    const [theirs, ours, third] = [await aProgram(), await aProgram(), await aCompany(tenant)]
    const given = pasted(theirs.keys)
    const add = () => addKey(tenant, ours.person, { clientId: ours.clientId, pasted: given })
    expect(outcomeOf(await add()), 'nobody has signed with it yet').toBe(true)
    expect([await theirs.askWith(theirs.keys), await ours.askWith(theirs.keys)]).toEqual([200, 401])
    const { kid: keyId } = theirs.keys.privateJwk
    await retireKey(tenant, ours.person, { clientId: ours.clientId, keyId })
    const register = () => registerCompanyProgram(tenant, third, { name: 'p', pasted: given })
    expect(outcomeOf(await register())).toBe('key-known-already')
    const another = await aProgram()
    const adding = { clientId: another.clientId, pasted: given }
    expect(outcomeOf(await addKey(tenant, another.person, adding))).toBe('key-known-already')
    await addKey(tenant, theirs.person, {
      clientId: theirs.clientId,
      pasted: pasted(await makeClientKeyPair()),
    })
    expect(await theirs.askWith(theirs.keys)).toBe(200)
    await retireKey(tenant, theirs.person, { clientId: theirs.clientId, keyId })
    expect(outcomeOf(await register()), 'also once it is retired').toBe('key-known-already')
    expect(await companyPrograms(tenant, third.vendorId)).toEqual([])
    expect(await ours.askWith(ours.keys)).toBe(200)
  })

  it('has at most three, and keeps the last', async () => {
    const { person, keys, clientId } = await aProgram()
    const { kid: keyId } = keys.privateJwk
    expect(outcomeOf(await retireKey(tenant, person, { clientId, keyId }))).toBe('last-key')
    const added = await Promise.all(
      [1, 2, 3].map(async () =>
        addKey(tenant, person, { clientId, pasted: pasted(await makeClientKeyPair()) }),
      ),
    )
    expect(added.map(outcomeOf).toSorted()).toEqual(['too-many-keys', true, true])
    expect(outcomeOf(await retireKey(tenant, person, { clientId, keyId: 'no such' }))).toBe('unknown-key')
  })

  it('may do so for a program that the city registered', async () => {
    const { clientId, vendor, keys } = await registerTestCompany(tenant)
    const person = await aCompany(tenant)
    await tenant.database.query('update identity.clients set vendor_id = $2 where client_id = $1', [
      clientId,
      person.vendorId,
    ])
    expect(vendor.vendorId).not.toBe(person.vendorId)
    expect(outcomeOf(await addKey(tenant, person, { clientId, pasted: pasted(keys) }))).toBe(
      'key-known-already',
    )
    expect(
      outcomeOf(await addKey(tenant, person, { clientId, pasted: pasted(await makeClientKeyPair()) })),
    ).toBe(true)
  })
})

describe('A key that is pasted', () => {
  const pairOf = (type: 'ed25519' | 'x25519') => generateKeyPairSync(type as 'ed25519')
  const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
  const jwk = (key: { export(options: { format: 'jwk' }): object }) =>
    JSON.stringify(key.export({ format: 'jwk' }))
  const pemOf = (key: { export(options: { format: 'pem'; type: 'spki' }): string | Buffer }) =>
    String(key.export({ format: 'pem', type: 'spki' }))
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

  it.each([
    ['a JWK of Ed25519', jwk(pairOf('ed25519').publicKey), true],
    ['a JWK of P-256', jwk(ec('P-256').publicKey), true],
    ['PEM of P-256', pemOf(ec('P-256').publicKey), true],
    ['PEM on one line', pemOf(pairOf('ed25519').publicKey).replaceAll('\n', ' '), true],
    ['a private JWK', jwk(ec('P-256').privateKey), 'private-key'],
    ['private PEM', String(ec('P-256').privateKey.export({ format: 'pem', type: 'pkcs8' })), 'private-key'],
    ['P-384', jwk(ec('P-384').publicKey), 'unreadable-key'],
    ['RSA', jwk(rsa.publicKey), 'unreadable-key'],
    ['X25519', jwk(pairOf('x25519').publicKey), 'unreadable-key'],
    ['a shared secret', '{"kty":"oct","k":"c2VjcmV0"}', 'private-key'],
    ['words', 'my key', 'unreadable-key'],
    ['nothing', '', 'unreadable-key'],
    ['an empty set', '{"keys":[]}', 'unreadable-key'],
    ['null', 'null', 'unreadable-key'],
  ])('as %s: %s', async (_what, given, answer) => {
    const person = await aCompany(tenant)
    expect(outcomeOf(await registerCompanyProgram(tenant, person, { name: 'p', pasted: given }))).toBe(answer)
    expect(await companyPrograms(tenant, person.vendorId)).toHaveLength(answer === true ? 1 : 0)
  })
})

describe('A program', () => {
  it('is one of five, also for two who register at the same moment; ended ones do not count', async () => {
    const { person, clientId } = await aProgram()
    const invited = await invitePerson(tenant, person, new Personal('担当 二郎'))
    if (!invited.ok) throw new Error(invited.because)
    const colleague = { ...person, ...(await joinAsPerson(tenant, invited.invitation)) }
    const another = async (by = person) =>
      registerCompanyProgram(tenant, by, { name: 'p', pasted: pasted(await makeClientKeyPair()) })
    for (let programs = 1; programs < 4; programs += 1) await another()
    expect((await Promise.all([another(), another(colleague)])).map(outcomeOf).toSorted()).toEqual([
      'too-many-programs',
      true,
    ])
    await endCompanyProgram(tenant, person, clientId)
    expect(outcomeOf(await another())).toBe(true)
  })

  it('that is ended is let in no more, with the token it holds', async () => {
    const { person, keys, clientId, tokenWith, askWith } = await aProgram()
    const token = await tokenWith(keys)
    expect(outcomeOf(await endCompanyProgram(tenant, person, clientId))).toBe(true)
    expect((await read(token)).statusCode).toBe(401)
    expect(await askWith(keys)).toBe(401)
    expect(outcomeOf(await endCompanyProgram(tenant, person, clientId))).toBe('unknown-program')
  })

  it('of another company is none, and nothing happens to it', async () => {
    const [ours, theirs] = [await aProgram(), await aProgram()]
    const next = pasted(await makeClientKeyPair())
    const keyId = theirs.keys.privateJwk.kid
    for (const clientId of [theirs.clientId, 'program-0000000000000000'])
      expect([
        outcomeOf(await addKey(tenant, ours.person, { clientId, pasted: next })),
        outcomeOf(await retireKey(tenant, ours.person, { clientId, keyId })),
        outcomeOf(await endCompanyProgram(tenant, ours.person, clientId)),
      ]).toEqual(['unknown-program', 'unknown-program', 'unknown-program'])
    expect(await theirs.askWith(theirs.keys)).toBe(200)
  })

  it('is changed by nobody who may not act for the company', async () => {
    const { person, clientId } = await aProgram()
    const stranger = { personId: newId<PersonId>(), vendorId: person.vendorId }
    const other = { ...(await aCompany(tenant)), vendorId: person.vendorId }
    for (const by of [stranger, other])
      expect(outcomeOf(await endCompanyProgram(tenant, by, clientId))).toBe('company-at-rest')
    const vendor = await findVendor(tenant.database, person.vendorId)
    await saveVendor(tenant.database, { ...vendor!, standing: 'suspended' })
    expect(outcomeOf(await endCompanyProgram(tenant, person, clientId))).toBe('company-at-rest')
  })

  it('leaves each change in the ledger of its company', async () => {
    const { person, keys, clientId } = await aProgram()
    const next = await makeClientKeyPair()
    await addKey(tenant, person, { clientId, pasted: pasted(next) })
    await retireKey(tenant, person, { clientId, keyId: keys.privateJwk.kid })
    await endCompanyProgram(tenant, person, clientId)
    const acts = (await companyActs(tenant, person.vendorId)).filter((act) => act.clientId === clientId)
    expect(acts.map(({ kind, by, keyId }) => [kind, by, keyId]).toSorted()).toEqual(
      [
        ['key-added', person.personId, next.privateJwk.kid],
        ['key-retired', person.personId, keys.privateJwk.kid],
        ['program-ended', person.personId, null],
        ['program-registered', person.personId, null],
      ].toSorted(),
    )
  })
})
