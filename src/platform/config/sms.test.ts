import { describe, expect, it } from 'vitest'
import { readConfig } from './index.ts'

function read(environment: Record<string, string>) {
  const disk = { readText: () => '', mayWriteIn: () => true }
  return readConfig({ AZUKARI_MODE: 'demo', ...environment }, disk)
}

const server = { AZUKARI_SMS_URL: 'https://sms.example.jp/messages' }
const secret = { AZUKARI_SMS_SECRET: 'geheim-geheim-geheim-geheim-geheim' }

describe('The settings of text messages', () => {
  it.each([
    // what is set                 environment                                                   what is wrong
    ['a service and its secret', { ...server, ...secret }, []],
    ['a service alone', server, ['AZUKARI_SMS_SECRET']],
    ['a secret alone', secret, ['AZUKARI_SMS_URL']],
    ['a line that is open', { ...secret, AZUKARI_SMS_URL: 'http://sms.example.jp/' }, ['AZUKARI_SMS_URL']],
    ['a short secret', { ...server, AZUKARI_SMS_SECRET: 'geheim' }, ['AZUKARI_SMS_SECRET']],
  ] as const)('%s', (_, environment, wrong) => {
    const outcome = read(environment)
    expect(outcome.ok ? [] : outcome.problems.map(({ variable }) => variable)).toEqual(wrong)
    expect(JSON.stringify(outcome.ok ? [] : outcome.problems)).not.toContain('geheim')
  })

  it('are kept together', () => {
    const outcome = read({ ...server, ...secret })
    expect(outcome.ok && outcome.config.sms).toEqual({
      server: server.AZUKARI_SMS_URL,
      secret: secret.AZUKARI_SMS_SECRET,
    })
  })
})
