import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { aProgram } from '../../../../test/support/program.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { aMember, anAdministrator, sessionFrom } from '../../../../test/support/staff.ts'
import { staffPages } from '../../../../test/support/staff-pages.ts'
import {
  endProgram,
  makeClientKeyPair,
  programActs,
  programs,
  programScopes,
  registerProgram,
  staffRoles,
} from '../../../identity/index.ts'

const { city, portal } = await aCityWithPages()
const { browserOf } = staffPages(portal)

const administrator = () => anAdministrator(city)
const idsOf = async () => (await programs(city)).map(({ programId }) => programId)
const nowOf = async (programId: string) => (await programActs(city, programId))[0]
let made = 0

/** What is typed to register a program. */
async function typed(changed: Record<string, string> = {}) {
  const { publicJwks } = await makeClientKeyPair()
  const id = `city.page-${String((made += 1))}`
  return { id, name: '台帳', may: 'admin:items', key: JSON.stringify(publicJwks), ...changed }
}

describe('The page of the city’s programs', () => {
  it('lets one in, with what was ticked and nothing else, in the name of who did', async () => {
    const member = await administrator()
    const browser = await browserOf(member)
    await browser.open('/city/programs')
    const entries = await typed()
    const answer = await browser.submit('/city/programs', entries)
    expect(answer).toMatchObject({
      statusCode: 303,
      headers: { location: `/city/programs/${entries.id}?done=registered` },
    })
    expect(await programActs(city, entries.id)).toMatchObject([
      { kind: 'registered', by: member.staffId, name: '台帳', scopes: ['admin:items'] },
    ])
    const page = textOf(await browser.open(`/city/programs/${entries.id}?done=registered`))
    expect(page).toContain('プログラムを登録しました。')
    expect(page).toContain('項目と目的を見る')
  })

  it('says of every scope in words what it opens, and ticks none', async () => {
    const browser = await browserOf(await administrator())
    const { body } = await browser.open('/city/programs')
    for (const scope of programScopes) expect(body).toContain(`value="${scope}"`)
    expect(body).not.toContain('checked')
  })

  it.each([
    ['no name', { name: ' ' }, 'プログラムの名前を'],
    ['an id of a company', { id: 'midori-pharmacy' }, 'city. で始めて'],
    ['no scope', { may: '' }, ''],
    ['no key', { key: '' }, '公開鍵'],
    [
      'a private key in PEM',
      { key: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' },
      '秘密鍵',
    ],
  ])('lets none in with %s', async (_, changed, said) => {
    const browser = await browserOf(await administrator())
    await browser.open('/city/programs')
    const { may, ...entries } = await typed(changed)
    const answer = await browser.submit('/city/programs', may === '' ? entries : { ...entries, may })
    expect(answer.statusCode).toBe(422)
    expect(textOf(answer)).toContain(said)
    expect(await idsOf()).not.toContain(entries.id)
  })

  it('keeps what was typed and ticked and the public key where something else is wrong; and what comes back so is let in', async () => {
    const browser = await browserOf(await administrator())
    await browser.open('/city/programs')
    const entries = await typed()
    const answer = await browser.submit('/city/programs', { ...entries, name: ' ' })
    const checked = [...answer.body.matchAll(/<input[^>]*value="([^"]+)"[^>]*checked/gu)].map(([, of]) => of)
    expect([answer.statusCode, checked]).toEqual([422, ['admin:items']])
    expect(answer.body).toMatch(new RegExp(`<input[^>]*value="${entries.id}"`, 'u'))
    const unticked = { id: entries.id, name: entries.name, key: entries.key }
    expect((await browser.submit('/city/programs', unticked)).body).toContain('value="台帳"')
    const [, escaped = ''] = /<input[^>]*id="key"[^>]*value="([^"]+)"/u.exec(answer.body) ?? []
    const key = escaped.replaceAll('&quot;', '"')
    const ids = (text: string) =>
      z.object({ keys: z.array(z.object({ x: z.string() })) }).parse(JSON.parse(text))
    expect(ids(key)).toEqual(ids(entries.key))
    expect((await browser.submit('/city/programs', { ...entries, key })).statusCode).toBe(303)
  })

  it('keeps no private key, and shows none of it again', async () => {
    const { privateJwk, publicJwks } = await makeClientKeyPair()
    const browser = await browserOf(await administrator())
    await browser.open('/city/programs')
    const entries = await typed({ key: JSON.stringify({ keys: [privateJwk] }) })
    const answer = await browser.submit('/city/programs', entries)
    expect(answer.statusCode).toBe(422)
    for (const secret of [String(privateJwk['d']), JSON.stringify(publicJwks)])
      expect(answer.body).not.toContain(secret)
    expect(await idsOf()).not.toContain(entries.id)
    const { clientId } = await aProgram(city, 'admin:items')
    await browser.open(`/city/programs/${clientId}`)
    const changed = await browser.submit(`/city/programs/${clientId}/keys`, { key: entries.key })
    expect(changed.statusCode).toBe(422)
    expect(changed.body).not.toContain(String(privateJwk['d']))
    expect(await programActs(city, clientId)).toHaveLength(1)
  })

  it('lets none in under an id that is taken', async () => {
    const { clientId } = await aProgram(city, 'admin:items')
    const browser = await browserOf(await administrator())
    await browser.open('/city/programs')
    const answer = await browser.submit('/city/programs', await typed({ id: clientId }))
    expect(answer.statusCode).toBe(409)
    for (const kept of [`value="${clientId}"`, 'value="台帳"', 'value="admin:items" checked'])
      expect(answer.body).toContain(kept)
    expect(await programActs(city, clientId)).toHaveLength(1)
  })

  it('decides anew, changes the key and ends, each a line of the record', async () => {
    const member = await administrator()
    const browser = await browserOf(member)
    const { clientId } = await aProgram(city, 'admin:items')
    const path = `/city/programs/${clientId}`
    await browser.open(path)
    await browser.submit(`${path}/scopes`, { may: 'admin:uses' })
    const { key } = await typed()
    await browser.submit(`${path}/keys`, { key })
    const acts = await programActs(city, clientId)
    expect(acts).toMatchObject([
      { kind: 'keys-changed', by: member.staffId, scopes: ['admin:uses'], jwks: JSON.parse(key) },
      { kind: 'scopes-changed', by: member.staffId, scopes: ['admin:uses'] },
      { kind: 'registered', by: null },
    ])
    await browser.submit(`${path}/end`)
    expect(await nowOf(clientId)).toMatchObject({ kind: 'ended', by: member.staffId, scopes: [] })
    const page = await browser.open(`${path}?done=ended`)
    expect(textOf(page)).toContain('プログラムを終了しました。')
    expect(page.body).not.toContain('<form action="/city/programs')
    await browser.open('/city')
    expect((await browser.submit(`${path}/scopes`, { may: 'admin:uses' })).statusCode).toBe(404)
  })

  it('takes everything away where nothing is ticked', async () => {
    const browser = await browserOf(await administrator())
    const { clientId } = await aProgram(city, 'admin:items')
    await browser.open(`/city/programs/${clientId}`)
    await browser.submit(`/city/programs/${clientId}/scopes`)
    expect(await nowOf(clientId)).toMatchObject({ kind: 'scopes-changed', scopes: [] })
  })

  it('leaves a partner what it may bring, whatever else is decided', async () => {
    const browser = await browserOf(await administrator())
    const { id: programId, key } = await typed()
    const partner = { programId, name: '見本の病院', scopes: ['intake:deposit'] as const }
    const items = ['activity.steps'] as const
    await registerProgram(city, null, { ...partner, items, jwks: JSON.parse(key) })
    await browser.open(`/city/programs/${programId}`)
    await browser.submit(`/city/programs/${programId}/scopes`, { may: 'intake:deposit' })
    expect(await nowOf(programId)).toMatchObject({ kind: 'scopes-changed', items })
  })

  it('shows none that there is not', async () => {
    const browser = await browserOf(await administrator())
    expect((await browser.open('/city/programs/city.nowhere')).statusCode).toBe(404)
  })
})

describe('Who may do it', () => {
  const ways = ['', '/:id/scopes', '/:id/keys', '/:id/end'] as const
  const rows = staffRoles.flatMap((role) => ways.map((way) => [role, way] as const))

  it.each(rows)('%s: %s', async (role, way) => {
    const { clientId } = await aProgram(city, 'admin:items')
    const browser = await browserOf(await aMember(city, role))
    const { id, name, key } = await typed()
    const entries = { may: 'admin:uses', key, ...(way === '' ? { id, name } : {}) }
    const answer = await browser.submit(`/city/programs${way.replace(':id', clientId)}`, entries)
    const mayChange = role === 'administrator'
    expect(answer.statusCode).toBe(mayChange ? 303 : 403)
    const changed = (await programActs(city, clientId)).length > 1 || (await idsOf()).includes(id)
    expect(changed).toBe(mayChange)
  })

  it.each(staffRoles)('%s looks, or not', async (role) => {
    const { clientId } = await aProgram(city, 'admin:items')
    const browser = await browserOf(await aMember(city, role))
    const mayLook = role === 'administrator' || role === 'auditor'
    for (const path of ['/city/programs', `/city/programs/${clientId}`])
      expect((await browser.open(path)).statusCode).toBe(mayLook ? 200 : 403)
    if (role === 'auditor')
      expect((await browser.open(`/city/programs/${clientId}`)).body).not.toContain('action="/city/programs')
  })

  it.each(ways)('nobody whose passkey was shown a while ago: %s', async (way) => {
    const { clientId } = await aProgram(city, 'admin:items')
    const { staffId } = await administrator()
    const browser = await browserOf({ session: await sessionFrom(city, staffId, 6 * 60_000) })
    const { id, name, key } = await typed()
    const entries = { may: 'admin:uses', key, ...(way === '' ? { id, name } : {}) }
    const answer = await browser.submit(`/city/programs${way.replace(':id', clientId)}`, entries)
    expect(answer.statusCode).not.toBe(303)
    expect(await programActs(city, clientId)).toHaveLength(1)
    expect(await idsOf()).not.toContain(id)
    await endProgram(city, null, clientId)
  })
})
