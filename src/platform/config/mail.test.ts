import { describe, expect, it } from 'vitest'
import { readConfig } from './index.ts'
import { tenantsSchema } from './tenants.ts'

function read(environment: Record<string, string>) {
  const disk = { readText: () => '', mayWriteIn: () => true }
  return readConfig({ AZUKARI_MODE: 'demo', ...environment }, disk)
}

const server = { AZUKARI_SMTP_URL: 'smtp://azukari:geheim@mail.example.jp:587' }
const from = { AZUKARI_MAIL_FROM: 'azukari@city.example.jp' }

describe('The settings of mail', () => {
  it.each([
    // what is set                environment                     what is wrong
    ['a server and who sends', { ...server, ...from }, []],
    ['a server alone', server, ['AZUKARI_MAIL_FROM']],
    ['a sender alone', from, ['AZUKARI_SMTP_URL']],
    ['a sender with a name', { ...server, AZUKARI_MAIL_FROM: 'City <a@b.jp>' }, ['AZUKARI_MAIL_FROM']],
    ['two senders', { ...server, AZUKARI_MAIL_FROM: 'a@b.jp,c@d.jp' }, ['AZUKARI_MAIL_FROM']],
    ['a page for a server', { ...from, AZUKARI_SMTP_URL: 'https://mail' }, ['AZUKARI_SMTP_URL']],
  ] as const)('%s', (_, environment, wrong) => {
    const outcome = read(environment)
    expect(outcome.ok ? [] : outcome.problems.map(({ variable }) => variable)).toEqual(wrong)
  })

  it('are kept together', () => {
    const outcome = read({ ...server, ...from })
    expect(outcome.ok && outcome.config.mail).toEqual({
      server: server.AZUKARI_SMTP_URL,
      from: from.AZUKARI_MAIL_FROM,
    })
  })

  it('are never repeated in what is said of them', () => {
    const outcome = read({ AZUKARI_SMTP_URL: 'http://azukari:geheim@mail/' })
    expect(outcome.ok).toBe(false)
    expect(JSON.stringify(outcome)).not.toContain('geheim')
  })

  it.each([
    ['a@city.example.jp', true],
    ['a@city.example.jp, b@city.example.jp', false],
    ['City <a@city.example.jp>', false],
  ])('of one city, from %s: %s', (mailFrom, may) => {
    const two = { ja: 'あおば野市', en: 'Aobano City' }
    const city = { name: two, contact: { name: two, phone: '048-000-0000', hours: two } }
    expect(tenantsSchema.safeParse([{ id: 'aobano', hosts: ['a.jp'], city, mailFrom }]).success).toBe(may)
  })
})
