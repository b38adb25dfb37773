import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveCity, startingMs, type ServedCity } from '../../test/support/service.ts'
import { typing } from '../../test/support/typing.ts'
import { makeClientKeyPair, programs } from '../identity/index.ts'

let city: ServedCity
let keys = ''
let privateKeys = ''
beforeAll(async () => {
  city = await serveCity()
  const pair = await makeClientKeyPair()
  keys = join(city.config.dataDirectory, 'public.jwks')
  privateKeys = join(city.config.dataDirectory, 'private.jwks')
  await writeFile(keys, JSON.stringify(pair.publicJwks))
  await writeFile(privateKeys, JSON.stringify({ keys: [pair.privateJwk] }))
}, startingMs)
afterAll(() => city.close())

const azukari = (typed: string) => typing(`city-programs ${typed}`, city.environment)
const scopesOf = async (id: string) =>
  (await programs(city.tenant)).find(({ programId }) => programId === id)?.scopes

describe('azukari city-programs', () => {
  it('lets a program in, changes what it may do, and ends it', async () => {
    const register = `register --id city.ledger --name 台帳 --scopes admin:items,admin:uses --keys ${keys}`
    expect((await azukari(register)).status).toBe(0)
    expect(await scopesOf('city.ledger')).toEqual(['admin:items', 'admin:uses'])
    expect((await azukari('allow --id city.ledger --scopes admin:items')).status).toBe(0)
    expect(await scopesOf('city.ledger')).toEqual(['admin:items'])
    expect((await azukari(`keys --id city.ledger --keys ${keys}`)).status).toBe(0)
    expect((await azukari('end --id city.ledger')).status).toBe(0)
    const listed = JSON.parse((await azukari('list --json')).stdout) as unknown
    expect(listed).toEqual([{ id: 'city.ledger', name: '台帳', ended: true, scopes: [], items: [] }])
    expect((await azukari('list')).stdout).toContain('city.ledger  台帳  終了 · ended')
    const refused = await azukari('allow --id city.ledger --scopes admin:items --json')
    expect([refused.status, JSON.parse(refused.stdout)]).toEqual([
      1,
      { ok: false, because: expect.any(String) as string, id: 'city.ledger' },
    ])
    const { status, stderr } = await azukari('allow --id city.ledger --scopes admin:items')
    expect([status, stderr]).toEqual([1, expect.stringContaining('There is no such program')])
  })

  it.each([
    ['register --id ledger --name 台帳 --scopes admin:items --keys KEYS', 2, '--id'],
    ['register --id city.two --name 台帳 --scopes admin:all --keys KEYS', 2, '--scopes'],
    [
      'register --id city.two --name 医院 --scopes intake:deposit --items body.soul --keys KEYS',
      2,
      '--items',
    ],
    ['register --id city.two --name 台帳 --scopes admin:items --keys /nowhere', 1, 'no JWK Set'],
    ['register --id city.two --name 台帳 --scopes admin:items --keys PRIVATE', 1, 'A private key was sent'],
    ['end --id city.two', 1, 'There is no such program'],
  ])('%s is refused', async (typed, code, said) => {
    const { status, stderr } = await azukari(typed.replace('KEYS', keys).replace('PRIVATE', privateKeys))
    expect([status, stderr]).toEqual([code, expect.stringContaining(said)])
    expect(await scopesOf('city.two')).toBeUndefined()
  })
})
