import { afterEach, describe, expect, it } from 'vitest'
import { Personal } from '../../kernel/index.ts'
import { startMailbox, testSender, type TestMailbox } from '../../../test/support/mail.ts'
import { createLog } from '../log.ts'
import { isMailAddress, readMailServer } from './forms.ts'
import { createMailer } from './mailer.ts'

const open: TestMailbox[] = []
async function mailbox(options: Parameters<typeof startMailbox>[0] = {}): Promise<TestMailbox> {
  const started = await startMailbox(options)
  open.push(started)
  return started
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop()
})

const to = (address: string) => new Personal(address)
const mail = {
  to: to('hanako@example.jp'),
  subject: 'お知らせがあります',
  text: '青葉 花子さま\n\n1件あります。',
}
const silent = createLog('silent')
const withAccount = (url: string, account: string) => url.replace('://', `://${account}@`)
const mailerAt = (server: string, patienceMs = 5_000) =>
  createMailer({ server, from: testSender, log: silent, patienceMs })

describe('A mail', () => {
  it('arrives as it was written, from the city, and asks no machine for an answer', async () => {
    const box = await mailbox()
    const subject = 'とても長い件名でも、そのまま届きます。'.repeat(5)
    expect(await box.mailer.send({ ...mail, subject, id: 'n-1' })).toBe('sent')
    expect(box.received).toMatchObject([
      { from: testSender.address, to: ['hanako@example.jp'], subject, text: mail.text },
    ])
    expect(box.received[0]?.raw).toMatch(/^Message-ID: <n-1@aobano\.example>\r$/mu)
    expect(box.received[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/mu)
  })

  it('reaches an address with signs in it', async () => {
    const box = await mailbox()
    expect(await box.mailer.send({ ...mail, to: to("o'brien+x@example.jp") })).toBe('sent')
    expect(box.asked).toEqual(["o'brien+x@example.jp"])
  })

  it.each([
    'a@example.jp\r\nBcc: b@example.jp',
    'a@example.jp,b@example.jp',
    'a@example.jp> NOTIFY=NEVER',
    'A <a@example.jp>',
    '"a b"@example.jp',
    '',
    'a@',
    `a@${'x'.repeat(60)}.`.concat('example.'.repeat(30), 'jp'),
  ])('is refused to the address %j before any server hears of it', async (address) => {
    const box = await mailbox()
    expect(isMailAddress(address)).toBe(false)
    expect(await box.mailer.send({ ...mail, to: to(address) })).toBe('refused')
    expect(box.asked).toEqual([])
  })

  it.each([
    { subject: 'a\r\nBcc: b@example.jp' },
    { subject: 'a\u0000' },
    { subject: '' },
    { subject: 'あ'.repeat(201) },
    { text: 'あ'.repeat(20_001) },
    { text: 'a\r\n.\r\nMAIL FROM:<b@example.jp>' },
    { id: 'a@b>\r\nX: y' },
  ])('with %j is our mistake, and goes nowhere', async (changed) => {
    const box = await mailbox()
    await expect(box.mailer.send({ ...mail, ...changed })).rejects.toThrow('that no mail can have')
    expect(box.asked).toEqual([])
  })

  it('may have a line with a dot alone', async () => {
    const box = await mailbox()
    await box.mailer.send({ ...mail, text: 'a\n.\nb' })
    expect(box.received[0]?.text).toBe('a\n.\nb')
  })
})

describe('What the server answers', () => {
  it.each([
    ['take', 'sent'],
    ['no-such-mailbox', 'refused'],
    ['no-such-words', 'refused'],
    ['full-for-now', 'unreachable'],
  ] as const)('%s: %s', async (answer, posted) => {
    const box = await mailbox()
    box.answer(answer)
    expect(await box.mailer.send(mail)).toBe(posted)
  })

  it('a sender it does not want is no fault of the recipient', async () => {
    const no = Object.assign(new Error('no'), { responseCode: 550 })
    const box = await mailbox({ onMailFrom: (_address, _session, done) => done(no) })
    expect(await box.mailer.send(mail)).toBe('unreachable')
  })

  it.each([
    ['azukari:geheim', 'sent'],
    ['azukari:falsch', 'unreachable'],
  ] as const)('with the account %s: %s', async (account, posted) => {
    const box = await mailbox({ authOptional: false })
    expect(await mailerAt(withAccount(box.url, account)).send(mail)).toBe(posted)
    expect(box.shown).toEqual([account])
  })

  it('nothing, because nobody is there', async () => {
    const box = await mailbox()
    await box.stop()
    expect(await box.mailer.send(mail)).toBe('unreachable')
  })

  it('nothing that ends: it is given up', async () => {
    const box = await mailbox({ onMailFrom: () => undefined })
    const began = performance.now()
    expect(await mailerAt(box.url, 300).send(mail)).toBe('unreachable')
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})

describe('The line to the server', () => {
  it('is never open to another machine: neither the password nor the mail is said', async () => {
    const box = await mailbox({ host: '127.0.0.2' })
    expect(await mailerAt(withAccount(box.url, 'azukari:geheim')).send(mail)).toBe('unreachable')
    expect([...box.shown, ...box.asked]).toEqual([])
  })

  it.each([{ secure: true }, { hideSTARTTLS: false }])(
    'is dropped when the server cannot show whose it is: %j',
    async (options) => {
      const box = await mailbox({ host: '127.0.0.2', ...options })
      expect(await mailerAt(withAccount(box.url, 'azukari:geheim')).send(mail)).toBe('unreachable')
      expect([...box.shown, ...box.asked]).toEqual([])
    },
  )

  it.each([
    // as it is set                   host         port  line        account
    ['smtp://127.0.0.1:2525', '127.0.0.1', 2525, 'open', undefined],
    ['smtp://localhost', 'localhost', 25, 'open', undefined],
    ['smtp://[::1]', '::1', 25, 'open', undefined],
    ['smtp://localhost.example.jp', 'localhost.example.jp', 587, 'starttls', undefined],
    ['smtp://mail.example.jp', 'mail.example.jp', 587, 'starttls', undefined],
    ['smtps://mail.example.jp', 'mail.example.jp', 465, 'tls', undefined],
    ['smtps://a%40b:p%2Fw@mail', 'mail', 465, 'tls', { user: 'a@b', password: 'p/w' }],
  ] as const)('of %s', (text, host, port, line, account) => {
    expect(readMailServer(text)).toEqual({ host, port, line, account })
  })

  it.each([
    'mail.example.jp',
    'http://mail',
    'smtp://',
    'smtp://u@mail',
    'smtp://u:%@mail',
    'smtp://m/x',
    'smtp://m?tls=off',
  ])('of %s is none', (text) => {
    expect(readMailServer(text)).toBeUndefined()
  })
})

describe('The log', () => {
  it('says that the server was of no use, and neither to whom nor with which password', async () => {
    const box = await mailbox({ authOptional: false })
    const lines: string[] = []
    const log = createLog('info', { write: (line) => void lines.push(line) })
    const server = withAccount(box.url, 'azukari:falsch')
    await createMailer({ server, from: testSender, log }).send(mail)
    expect(lines.join()).toContain('the mail server was of no use')
    expect(lines.join()).not.toMatch(/falsch|hanako|お知らせ/u)
  })
})
