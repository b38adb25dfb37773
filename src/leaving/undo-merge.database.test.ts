import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCardHolder } from '../../test/support/cards.ts'
import { agree, aResident, aUse, aVendor, by, deposit, stepsFile, toldOf } from '../../test/support/city.ts'
import { startMailbox, type TestMailbox } from '../../test/support/mail.ts'
import { mergeTwo, stepsOf, two, twoEntriesIn } from '../../test/support/merging.ts'
import { aColleague } from '../../test/support/staff.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { agreeToTerms } from '../../test/support/terms.ts'
import { eraseDue, eraseEverything } from '../erasure/index.ts'
import { findSession, findStoppedBy, issueCard, startSession, tellFormer } from '../identity/index.ts'
import { dayMs, type LocalDay } from '../kernel/index.ts'
import { lettersOf, printLetters } from '../letters/index.ts'
import { enrolResident, findResident, mergedInto, standsOf, type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { holdingsOf } from '../vault/index.ts'
import { leave, recordDeath, undoMerge } from './index.ts'

let city: TestTenant
let mailbox: TestMailbox
let use: Use
beforeAll(async () => {
  mailbox = await startMailbox()
  city = Object.assign(await createTestTenant(), { mailer: mailbox.mailer })
  use = await aUse(city, await aVendor(city))
})
afterAll(async () => {
  await mailbox.stop()
  await city.close()
})

const shown = () => ({ ...two(), shownBy: 'other-own-document' }) as const
const undo = (remaining: ResidentId, duplicate: ResidentId) =>
  undoMerge(city, { remaining, duplicate }, shown())
const standing = async (residentId: ResidentId) => (await standsOf(city.database, residentId))?.standing
const no = (because: string) => ({ ok: false, because })

async function merged() {
  const entries = await twoEntriesIn(city)
  const done = await mergeTwo(city, entries.remaining, entries.duplicate)
  if (!done.ok) throw new Error(done.because)
  return entries
}

describe('An entry that was merged by mistake', () => {
  it('stands by itself again, has what it had, allows nothing, and both are told', async () => {
    const { remaining, duplicate } = await twoEntriesIn(city)
    await deposit(city, duplicate, stepsFile({ '2026-11-20': 4_000 }))
    for (const residentId of [remaining, duplicate]) await agree(city, residentId, use)
    await mergeTwo(city, remaining, duplicate)
    expect(await undo(remaining, duplicate)).toMatchObject({ ok: true, stillUnderWay: [] })
    expect(await standsOf(city.database, duplicate)).toEqual({ standing: 'active', eraseAt: null })
    expect(await standing(remaining)).toBe('active')
    expect(await mergedInto(city.database, remaining)).toEqual([])
    expect(await holdingsOf(city, duplicate)).toHaveLength(1)
    expect(await stepsOf(city, duplicate, use.useId)).toBe('withdrawn')
    expect(await toldOf(city, remaining)).toContain('merged-in-error')
    expect(await toldOf(city, duplicate)).toContain('stands-again')
  })

  it('allows nothing, whatever still stood of what it had allowed', async () => {
    const { remaining, duplicate } = await twoEntriesIn(city)
    await agree(city, duplicate, use)
    await mergeTwo(city, remaining, duplicate)
    await city.database.query(`update consent.grants set state = 'granted' where resident_id = $1`, [
      duplicate,
    ])
    await undo(remaining, duplicate)
    expect(await stepsOf(city, duplicate, use.useId)).toBe('withdrawn')
  })

  it('is entered by no session that was begun meanwhile', async () => {
    const { remaining, duplicate } = await merged()
    const session = await startSession(city, duplicate, 'outside')
    await undo(remaining, duplicate)
    expect(await findSession(city, session)).toBeUndefined()
  })

  it('is put right once, also long after, and not the other way round', async () => {
    const { remaining, duplicate } = await merged()
    await agree(city, remaining, use)
    city.clock.advance(40 * dayMs)
    expect(await undo(duplicate, remaining)).toEqual(no('not-as-you-stand'))
    expect(await undo(await aResident(city), duplicate)).toEqual(no('not-as-you-stand'))
    expect(await standing(duplicate)).toBe('merged')
    expect(await stepsOf(city, remaining, use.useId)).toBe('granted')
    expect(await undo(remaining, duplicate)).toMatchObject({ ok: true })
    expect(await undo(remaining, duplicate)).toEqual(no('not-as-you-stand'))
  })

  it('is merged again, into whoever it is; and one of a chain before the other', async () => {
    const { remaining: b, duplicate: a } = await merged()
    const c = await aResident(city)
    expect(await mergeTwo(city, c, b)).toEqual(no('has-taken-in'))
    await undo(b, a)
    expect(await mergeTwo(city, c, b)).toMatchObject({ ok: true })
    expect(await mergeTwo(city, b, a)).toEqual(no('merged-already'))
    // As a database from elsewhere might have it.
    await asOwner(
      city,
      `update residents.residents set standing = 'merged', merged_into = '${b}', erase_at = now() + interval '1 year'
        where resident_id = '${a}'`,
    )
    expect(await undo(b, a)).toEqual(no('merged-already'))
    expect(await undo(c, b)).toMatchObject({ ok: true })
    expect(await undo(b, a)).toMatchObject({ ok: true })
    expect(await Promise.all([a, b, c].map(standing))).toEqual(['active', 'active', 'active'])
  })

  it.each(['left', 'moved-away', 'died'] as const)(
    'is put right also where who remains has %s since, and is not erased with them',
    async (what) => {
      const { remaining, duplicate } = await twoEntriesIn(city)
      await deposit(city, duplicate, stepsFile({ '2026-11-20': 4_000 }))
      await mergeTwo(city, remaining, duplicate)
      if (what === 'died') await recordDeath(city, by(remaining), { ...two(), document: 'death-certificate' })
      else await leave(city, by(remaining), what)
      const before = await standsOf(city.database, remaining)
      expect(await undo(remaining, duplicate)).toMatchObject({ ok: true })
      expect(await standsOf(city.database, remaining)).toEqual(before)
      expect(before?.eraseAt).toBeDefined()
      city.clock.set(new Date(before!.eraseAt!.getTime() + dayMs))
      await eraseDue(city, new AbortController().signal)
      expect([await standing(remaining), await standing(duplicate)]).toEqual(['erased', 'active'])
      expect(await holdingsOf(city, duplicate)).toHaveLength(1)
    },
  )

  it('is not there any more once it is erased, by itself or with who remains, or its day is over', async () => {
    const [alone, together, late] = [await merged(), await merged(), await merged()]
    await eraseEverything(city, by(alone.duplicate))
    await eraseEverything(city, by(together.remaining))
    city.clock.advance(366 * dayMs)
    for (const { remaining, duplicate } of [alone, together, late])
      expect(await undo(remaining, duplicate)).toEqual(no('is-erased'))
  })

  it('is stopped by its old card no more than by any that was replaced, nor is who remained', async () => {
    const { residentId: duplicate, card } = await aCardHolder(city)
    const remaining = await aResident(city)
    await mergeTwo(city, remaining, duplicate)
    expect(await findStoppedBy(city, card.number)).toBe(remaining)
    await undo(remaining, duplicate)
    expect(await findStoppedBy(city, card.number)).toBeUndefined()
    const anew = await issueCard(city, duplicate)
    if (!anew.ok) throw new Error(anew.because)
    expect(await findStoppedBy(city, anew.number)).toBe(duplicate)
    expect(await findStoppedBy(city, card.number)).toBeUndefined()
  })

  it('is said by two who have seen a document, and the database takes it from nobody else', async () => {
    const { remaining, duplicate } = await merged()
    const staffId = randomUUID()
    const alone = undoMerge(
      city,
      { remaining, duplicate },
      { staffId, secondStaffId: staffId, shownBy: 'wrong-entry' },
    )
    await expect(alone).rejects.toThrow('may not be said')
    expect(await standing(duplicate)).toBe('merged')
    const insert = (second: string | null, evidence: string | null) =>
      city.database.query(
        `insert into residents.life_events (resident_id, event_id, what, standing, happened_at, recorded_at, staff_id,
           second_staff_id, evidence) values ($1, $2, 'merged-in-error', 'active', $3, $3, $4, $5, $6)`,
        [duplicate, randomUUID(), city.clock.now(), staffId, second, evidence],
      )
    await expect(insert(null, 'wrong-entry')).rejects.toThrow('check')
    await expect(insert(staffId, 'wrong-entry')).rejects.toThrow('check')
    await expect(insert(randomUUID(), null)).rejects.toThrow('check')
  })

  it('is not erased with the one that remained', async () => {
    const { remaining, duplicate } = await merged()
    await undo(remaining, duplicate)
    await eraseEverything(city, by(remaining))
    expect([await standing(remaining), await standing(duplicate)]).toEqual(['erased', 'active'])
    expect(await findResident(city, duplicate)).toBeDefined()
  })

  it('is not erased with the one that remained, also where it was put right in that moment', async () => {
    const { remaining, duplicate } = await merged()
    let asked = 0
    // As its own erasure begins, after it was seen that it is merged.
    const find = async (residentId: string) => {
      if (residentId === duplicate) asked += 1
      if (asked === 1 && residentId === duplicate)
        expect(await undo(remaining, duplicate)).toMatchObject({ ok: true })
      return city.keys.find(residentId)
    }
    const keys = new Proxy(city.keys, {
      get: (store, name) => (name === 'find' ? find : (Reflect.get(store, name) as () => void).bind(store)),
    })
    await eraseEverything({ ...city, keys }, by(remaining))
    expect(asked).toBeGreaterThan(0)
    expect([await standing(remaining), await standing(duplicate)]).toEqual(['erased', 'active'])
    expect(await findResident(city, duplicate)).toBeDefined()
  })

  it('is told at the mailbox that is known and where they live, whatever they wished, once', async () => {
    const email = `${randomUUID()}@mail.example`
    const who = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-04-01' as LocalDay, email }
    const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }
    const duplicate = await agreeToTerms(city, await enrolResident(city, { ...who, address }))
    const remaining = await aResident(city)
    await mergeTwo(city, remaining, duplicate)
    // The letter about the merging has gone; what was still to be mailed of it is not true any more.
    const first = await printLetters(city, await aColleague(city))
    if (!first.ok) throw new Error(first.because)
    city.clock.advance(60_000)
    await undo(remaining, duplicate)
    await tellFormer(city, new AbortController().signal)
    await tellFormer(city, new AbortController().signal)
    const mails = mailbox.received.filter(({ to }) => to.includes(email))
    expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining('もとにもどしました')])
    expect(mails[0]?.raw).not.toContain(remaining)
    const print = await printLetters(city, await aColleague(city))
    if (!print.ok) throw new Error(print.because)
    const letters = []
    for await (const letter of lettersOf(city, print.number, { again: false })) letters.push(letter)
    const theirs = letters.filter(({ to }) => to.reveal().name === who.name)
    expect(theirs).toHaveLength(1)
    expect(theirs[0]?.kinds).toContain('stands-again')
  })
})
