import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCardHolder } from '../../test/support/cards.ts'
import { aResident } from '../../test/support/city.ts'
import { startMailbox, type TestMailbox } from '../../test/support/mail.ts'
import { holdMailbox } from '../../test/support/mail-codes.ts'
import { aPasskeyOf } from '../../test/support/own-passkey.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import {
  checkCard,
  findHolder,
  findSession,
  mailAddressOf,
  ownPasskeys,
  startSession,
  tellFormer,
} from '../identity/index.ts'
import { linkSubject, residentOfSubject } from '../identity/outside-provider/links.ts'
import { hashOfToken } from '../identity/token.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import { aColleague } from '../../test/support/staff.ts'
import { agreeToTerms } from '../../test/support/terms.ts'
import { lettersOf, printLetters, type Letter } from '../letters/index.ts'
import { merge } from './index.ts'

let city: TestTenant
let mailbox: TestMailbox
beforeAll(async () => {
  mailbox = await startMailbox()
  city = Object.assign(await createTestTenant(), { mailer: mailbox.mailer })
})
afterAll(async () => {
  await mailbox.stop()
  await city.close()
})

const mergeNow = (remaining: ResidentId, duplicate: ResidentId) =>
  merge(city, { remaining, duplicate }, { staffId: randomUUID(), secondStaffId: randomUUID() })
const twoEntries = async () => ({ remaining: await aResident(city), duplicate: await aResident(city) })

describe('Every way into an entry that was merged', () => {
  const subject = { issuer: 'https://outside.invalid', sub: randomUUID() }
  it('is closed, and free for the one that remains', async () => {
    const { residentId: duplicate, card } = await aCardHolder(city)
    const remaining = await aResident(city)
    const token = await startSession(city, duplicate, 'card')
    const sessionHash = hashOfToken(token)
    const email = `${randomUUID()}@mail.example`
    await holdMailbox(city, duplicate, email)
    await linkSubject(city, { residentId: duplicate, sessionHash }, subject)
    await aPasskeyOf(city, duplicate)
    expect(await mergeNow(remaining, duplicate)).toMatchObject({ ok: true })
    expect(await findSession(city, token)).toBeUndefined()
    expect(await findHolder(city, card.number)).toBeUndefined()
    expect((await checkCard(city, card)).ok).toBe(false)
    expect(await ownPasskeys(city, duplicate)).toEqual([])
    expect(await residentOfSubject(city, subject)).toBeUndefined()
    expect(await mailAddressOf(city, duplicate)).toBeUndefined()
    await holdMailbox(city, remaining, email)
    const { rows } = await city.database.query(
      `select (select count(*) from identity.sessions where resident_id = $1)::int as sessions,
              (select count(*) from identity.passkeys where owner_id = $2)::int as passkeys`,
      [duplicate, duplicate],
    )
    expect(rows).toEqual([{ sessions: 0, passkeys: 0 }])
  })

  it('that forgets to ask leads nowhere: its session opens nothing', async () => {
    const { remaining, duplicate } = await twoEntries()
    await mergeNow(remaining, duplicate)
    expect(await findSession(city, await startSession(city, duplicate, 'outside'))).toBeUndefined()
    expect(await findSession(city, await startSession(city, remaining, 'outside'))).toBeDefined()
  })

  it('that was none: a mailbox that is known, and where they live, are written to, whatever they wished', async () => {
    const email = `${randomUUID()}@mail.example`
    const who = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-04-01' as LocalDay, email }
    const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }
    const duplicate = await agreeToTerms(city, await enrolResident(city, { ...who, address }))
    const remaining = await aResident(city)
    expect(await mergeNow(remaining, duplicate)).toMatchObject({ ok: true })
    await tellFormer(city, new AbortController().signal)
    const mails = mailbox.received.filter(({ to }) => to.includes(email))
    expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining('窓口へおいでください')])
    const print = await printLetters(city, await aColleague(city))
    const letters: Letter[] = []
    if (print.ok)
      for await (const letter of lettersOf(city, print.number, { again: false })) letters.push(letter)
    expect(letters.map(({ to }) => to.reveal())).toEqual([{ name: who.name, address }])
    expect(letters[0]?.kinds).toContain('merged-away')
  })

  it('that was a mailbox is told so by mail, once, without a word of the one that remains', async () => {
    const { remaining, duplicate } = await twoEntries()
    const email = `${randomUUID()}@mail.example`
    await holdMailbox(city, duplicate, email)
    await mergeNow(remaining, duplicate)
    await tellFormer(city, new AbortController().signal)
    await tellFormer(city, new AbortController().signal)
    const mails = mailbox.received.filter(({ to }) => to.includes(email))
    expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining('1つにまとめました')])
    expect(mails[0]?.raw).not.toContain(remaining)
  })
})
