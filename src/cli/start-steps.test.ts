import { describe, expect, it } from 'vitest'
import { readConfig } from '../platform/config/index.ts'
import { ready } from '../supervisor/words.ts'
import { peopleToBe } from './start-steps.ts'

const now = new Date('2026-11-23T10:00:00+09:00')

function greeting(settings: Record<string, string>) {
  const outcome = readConfig(settings, {
    readText: () =>
      JSON.stringify([{ id: 'aobano', hosts: ['azukari.example.jp'], city: { name: two, contact } }]),
    mayWriteIn: () => true,
  })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  const { ja, en } = ready(outcome.config.publicUrl, peopleToBe(outcome.config, now))
  return `${ja}\n${en}`
}

const two = { ja: 'あおば野市', en: 'Aobano City' }
const contact = { name: two, phone: '048-000-0000', hours: two }
const demo = { AZUKARI_MODE: 'demo' }
const production = {
  AZUKARI_MODE: 'production',
  DATABASE_URL: 'postgres://azukari:geheim@db-a:5432/',
  AZUKARI_KEYSTORE_URL: 'postgres://azukari:geheim@db-b:5432/',
  AZUKARI_CITY_KEYS: '/etc/azukari/city-keys',
  AZUKARI_PUBLIC_URL: 'https://azukari.example.jp',
  AZUKARI_TENANTS: '/etc/tenants.json',
}

describe('The greeting of azukari start', () => {
  it('names in the demo whom one can be, and how old they are', () => {
    const said = greeting(demo)
    expect(said).toContain('青葉 花子 — 市民・80歳くらい（hanako）')
    expect(said).toContain('みどり薬局 — a company')
  })

  it('counts their age by the demo’s clock', () => {
    const said = greeting({ ...demo, AZUKARI_DEMO_CLOCK: '2030-11-23T10:00:00+09:00' })
    expect(said).toContain('青葉 花子 — resident, about 84 (hanako)')
  })

  it.each([
    ['in production', production],
    ['where nobody signs in by picking a name', { ...demo, AZUKARI_DEMO_SIGN_IN: 'off' }],
  ])('names nobody %s, and asks nothing', (_, settings) => {
    const said = greeting(settings)
    expect(said).toContain('Azukari is running.')
    expect(said).not.toMatch(/花子|薬局|サインイン|Sign in/)
  })
})
