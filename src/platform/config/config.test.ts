import { readFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { configurationDocument, readConfig } from './index.ts'

const two = { ja: 'あおば野市', en: 'Aobano City' }
const city = { name: two, contact: { name: two, phone: '048-000-0000', hours: two } }
const tenantsFile = JSON.stringify([{ id: 'aobano', hosts: ['azukari.example.jp'], city }])
const files: Record<string, string> = {
  '/etc/tenants.json': tenantsFile,
  '/etc/twice.json': JSON.stringify([
    { id: 'aobano', hosts: ['a.example.jp'], city },
    { id: 'kitano', hosts: ['a.example.jp'], city },
  ]),
  '/etc/two.json': JSON.stringify([
    { id: 'aobano', hosts: ['localhost'], city },
    { id: 'kitano', hosts: ['azukari.example.jp'], city },
  ]),
  '/etc/broken.json': '[',
}

function read(environment: Record<string, string>) {
  const readText = (file: string) => {
    const text = files[file]
    if (text === undefined) throw new Error('no such file')
    return text
  }
  return readConfig(environment, { readText, mayWriteIn: (folder) => folder !== '/etc/passwd' })
}

const demo = { AZUKARI_MODE: 'demo' }
const production = {
  AZUKARI_MODE: 'production',
  DATABASE_URL: 'postgres://azukari:geheim@db-a:5432/',
  AZUKARI_KEYSTORE_URL: 'postgres://azukari:geheim@db-b:5432/',
  AZUKARI_CITY_KEYS: '/etc/azukari/city-keys',
  AZUKARI_PUBLIC_URL: 'https://azukari.example.jp',
  AZUKARI_TENANTS: '/etc/tenants.json',
}
const other = { DATABASE_URL: production.DATABASE_URL, AZUKARI_KEYSTORE_URL: production.AZUKARI_KEYSTORE_URL }

describe('What may go together in the configuration', () => {
  const table: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
    // what is set                            environment                                       what is wrong
    ['demo and nothing else', demo, []],
    ['an empty variable, as not set', { ...demo, PORT: ' ' }, []],
    ['demo on its own databases', { ...demo, ...other }, []],
    [
      'demo with its clock and sign-in',
      { ...demo, AZUKARI_DEMO_CLOCK: '2026-11-23T10:00:00+09:00', AZUKARI_DEMO_SIGN_IN: 'off' },
      [],
    ],
    ['all that production needs', production, []],
    [
      'a second machine without what to show it',
      { ...demo, AZUKARI_STANDBY: 'http://127.0.0.1:7443' },
      ['AZUKARI_STANDBY_TOKEN'],
    ],
    [
      'a second machine',
      { ...demo, AZUKARI_STANDBY: 'http://127.0.0.1:7443', AZUKARI_STANDBY_TOKEN: 'x'.repeat(32) },
      [],
    ],
    [
      'what is shown to a second machine, on that machine',
      { ...demo, AZUKARI_STANDBY_TOKEN: 'x'.repeat(32) },
      [],
    ],
    ['a short token', { ...demo, AZUKARI_STANDBY_TOKEN: 'x'.repeat(31) }, ['AZUKARI_STANDBY_TOKEN']],
    [
      'a second machine at a path',
      { ...demo, AZUKARI_STANDBY: 'http://127.0.0.1/b', AZUKARI_STANDBY_TOKEN: 'x'.repeat(32) },
      ['AZUKARI_STANDBY'],
    ],
    [
      'a second machine in production over an open line',
      { ...production, AZUKARI_STANDBY: 'http://10.0.0.2:7443', AZUKARI_STANDBY_TOKEN: 'x'.repeat(32) },
      ['AZUKARI_STANDBY'],
    ],
    [
      'a second machine in production',
      { ...production, AZUKARI_STANDBY: 'https://standby.example.jp', AZUKARI_STANDBY_TOKEN: 'x'.repeat(32) },
      [],
    ],
    ['no mode', {}, ['AZUKARI_MODE']],
    ['an unknown mode', { AZUKARI_MODE: 'Production' }, ['AZUKARI_MODE']],
    ['a misspelt setting', { ...demo, AZUKARI_DEMO_SIGNIN: 'off' }, ['AZUKARI_DEMO_SIGNIN']],
    ['a port that is a word', { ...demo, PORT: 'http' }, ['PORT']],
    ['a port that is no port', { ...demo, PORT: '65536' }, ['PORT']],
    ['a port of zero', { ...demo, PORT: '0' }, ['PORT']],
    ['one port for two', { ...demo, PORT: '1026' }, ['AZUKARI_CITY_PORT']],
    [
      'a database without a key store',
      { ...demo, DATABASE_URL: other.DATABASE_URL },
      ['AZUKARI_KEYSTORE_URL'],
    ],
    [
      'a key store without a database',
      { ...demo, AZUKARI_KEYSTORE_URL: other.AZUKARI_KEYSTORE_URL },
      ['DATABASE_URL'],
    ],
    [
      'both on one server',
      { ...demo, ...other, AZUKARI_KEYSTORE_URL: 'postgres://k:k@DB-A/' },
      ['AZUKARI_KEYSTORE_URL'],
    ],
    [
      'a database that is no PostgreSQL',
      { ...demo, ...other, DATABASE_URL: 'mysql://db-a/' },
      ['DATABASE_URL'],
    ],
    [
      'an address with a path',
      { ...demo, AZUKARI_PUBLIC_URL: 'http://localhost/azukari' },
      ['AZUKARI_PUBLIC_URL'],
    ],
    [
      'an address of no city',
      { ...demo, AZUKARI_PUBLIC_URL: 'http://elsewhere.example' },
      ['AZUKARI_PUBLIC_URL'],
    ],
    ['two cities in the demo', { ...demo, AZUKARI_TENANTS: '/etc/two.json' }, ['AZUKARI_TENANTS']],
    ['two cities in production', { ...production, AZUKARI_TENANTS: '/etc/two.json' }, []],
    ['a tenants file that is not there', { ...demo, AZUKARI_TENANTS: '/etc/none.json' }, ['AZUKARI_TENANTS']],
    ['a tenants file that is broken', { ...demo, AZUKARI_TENANTS: '/etc/broken.json' }, ['AZUKARI_TENANTS']],
    ['two cities under one host', { ...demo, AZUKARI_TENANTS: '/etc/twice.json' }, ['AZUKARI_TENANTS']],
    ['an unknown log level', { ...demo, AZUKARI_LOG_LEVEL: 'loud' }, ['AZUKARI_LOG_LEVEL']],
    [
      'proxies by address and range, and a token of 32',
      {
        ...production,
        AZUKARI_TRUSTED_PROXIES: '10.0.0.5, 192.0.2.0/24,fd00::/8,::1',
        AZUKARI_METRICS_TOKEN: 'x'.repeat(32),
      },
      [],
    ],
    ...[
      'proxy.example.jp',
      'loopback',
      'true',
      '10.0.0.5,',
      '10.0.0.0/33',
      '0.0.0.0/0',
      '::/0',
      '10.0.0.0/8/8',
      'fe80::1%eth0',
      '10.0.0.1:80',
    ].map(
      (text) =>
        [
          `${text} for a proxy`,
          { ...demo, AZUKARI_TRUSTED_PROXIES: text },
          ['AZUKARI_TRUSTED_PROXIES'],
        ] as const,
    ),
    [
      'more proxies than anybody has',
      { ...demo, AZUKARI_TRUSTED_PROXIES: Array(51).fill('10.0.0.5').join() },
      ['AZUKARI_TRUSTED_PROXIES'],
    ],
    ['a short metrics token', { ...demo, AZUKARI_METRICS_TOKEN: 'x'.repeat(31) }, ['AZUKARI_METRICS_TOKEN']],
    [
      'a metrics token no header can carry',
      { ...demo, AZUKARI_METRICS_TOKEN: `${'x'.repeat(32)} x` },
      ['AZUKARI_METRICS_TOKEN'],
    ],
    [
      'two witnesses',
      {
        ...production,
        AZUKARI_WITNESSES:
          'w.example/1+11112222+BJ+aXcpr/GZ/Tkrd2ruIZLjYiuJ6VV4zR7qv8XxFLGJH, w.example/2+11112222+BJ+aXcpr/GZ/Tkrd2ruIZLjYiuJ6VV4zR7qv8XxFLGJH',
      },
      [],
    ],
    [
      'a key of a log for a witness',
      { ...demo, AZUKARI_WITNESSES: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW' },
      ['AZUKARI_WITNESSES'],
    ],
    ['an upload limit of nothing', { ...demo, AZUKARI_UPLOAD_LIMIT_MIB: '0' }, ['AZUKARI_UPLOAD_LIMIT_MIB']],
    [
      'a clock without an offset',
      { ...demo, AZUKARI_DEMO_CLOCK: '2026-11-23T10:00:00' },
      ['AZUKARI_DEMO_CLOCK'],
    ],
    [
      'a demo clock on a day that is none',
      { ...demo, AZUKARI_DEMO_CLOCK: '2027-02-30T10:00:00+09:00' },
      ['AZUKARI_DEMO_CLOCK'],
    ],
    [
      'production and nothing else',
      { AZUKARI_MODE: 'production' },
      ['DATABASE_URL', 'AZUKARI_KEYSTORE_URL', 'AZUKARI_CITY_KEYS', 'AZUKARI_PUBLIC_URL', 'AZUKARI_TENANTS'],
    ],
    [
      'production with a demo clock',
      { ...production, AZUKARI_DEMO_CLOCK: '2026-11-23T10:00:00Z' },
      ['AZUKARI_DEMO_CLOCK'],
    ],
    ['production with demo sign-in', { ...production, AZUKARI_DEMO_SIGN_IN: 'on' }, ['AZUKARI_DEMO_SIGN_IN']],
    [
      'production with demo sign-in off',
      { ...production, AZUKARI_DEMO_SIGN_IN: 'off' },
      ['AZUKARI_DEMO_SIGN_IN'],
    ],
    [
      'production without https',
      { ...production, AZUKARI_PUBLIC_URL: 'http://azukari.example.jp' },
      ['AZUKARI_PUBLIC_URL'],
    ],
    ['a place for data that is a file', { ...demo, AZUKARI_DATA: '/etc/passwd' }, ['AZUKARI_DATA']],
    [
      'such a place and more that is wrong',
      { ...demo, AZUKARI_DATA: '/etc/passwd', AZUKARI_LOG_LEVEL: 'x', AZUKARI_CITY_PORT: '3000' },
      ['AZUKARI_LOG_LEVEL', 'AZUKARI_DATA', 'AZUKARI_CITY_PORT'],
    ],
    [
      'several things wrong, all named',
      { ...demo, PORT: 'x', AZUKARI_LOG_LEVEL: 'x', AZUKARI_X: 'x' },
      ['AZUKARI_X', 'PORT', 'AZUKARI_LOG_LEVEL'],
    ],
  ]

  it.each(table)('%s', (_, environment, wrong) => {
    const outcome = read(environment)
    expect(outcome.ok ? [] : outcome.problems.map(({ variable }) => variable)).toEqual(wrong)
  })

  it.each([
    ['AZUKARI_DEMO_CLOCK', 'x'],
    ['AZUKARI_DEMO_SIGN_IN', 'perhaps'],
  ])('says that %s is not for production before it says how to write it', (variable, text) => {
    const outcome = read({ ...production, [variable]: text })
    const problems = [
      { variable, ja: expect.stringContaining('消してください'), en: 'must not be set in production' },
    ]
    expect(outcome).toEqual({ ok: false, problems })
  })

  it('never repeats what was set, which may be a password', () => {
    const outcome = read({
      ...production,
      DATABASE_URL: 'mysql://azukari:geheim@db-a/',
      AZUKARI_METRICS_TOKEN: 'geheim',
    })
    expect(outcome.ok).toBe(false)
    expect(JSON.stringify(outcome)).not.toContain('geheim')
  })
})

describe('The configuration that was read', () => {
  it('has the defaults of the demo', () => {
    expect(read({ ...demo, AZUKARI_DATA: '/srv/azukari' })).toEqual({
      ok: true,
      config: {
        mode: 'demo',
        port: 3000,
        cityPort: 1026,
        dataDirectory: '/srv/azukari',
        cityKeys: '/srv/azukari/city-keys',
        journal: '/srv/azukari/journal',
        publicUrl: 'http://localhost:3000',
        trustedProxies: [],
        metricsToken: undefined,
        witnesses: [],
        mail: undefined,
        sms: undefined,
        tenants: [expect.objectContaining({ id: 'aobano', hosts: ['localhost', '127.0.0.1'] })],
        logLevel: 'info',
        uploadLimitBytes: 2048 * 1024 * 1024,
        backupRecipients: [],
        keyBackupDays: 14,
        databases: { kind: 'embedded' },
        demo: { signIn: true, clock: undefined },
      },
    })
  })

  it('has the proxies one by one', () => {
    const outcome = read({ ...production, AZUKARI_TRUSTED_PROXIES: '10.0.0.5, fd00::/8' })
    expect(outcome.ok && outcome.config.trustedProxies).toEqual(['10.0.0.5', 'fd00::/8'])
  })

  it('has no demo settings in production', () => {
    const outcome = read(production)
    expect(outcome.ok && outcome.config.mode).toBe('production')
    expect(outcome.ok && 'demo' in outcome.config).toBe(false)
  })

  it('is documented as it is: npm run docs writes docs/configuration.md anew', async () => {
    const file = 'docs/configuration.md'
    const options = { ...(await resolveConfig(file)), filepath: file }
    const isCurrent = readFileSync(file, 'utf8') === (await format(configurationDocument(), options))
    expect(isCurrent, `→ npm run docs (variables.ts has changed since ${file} was written)`).toBe(true)
  })
})
