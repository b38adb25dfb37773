import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCardHolder, wrongPin } from '../../../test/support/cards.ts'
import { aResident } from '../../../test/support/city.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { eraseEverything } from '../../erasure/index.ts'
import { newId } from '../../kernel/index.ts'
import { noticesOf } from '../../notices/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { hashOfToken } from '../token.ts'
import { linkSubject, residentOfSubject } from '../outside-provider/links.ts'
import { findSession, startSession } from '../session.ts'
import { makeCard, type PaperCard } from './card-number.ts'
import { checkCard, findHolder, isStillTheCard, noAfterMs } from './check-card.ts'
import { giveDemoCard } from './demo-card.ts'
import { endCard } from './end-card.ts'
import { cardOf, issueCard } from './issue-card.ts'
import { numberHashOf } from './proofs.ts'
import { countTry } from './store.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const because = async (card: PaperCard) => {
  const checked = await checkCard(city, card)
  return checked.ok ? 'ok' : checked.because
}

describe('A card that was issued', () => {
  it('tells whose it is, with its PIN', async () => {
    const { residentId, card } = await aCardHolder(city)
    expect(await checkCard(city, card)).toMatchObject({ ok: true, residentId })
    expect(await because(wrongPin(card))).toBe('card-refused')
  })

  it('ends the link to an outside provider: whoever had the one before may have made it', async () => {
    const { residentId } = await aCardHolder(city)
    const subject = { issuer: 'https://outside.invalid', sub: residentId }
    const sessionHash = hashOfToken(await startSession(city, residentId, 'card'))
    await linkSubject(city, { residentId, sessionHash }, subject)
    expect(await residentOfSubject(city, subject)).toBe(residentId)
    const { shown } = await noticesOf(city, residentId, null)
    expect(shown.map(({ kind }) => kind)).toContain('outside-linked')
    await issueCard(city, residentId)
    expect(await residentOfSubject(city, subject)).toBeUndefined()
  })

  it('takes the place of the one before, and ends every session', async () => {
    const { residentId, card } = await aCardHolder(city)
    const session = await startSession(city, residentId, 'card')
    const next = await issueCard(city, residentId)
    if (!next.ok) throw new Error(next.because)
    expect([await because(card), await because(next)]).toEqual(['card-refused', 'ok'])
    expect(await findHolder(city, card.number)).toBeUndefined()
    expect(await findSession(city, session)).toBeUndefined()
  })

  it('is one, when several are issued at the same moment', async () => {
    const residentId = await aResident(city)
    const cards = await Promise.all(Array.from({ length: 6 }, () => issueCard(city, residentId)))
    const good = await Promise.all(cards.map((card) => (card.ok ? because(card) : 'none')))
    expect(good.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'card-refused'), 'ok'])
  })

  it('that was replaced after its PIN was looked at begins no session', async () => {
    const { residentId, card } = await aCardHolder(city)
    const checked = await checkCard(city, card)
    if (!checked.ok) throw new Error(checked.because)
    expect(await isStillTheCard(city.database, checked)).toBe(true)
    await issueCard(city, residentId)
    expect(await isStillTheCard(city.database, checked)).toBe(false)
  })

  it('is good no more once it was ended, and neither is any session', async () => {
    const { residentId, card } = await aCardHolder(city)
    const session = await startSession(city, residentId, 'card')
    expect(await endCard(city, residentId)).toEqual({ ok: true, kept: true })
    expect([await because(card), await cardOf(city, residentId)]).toEqual(['card-refused', undefined])
    expect(await findSession(city, session)).toBeUndefined()
    expect(await endCard(city, residentId)).toEqual({ ok: false, because: 'no-card' })
  })

  it('goes with everything else that is erased', async () => {
    const { residentId, card } = await aCardHolder(city)
    await eraseEverything(city, { residentId, sessionHash: null, channel: 'web' })
    expect([await because(card), await findHolder(city, card.number)]).toEqual(['card-refused', undefined])
    expect(await cardOf(city, residentId)).toBeUndefined()
    expect(await issueCard(city, residentId)).toEqual({ ok: false, because: 'no-such-resident' })
  })

  it('is given to nobody who is not there', async () => {
    expect(await issueCard(city, newId<ResidentId>())).toEqual({ ok: false, because: 'no-such-resident' })
  })

  it('leaves neither number nor PIN in the database', async () => {
    const { card } = await aCardHolder(city)
    const { rows } = await city.database.query(
      `select cards::text, (select string_agg(directory::text, '') from identity.card_directory directory)
         from identity.cards cards`,
    )
    const text = JSON.stringify(rows)
    const bare = [card.number.reveal(), card.pin.reveal()]
    for (const digits of bare) {
      expect(text).not.toContain(digits)
      expect(text).not.toContain(Buffer.from(digits).toString('hex'))
    }
  })
})

describe('Whoever guesses', () => {
  it('has five wrong PINs in a row, and then the right one does not help', async () => {
    const { residentId, card } = await aCardHolder(city)
    for (let turn = 1; turn <= 5; turn += 1) {
      expect(await cardOf(city, residentId)).toMatchObject({ isLocked: false, wrongTries: turn - 1 })
      expect(await because(wrongPin(card, turn))).toBe('card-refused')
    }
    expect(await cardOf(city, residentId)).toMatchObject({ isLocked: true, wrongTries: 5 })
    expect(await because(card)).toBe('card-refused')
  })

  it('gets no sixth by asking twenty times at the same moment', async () => {
    const { residentId, card } = await aCardHolder(city)
    await Promise.all(Array.from({ length: 20 }, (_, turn) => because(wrongPin(card, turn + 1))))
    const { rows } = await city.database.query(
      'select wrong_in_a_row, wrong_in_all from identity.cards where resident_id = $1',
      [residentId],
    )
    expect([rows, await because(card)]).toEqual([[{ wrong_in_a_row: 5, wrong_in_all: 5 }], 'card-refused'])
    // By other processes, too: of twenty tries five are shown what the PIN is held against.
    const { card: another } = await aCardHolder(city)
    const numberHash = await numberHashOf(city, another.number.reveal())
    const shown = await Promise.all(Array.from({ length: 20 }, () => countTry(city.database, numberHash)))
    expect(shown.filter((proof) => proof !== undefined)).toHaveLength(5)
  })

  it('begins anew in the row after the right PIN, and never in all', async () => {
    const { residentId, card } = await aCardHolder(city)
    for (let turn = 1; turn <= 4; turn += 1) await because(wrongPin(card, turn))
    expect(await because(card)).toBe('ok')
    expect(await cardOf(city, residentId)).toMatchObject({ isLocked: false, wrongTries: 4 })
    await asOwner(city, `update identity.cards set wrong_in_all = 99 where resident_id = '${residentId}'`)
    expect(await because(wrongPin(card))).toBe('card-refused')
    expect(await cardOf(city, residentId)).toMatchObject({ isLocked: true })
    expect(await because(card)).toBe('card-refused')
  })

  it('counts in all what was wrong, and not what was right', async () => {
    const { residentId, card } = await aCardHolder(city)
    for (const each of [wrongPin(card), card, wrongPin(card), card, card]) await because(each)
    const { rows } = await city.database.query(
      'select wrong_in_all, wrong_in_a_row from identity.cards where resident_id = $1',
      [residentId],
    )
    expect(rows).toEqual([{ wrong_in_all: 2, wrong_in_a_row: 0 }])
  })

  it('hears one no, no earlier than any other: unknown, wrong, locked', async () => {
    const [known, locked] = [await aCardHolder(city), await aCardHolder(city)]
    await asOwner(
      city,
      `update identity.cards set wrong_in_a_row = 5 where resident_id = '${locked.residentId}'`,
    )
    for (const card of [makeCard(), wrongPin(known.card), locked.card]) {
      const began = performance.now()
      expect(await checkCard(city, card)).toEqual({ ok: false, because: 'card-refused' })
      // Timers of Node may come a millisecond early.
      expect(performance.now() - began).toBeGreaterThanOrEqual(noAfterMs - 2)
    }
  })

  it('is counted before anybody looks at the PIN: what others have tried meanwhile counts, too', async () => {
    const { residentId, card } = await aCardHolder(city)
    const others = await city.database.connect()
    await others.query('begin')
    await others.query('select from identity.cards where resident_id = $1 for update', [residentId])
    const guessed = because(card)
    // Long enough for a PIN that was looked at first to have been found right.
    await sleep(200)
    await others.query('update identity.cards set wrong_in_a_row = 5 where resident_id = $1', [residentId])
    await others.query('commit')
    others.release()
    expect(await guessed).toBe('card-refused')
  })

  it('has nothing from a copy of the database: under another secret the same digits are others', async () => {
    const other = await createTestTenant()
    const { card } = await aCardHolder(city)
    const residentId = await aResident(other)
    expect(await issueCard(other, residentId)).toMatchObject({ ok: true })
    const { rows } = await city.database.query(
      `select number_hash, pin_salt, pin_hash from identity.cards where resident_id = $1`,
      [(await checkCard(city, card)).ok ? await findHolder(city, card.number) : null],
    )
    const row = rows[0] as { number_hash: Buffer; pin_salt: Buffer; pin_hash: Buffer }
    await other.database.query(
      'update identity.cards set number_hash = $2, pin_salt = $3, pin_hash = $4 where resident_id = $1',
      [residentId, row.number_hash, row.pin_salt, row.pin_hash],
    )
    await other.database.query('insert into identity.card_directory values ($1, $2)', [
      row.number_hash,
      residentId,
    ])
    expect(await checkCard(other, card)).toEqual({ ok: false, because: 'card-refused' })
    await other.close()
  })
})

it('The card of the demonstration is given once, and not again after it was ended', async () => {
  const residentId = await aResident(city)
  await giveDemoCard(city, residentId)
  await giveDemoCard(city, residentId)
  expect(await endCard(city, residentId)).toMatchObject({ ok: true })
  await giveDemoCard(city, residentId)
  expect(await cardOf(city, residentId)).toBeUndefined()
})
