import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { by } from '../../test/support/city.ts'
import { startMailbox, type TestMailbox } from '../../test/support/mail.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { eraseEverything } from '../erasure/index.ts'
import { addDays, type LocalDay } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Mailer } from '../platform/mail/index.ts'
import { changeLife, enrolResident, savePreferences, type ResidentId } from '../residents/index.ts'
import { changeWish, leaveNotice, mailNotices, wishOf, type NoticeKind } from './index.ts'
import { leastBetweenMs } from './rules.ts'

let city: TestTenant
let mailbox: TestMailbox
beforeAll(async () => {
  city = await createTestTenant()
  mailbox = await startMailbox()
})
afterAll(async () => {
  await mailbox.stop()
  await city.close()
})
afterEach(async () => {
  mailbox.answer('take')
  mailbox.received.length = 0
  mailbox.asked.length = 0
  await city.database.query('delete from notices.mails')
})

const going = new AbortController().signal
const mail = () => mailNotices({ ...city, mailer: mailbox.mailer }, going)
const tell = (residentId: ResidentId, kind: NoticeKind = 'card-ended') =>
  inTransaction(city.database, (client) => leaveNotice(client, residentId, { kind }, city.clock.now()))

const die = (residentId: ResidentId) =>
  inTransaction(city.database, (client) =>
    changeLife(city, client, residentId, 'died', {
      ...{ staffId: randomUUID(), secondStaffId: randomUUID() },
      evidence: 'death-certificate',
    }),
  )

/** Somebody with an address of their own, who wants mails. */
async function someone(
  address = `${randomUUID()}@example.jp`,
): Promise<{ residentId: ResidentId; address: string }> {
  const identity = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay }
  const residentId = await enrolResident(city, { ...identity, email: address })
  await changeWish(city, residentId, 'mail')
  return { residentId, address }
}

describe('A mail about notices', () => {
  it('comes to nobody who has not asked for it', async () => {
    const identity = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay }
    const residentId = await enrolResident(city, { ...identity, email: 'nobody@example.jp' })
    await tell(residentId)
    await mail()
    expect(mailbox.received).toEqual([])
    expect(await wishOf(city, residentId)).toEqual({ by: 'here', failedAt: null })
  })

  it('comes to nobody who has died, neither of before nor of after', async () => {
    const { residentId } = await someone()
    await tell(residentId)
    await die(residentId)
    await tell(residentId)
    await mail()
    expect(mailbox.received).toEqual([])
    expect(await wishOf(city, residentId), 'nor is the mailbox at fault').toMatchObject({ failedAt: null })
    const other = await someone()
    await die(other.residentId)
    await tell(other.residentId)
    expect((await city.database.query('select from notices.mails')).rowCount).toBe(0)
  })

  it('says that there is something, and nothing of what or whose; it asks for nothing and leads nowhere', async () => {
    const { residentId, address } = await someone()
    await tell(residentId)
    await mail()
    expect(mailbox.received).toMatchObject([{ to: [address], subject: '新しいお知らせがあります' }])
    const text = mailbox.received[0]?.text ?? ''
    expect(text).toContain('048-000-0000')
    expect(text).not.toMatch(/青葉|花子|使えない|https?:|www\.|\.jp|暗証|PIN|ログイン|サインイン/u)
  })

  it.each([
    ['ja-easy', '新しい お知らせが あります'],
    ['en', 'There is a new notice for you'],
  ] as const)('is written in %s to who reads that', async (locale, subject) => {
    const { residentId } = await someone()
    await savePreferences(city, residentId, { locale, ruby: false, largeText: false })
    await tell(residentId)
    await mail()
    expect(mailbox.received[0]?.subject).toBe(subject)
  })

  it('is one for many, and one in an hour; what came after it is mailed then', async () => {
    const { residentId } = await someone()
    for (let count = 0; count < 5; count += 1) await tell(residentId)
    await mail()
    await mail()
    expect(mailbox.received).toHaveLength(1)
    await tell(residentId)
    await mail()
    expect(mailbox.received).toHaveLength(1)
    city.clock.advance(leastBetweenMs)
    await mail()
    await mail()
    expect(mailbox.received).toHaveLength(2)
  })

  it('is followed by another, an hour later, for what came while it was on its way', async () => {
    const { residentId } = await someone()
    await tell(residentId)
    const mailer: Mailer = {
      send: async (one) => {
        await tell(residentId)
        return mailbox.mailer.send(one)
      },
    }
    await mailNotices({ ...city, mailer }, going)
    city.clock.advance(leastBetweenMs)
    await mail()
    expect(mailbox.received).toHaveLength(2)
  })

  it('is sent for what is important only', async () => {
    const { residentId } = await someone()
    await tell(residentId, 'data-deposited')
    await mail()
    expect(mailbox.received).toEqual([])
  })

  it('comes once more to who has turned mails off: perhaps it was somebody else', async () => {
    const { residentId } = await someone()
    await changeWish(city, residentId, 'here')
    await mail()
    expect(mailbox.received).toHaveLength(1)
    city.clock.advance(leastBetweenMs)
    await tell(residentId)
    await mail()
    expect(mailbox.received).toHaveLength(1)
  })

  it('is sent again under the same id when the process died after it had left', async () => {
    const { residentId } = await someone()
    await tell(residentId)
    const { rows } = await city.database.query('select * from notices.mails where resident_id = $1', [
      residentId,
    ])
    await mail()
    const [row] = rows as { mail_id: string; since: Date; due_at: Date }[]
    await city.database.query(
      `insert into notices.mails (resident_id, mail_id, since, due_at) values ($1, $2, $3, $4)`,
      [residentId, row!.mail_id, row!.since, row!.due_at],
    )
    await city.database.query('update notices.wishes set mailed_at = null where resident_id = $1', [
      residentId,
    ])
    await mail()
    const ids = mailbox.received.map(({ raw }) => /^Message-ID: (.*)$/mu.exec(raw)?.[1]?.trim())
    expect(ids).toEqual([`<${row!.mail_id}@aobano.example>`, `<${row!.mail_id}@aobano.example>`])
  })

  it('that does not get through waits longer each time, and is given up after three days', async () => {
    const { residentId } = await someone()
    await tell(residentId)
    mailbox.answer('full-for-now')
    await mail()
    await mail()
    expect(mailbox.asked).toHaveLength(1)
    city.clock.advance(5 * 60_000)
    await mail()
    await mail()
    expect(mailbox.asked).toHaveLength(2)
    city.clock.set(addDays(city.clock.now(), 3))
    await mail()
    expect((await wishOf(city, residentId)).failedAt).toEqual(city.clock.now())
    await mail()
    expect(mailbox.asked).toHaveLength(3)
  })

  it('to a mailbox that is not there is not tried again, and the page says so until one arrives', async () => {
    const { residentId } = await someone()
    await tell(residentId)
    mailbox.answer('no-such-mailbox')
    await mail()
    await mail()
    expect(mailbox.asked).toHaveLength(1)
    expect((await wishOf(city, residentId)).failedAt).not.toBeNull()
    mailbox.answer('take')
    await tell(residentId)
    await mail()
    expect((await wishOf(city, residentId)).failedAt).toBeNull()
  })

  it('does not wait for the server once for each of many', async () => {
    for (let count = 0; count < 5; count += 1) await tell((await someone()).residentId)
    mailbox.answer('full-for-now')
    await mail()
    expect(mailbox.asked).toHaveLength(3)
  })

  it('goes to nobody whose everything is erased', async () => {
    const { residentId } = await someone()
    await tell(residentId)
    await eraseEverything(city, by(residentId))
    await mail()
    expect(mailbox.asked).toEqual([])
    expect(await wishOf(city, residentId)).toEqual({ by: 'here', failedAt: null })
  })

  it('waits where the city has no mail', async () => {
    await tell((await someone()).residentId)
    await mailNotices(city, going)
    await mail()
    expect(mailbox.received).toHaveLength(1)
  })
})
