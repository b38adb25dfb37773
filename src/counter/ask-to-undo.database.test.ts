import { afterAll, describe, expect, it } from 'vitest'
import { aClerk, aClerkOf } from '../../test/support/clerks.ts'
import { mergeDeedsOf, mergeDesk } from '../../test/support/merge-desk.ts'
import { mergeTwo, two } from '../../test/support/merging.ts'
import { asOwner, createTestTenant } from '../../test/support/tenant.ts'
import { standingOf } from '../../test/support/city.ts'
import { eraseEverything } from '../erasure/index.ts'
import { recordDeath } from '../leaving/index.ts'
import { noticesOf } from '../notices/index.ts'
import { type ResidentId } from '../residents/index.ts'
import {
  askToUndo,
  confirmRequest,
  foundBy,
  lookAtMerged,
  lookAtRequest,
  requestsOf,
  searchResident,
} from './index.ts'

const city = await createTestTenant()
const { attending, aPerson, twoEntries } = mergeDesk(city)
afterAll(() => city.close())

const deedsOf = (residentId: ResidentId) => mergeDeedsOf(city, residentId)
const by = (residentId: ResidentId) => ({ residentId, sessionHash: null, channel: 'counter' }) as const
const no = { ok: false, because: 'not-yours-to-decide' }

async function merged() {
  const entries = await twoEntries()
  const done = await mergeTwo(city, entries.remains.residentId, entries.duplicate.residentId)
  if (!done.ok) throw new Error(done.because)
  return entries
}

async function asked() {
  const entries = await merged()
  const [entry] = await lookAtMerged(city, entries.attendance)
  const { mergeId } = entry!
  const outcome = await askToUndo(city, entries.attendance, { mergeId, shownBy: 'two-registers' })
  if (!outcome.ok) throw new Error(outcome.because)
  const [request] = await requestsOf(city, entries.attendance)
  return { ...entries, mergeId, requestId: request!.requestId }
}

describe('What was merged into the entry of whoever stands there', () => {
  it('is shown with whose it was, and the look is in its own record', async () => {
    const { duplicate, attendance } = await merged()
    const shown = await lookAtMerged(city, attendance)
    expect(shown.map(({ identity }) => identity.reveal().kana)).toEqual(['ヒガシ ミツコ'])
    expect(JSON.stringify(shown)).not.toContain(duplicate.residentId)
    expect(await deedsOf(duplicate.residentId)).toContain('found')
    const told = (await noticesOf(city, duplicate.residentId, null)).shown.map(({ kind }) => kind)
    expect(told).toContain('looked-up')
  })

  it('is nothing of anybody else’s', async () => {
    const { attendance } = await merged()
    const [entry] = await lookAtMerged(city, attendance)
    const elsewhere = await attending(await aPerson('ミナミ ミツコ'))
    expect(await lookAtMerged(city, elsewhere)).toEqual([])
    const chosen = { mergeId: entry!.mergeId, shownBy: 'wrong-entry' } as const
    expect(await askToUndo(city, elsewhere, chosen)).toEqual({ ok: false, because: 'choose-again' })
  })
})

describe('That a merging was a mistake', () => {
  it('changes nothing until another one has seen both entries and confirms it', async () => {
    const { remains, duplicate, attendance, requestId, mergeId } = await asked()
    expect(await standingOf(city, duplicate.residentId)).toBe('merged')
    const again = { mergeId, shownBy: 'wrong-entry' } as const
    expect(await askToUndo(city, attendance, again)).toMatchObject({ because: 'asked-already' })
    for (const answer of [lookAtRequest, confirmRequest])
      expect(await answer(city, attendance, requestId)).toEqual(no)
    const second = aClerk()
    const shown = await lookAtRequest(city, second, requestId)
    if (!shown.ok) throw new Error(shown.because)
    expect(shown.others.map(({ identity }) => identity.reveal().kana)).toEqual(['ヒガシ ミツコ'])
    const tomorrow = new Date(Date.now() + 24 * 60 * 60_000)
    expect(await confirmRequest(city, second, requestId, tomorrow)).toEqual(no)
    expect(await confirmRequest(city, second, requestId)).toEqual({ ok: true, done: 'merged-in-error' })
    expect([
      await standingOf(city, remains.residentId),
      await standingOf(city, duplicate.residentId),
    ]).toEqual(['active', 'active'])
    for (const { residentId } of [remains, duplicate])
      expect(await deedsOf(residentId)).toEqual(
        expect.arrayContaining(['request-asked', 'request-looked-at', 'request-confirmed']),
      )
    const { rows } = await city.database.query(
      `select event_id, staff_id, second_staff_id, evidence, merged_into from residents.life_events
        where resident_id = $1 and what = 'merged-in-error'`,
      [duplicate.residentId],
    )
    expect(rows).toEqual([
      {
        event_id: requestId,
        ...{ staff_id: attendance.staffId, second_staff_id: second.staffId },
        ...{ evidence: 'two-registers', merged_into: null },
      },
    ])
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
    expect(await lookAtMerged(city, attendance)).toEqual([])
  })

  it('is found by itself again, under its own name, and the other under theirs', async () => {
    const { remains, duplicate, requestId } = await asked()
    await confirmRequest(city, aClerk(), requestId)
    for (const [{ said }, kana] of [
      [remains, 'ニシノ ミツコ'],
      [duplicate, 'ヒガシ ミツコ'],
    ] as const) {
      const clerk = await aClerkOf(city)
      await searchResident(city, clerk, { said, reason: 'question' })
      expect((await foundBy(city, clerk)).map(({ identity }) => identity.reveal().kana)).toEqual([kana])
    }
  })

  it('is not confirmed where the entry was erased since', async () => {
    const { duplicate, attendance, requestId } = await asked()
    await eraseEverything(city, by(duplicate.residentId))
    expect(await confirmRequest(city, aClerk(), requestId)).toMatchObject({ because: 'is-erased' })
    // Nothing is written down as confirmed that cannot be done.
    expect(await requestsOf(city, attendance)).toMatchObject([{ outcome: null, isUnfinished: false }])
  })

  it('is found out also after who remains has died: the other one is found, and has their entry back', async () => {
    const { remains, duplicate } = await merged()
    await recordDeath(city, by(remains.residentId), { ...two(), document: 'family-register' })
    const attendance = await attending(duplicate)
    const [entry] = await lookAtMerged(city, attendance)
    const chosen = { mergeId: entry!.mergeId, shownBy: 'other-own-document' } as const
    expect(await askToUndo(city, attendance, chosen)).toEqual({ ok: true })
    const [request] = await requestsOf(city, attendance)
    expect(await confirmRequest(city, aClerk(), request!.requestId)).toEqual({
      ok: true,
      done: 'merged-in-error',
    })
    expect(await standingOf(city, remains.residentId)).toBe('died')
    expect(await standingOf(city, duplicate.residentId)).toBe('active')
    expect((await attending(duplicate)).residentId).toBe(duplicate.residentId)
  })

  it('that was broken off is shown so, and finished once', async () => {
    const { duplicate, attendance, requestId } = await asked()
    await asOwner(
      city,
      `update counter.requests set outcome = 'confirmed', decided_at = now(),
      decided_by = '${aClerk().staffId}' where request_id = '${requestId}'`,
    )
    expect(await requestsOf(city, attendance)).toMatchObject([{ isUnfinished: true }])
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual({ ok: true, done: 'merged-in-error' })
    expect(await standingOf(city, duplicate.residentId)).toBe('active')
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
  })
})
