import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attendTo, somebodyIn } from '../../test/support/attending.ts'
import { aClerk } from '../../test/support/clerks.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { holdMailbox } from '../../test/support/mail-codes.ts'
import { mergeTwo } from '../../test/support/merging.ts'
import { aPasskeyOf } from '../../test/support/own-passkey.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import {
  cardOf,
  checkCard,
  findSession,
  findStoppedBy,
  hasPasskey,
  issueCard,
  mailAddressOf,
  startSession,
} from '../identity/index.ts'
import { noticesOf } from '../notices/index.ts'
import { type ResidentId } from '../residents/index.ts'
import { checkIdentity, endCardAtCounter, lookUpsOf, type Clerk } from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

/** With a card, a passkey and a mailbox, and signed in by the card. */
async function holder() {
  const { residentId, said } = await somebodyIn(city)
  const card = await issueCard(city, residentId)
  if (!card.ok) throw new Error(card.because)
  await aPasskeyOf(city, residentId)
  await holdMailbox(city, residentId, `${residentId}@mail.example`)
  const session = await startSession(city, residentId, 'card')
  return { residentId, card, session, said }
}

type Holder = Awaited<ReturnType<typeof holder>>

const attending = (who: Pick<Holder, 'said'>, clerk: Clerk = aClerk()) => attendTo(city, clerk, who)

const deedsOf = async (residentId: ResidentId) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 50 })).map(({ did }) => did)
const told = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)
const otherWaysOf = async (residentId: ResidentId) => [
  await hasPasskey(city, residentId),
  (await mailAddressOf(city, residentId)) !== undefined,
]

describe('A lost card is ended by one member of staff', () => {
  it.each([
    ['without a document', 'nobody', 'stay', 'card-ended'],
    ['where another one has seen a document', 'another', 'stay', 'card-ended'],
    ['who has seen a document', 'this one', 'end', 'card-and-ways-ended'],
  ] as const)('%s: the card and who is in; the other ways in %s', async (_, whose, otherWays, deed) => {
    const who = await holder()
    if (whose === 'another') await checkIdentity(city, await attending(who), 'passport')
    const attendance = await attending(who)
    if (whose === 'this one') await checkIdentity(city, attendance, 'passport')
    expect(await endCardAtCounter(city, attendance)).toEqual({ ok: true, kept: true, otherWays })
    expect(await checkCard(city, who.card)).toEqual({ ok: false, because: 'card-refused' })
    expect(await cardOf(city, who.residentId)).toBeUndefined()
    expect(await findSession(city, who.session)).toBeUndefined()
    expect(await otherWaysOf(who.residentId)).toEqual(Array(2).fill(otherWays === 'stay'))
    expect(await deedsOf(who.residentId)).toContain(deed)
    expect(await told(who.residentId)).toContain('card-ended')
  })

  it('and is in the stop journal, so that no older database makes it good again', async () => {
    const who = await holder()
    await endCardAtCounter(city, await attending(who))
    const { entries } = await wholeJournal(city.journal.file)
    const ends = entries.filter(({ kind }) => kind === 'card-ended')
    expect(ends.map(({ of }) => of['residentId'])).toContain(who.residentId)
  })

  it('whose number stops nobody any more, like that of a card that was replaced', async () => {
    const who = await holder()
    expect(await findStoppedBy(city, who.card.number)).toBe(who.residentId)
    await endCardAtCounter(city, await attending(who))
    expect(await findStoppedBy(city, who.card.number)).toBeUndefined()
  })
})

describe('It is not ended', () => {
  it('twice, also where two of the staff press at once: one does it, one is told, and it is told once', async () => {
    const who = await holder()
    const both = [await attending(who), await attending(who)]
    const ended = await Promise.all(both.map((attendance) => endCardAtCounter(city, attendance)))
    expect(ended.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect(ended).toContainEqual({ ok: false, because: 'no-card' })
    expect((await deedsOf(who.residentId)).filter((did) => did === 'card-ended')).toHaveLength(1)
    expect((await told(who.residentId)).filter((kind) => kind === 'card-ended')).toHaveLength(1)
  })

  it('where there is none: no other way in ends, nobody is signed out, and nothing is told', async () => {
    const who = await holder()
    const attendance = await attending(who)
    await endCardAtCounter(city, attendance)
    const session = await startSession(city, who.residentId, 'passkey')
    await checkIdentity(city, attendance, 'passport')
    expect(await endCardAtCounter(city, attendance)).toEqual({ ok: false, because: 'no-card' })
    expect(await otherWaysOf(who.residentId)).toEqual([true, true])
    expect(await findSession(city, session)).toBeDefined()
    expect(await deedsOf(who.residentId)).not.toContain('card-and-ways-ended')
  })

  it('of anybody else: another resident keeps card and sessions', async () => {
    const [who, other] = [await holder(), await holder()]
    await endCardAtCounter(city, await attending(who))
    expect(await checkCard(city, other.card)).toMatchObject({ ok: true })
    expect(await findSession(city, other.session)).toBeDefined()
  })

  it('of who remains, by who still attends to the entry that was merged into theirs', async () => {
    const [remains, duplicate] = [await holder(), await holder()]
    const attendance = await attending(duplicate)
    city.clock.advance(1_000)
    expect(await mergeTwo(city, remains.residentId, duplicate.residentId)).toMatchObject({ ok: true })
    expect(await endCardAtCounter(city, attendance)).toEqual({ ok: false, because: 'no-card' })
    expect(await checkCard(city, remains.card)).toMatchObject({ ok: true })
    // And the other way round: the card of the merged entry still stops who remains, for it was not lost.
    await endCardAtCounter(city, await attending(remains))
    expect(await findStoppedBy(city, duplicate.card.number)).toBe(remains.residentId)
    expect(await findStoppedBy(city, remains.card.number)).toBeUndefined()
  })
})
