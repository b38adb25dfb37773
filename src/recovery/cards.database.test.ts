import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aCardHolder } from '../../test/support/cards.ts'
import { agree, answersOf, aUse, aVendor } from '../../test/support/city.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { holdMailbox } from '../../test/support/mail-codes.ts'
import { aPasskeyOf } from '../../test/support/own-passkey.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { stop } from '../exchange/index.ts'
import {
  cardOf,
  checkCard,
  endCard,
  endCardAgain,
  findHolder,
  issueCard,
  startSession,
} from '../identity/index.ts'
import { linkSubject } from '../identity/outside-provider/links.ts'
import { hashOfToken } from '../identity/token.ts'
import type { JournalEntry, JournalFile } from '../platform/stop-journal/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/**
 * Yesterday three had a card; then it was backed up. After that one lost it, one was given another, and one stopped
 * everything with it.
 */
let made: TestTenant
let city: TestTenant
let holders: Record<'lost' | 'another' | 'stays', Awaited<ReturnType<typeof aCardHolder>>>

/** A passkey, a mailbox and a link: of whoever had the card for a minute. */
async function makeWaysIn(residentId: ResidentId): Promise<void> {
  await aPasskeyOf(made, residentId)
  await holdMailbox(made, residentId, `${residentId}@mail.example`)
  const sessionHash = hashOfToken(await startSession(made, residentId, 'card'))
  await linkSubject(made, { residentId, sessionHash }, { issuer: 'https://outside.invalid', sub: residentId })
}

async function waysInOf(residentId: ResidentId): Promise<string[]> {
  const { rows } = await city.database.query<{ way: string }>(
    `select 'passkey' as way from identity.passkeys where owner_id = $1
     union all select 'mail' from identity.mail_addresses where resident_id = $1::uuid
     union all select 'outside' from identity.outside_subjects where resident_id = $1::uuid`,
    [residentId],
  )
  return rows.map(({ way }) => way)
}

beforeAll(async () => {
  made = await createTestTenant()
  await admit(made)
  const [lost, another, stays] = [await aCardHolder(made), await aCardHolder(made), await aCardHolder(made)]
  holders = { lost, another, stays }
  await agree(made, stays.residentId, await aUse(made, await aVendor(made)))
  await startSession(made, lost.residentId, 'card')
  for (const { residentId } of [lost, another, stays]) await makeWaysIn(residentId)
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
  await admit(city)
  await endCard(city, lost.residentId)
  await issueCard(city, another.residentId)
  city.clock.advance(1_000)
  const { residentId } = stays
  await stop(city, { residentId, sessionHash: null, channel: 'card' }, { useId: null, items: null })
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
})
afterAll(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

it('A card that was lost or replaced is not made good by an older database, and every other stays good', async () => {
  const { lost, another, stays } = holders
  expect(await findHolder(city, lost.card.number)).toBe(lost.residentId)
  // Two cards, what was stopped, and the passkeys of the two, which have ends of their own.
  expect(await admit(city)).toEqual({ ok: true, again: 5 })
  for (const { residentId, card } of [lost, another]) {
    expect(await checkCard(city, card)).toEqual({ ok: false, because: 'card-refused' })
    expect([await findHolder(city, card.number), await cardOf(city, residentId)]).toEqual([
      undefined,
      undefined,
    ])
  }
  expect(await checkCard(city, stays.card)).toMatchObject({ ok: true })
  for (const { residentId } of [lost, another])
    expect(
      (await city.database.query('select from identity.sessions where resident_id = $1', [residentId]))
        .rowCount,
    ).toBe(0)
})

it('Nor is any other way in that whoever had the card had made with it', async () => {
  const { lost, another, stays } = holders
  for (const { residentId } of [lost, another]) expect(await waysInOf(residentId)).toEqual([])
  expect(await waysInOf(stays.residentId)).toEqual(['passkey', 'mail', 'outside'])
})

it('What was stopped with a card is stopped again', async () => {
  const answers = await answersOf(city, holders.stays.residentId)
  expect(new Set(Object.values(answers))).toEqual(new Set(['withdrawn']))
})

it('What was ended again is known from then on, and a card given since stays good', async () => {
  const card = await issueCard(city, holders.lost.residentId)
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
  // As another process does, which has read the journal before the card was given.
  for (const entry of await endsIn(city.journal.file)) await endCardAgain(city, entry)
  expect(card.ok && (await checkCard(city, card))).toMatchObject({ ok: true })
})

it('A journal that begins anew has the cards that were ended before', async () => {
  const before = await endsIn(city.journal.file)
  await rm(city.journal.file.path)
  await freezeEverything(city, `${city.journal.file.path}.checkpoints`, () => undefined)
  expect(await endsIn(city.journal.file)).toEqual(before)
  expect(before).toHaveLength(2)
})

async function endsIn(file: JournalFile): Promise<JournalEntry[]> {
  const { entries } = await wholeJournal(file)
  const ends = entries.filter(({ kind }) => kind === 'card-ended')
  return ends.toSorted((one, other) => one.entryId.localeCompare(other.entryId))
}
