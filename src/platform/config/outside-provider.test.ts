import { describe, expect, it } from 'vitest'
import { contradictions } from './rules.ts'
import { tenantsSchema } from './tenants.ts'

const two = { ja: 'あおば野市', en: 'Aobano City' }
const city = { name: two, contact: { name: two, phone: '048-000-0000', hours: two } }
const outsideProvider = {
  issuer: 'https://idp.example.jp/realms/main',
  clientId: 'azukari',
  name: { ja: '見本', jaEasy: 'みほん', en: 'Sample' },
}
const read = (changed: object) =>
  tenantsSchema.safeParse([
    {
      id: 'aobano',
      hosts: ['azukari.example.jp'],
      city,
      outsideProvider: { ...outsideProvider, ...changed },
    },
  ])

describe('The outside provider of a city', () => {
  it.each([
    // what                              changed                                        may be
    ['https', {}, true],
    ['http on this machine', { issuer: 'http://127.0.0.1:4000' }, true],
    ['http elsewhere', { issuer: 'http://idp.example.jp' }, false],
    ['http under a name that only begins so', { issuer: 'http://localhost.example.jp' }, false],
    ['no address', { issuer: 'idp' }, false],
    ['an origin more', { origins: ['https://login.example.jp'] }, true],
    ['an origin with a path', { origins: ['https://login.example.jp/x'] }, false],
    ['scopes without openid', { scopes: ['profile'] }, false],
    ['a setting nobody knows', { clientSecret: 'x' }, false],
  ] as const)('%s', (_, changed, may) => {
    expect(read(changed).success).toBe(may)
  })

  it.each([
    ['demo', 'http://127.0.0.1:4000', []],
    ['production', 'http://127.0.0.1:4000', ['AZUKARI_TENANTS']],
    ['production', outsideProvider.issuer, []],
  ] as const)('in %s at %s', (mode, issuer, wrong) => {
    const settings = { mode, port: 1, cityPort: 2, tenants: read({ issuer }).data ?? [] }
    const nothing = {
      databaseUrl: undefined,
      keystoreUrl: undefined,
      publicUrl: undefined,
      standby: undefined,
    }
    const found = contradictions({ ...settings, ...nothing, given: new Set() })
    const about = found.filter(({ en }) => en.includes('outsideProvider'))
    expect(about.map(({ variable }) => variable)).toEqual(wrong)
  })
})
