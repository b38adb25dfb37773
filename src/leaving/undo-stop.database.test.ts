import { afterAll, describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { mergeTwo, two, twoEntriesIn } from '../../test/support/merging.ts'
import { createTestTenant } from '../../test/support/tenant.ts'
import { actsOf, lastStopOf, undoWithdrawal, type ActId } from '../consent/index.ts'
import { stop } from '../exchange/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { comeBack, leave, recordDeath, recordDeathInError } from './index.ts'

const city = await createTestTenant()
const use = await aUse(city, await aVendor(city))
afterAll(() => city.close())

const atCounter = (residentId: ResidentId) => ({ residentId, sessionHash: null, channel: 'counter' }) as const

async function stopOf(residentId: ResidentId): Promise<ActId> {
  const stopped = await stop(city, by(residentId), { useId: use.useId, items: null })
  if (!stopped.ok) throw new Error(stopped.because)
  city.clock.advance(1000)
  return stopped.actId
}

async function undo(residentId: ResidentId, actId: ActId): Promise<string> {
  const undone = await undoWithdrawal(city, by(residentId), actId)
  return undone.ok ? 'done' : undone.because
}

const anyAllowed = async (residentId: ResidentId) =>
  Object.values(await answersOf(city, residentId)).includes('granted')

/** Away, and back again, all within the ten minutes and in the session that pressed. */
const waysAndBack = [
  ['left', (residentId: ResidentId) => leave(city, by(residentId), 'left'), comeBackNow],
  ['moved away', (residentId: ResidentId) => leave(city, by(residentId), 'moved-away'), comeBackNow],
  ['was recorded as having died', die, revive],
] as const

function comeBackNow(residentId: ResidentId) {
  return comeBack(city, by(residentId))
}
function die(residentId: ResidentId) {
  return recordDeath(city, atCounter(residentId), { ...two(), document: 'death-certificate' })
}
function revive(residentId: ResidentId) {
  return recordDeathInError(city, atCounter(residentId), two())
}

describe.each(waysAndBack)('Of somebody who %s and takes part again', (_, go, back) => {
  it('neither what that stopped is allowed by もとにもどす, nor is it offered', async () => {
    const residentId = await aResident(city)
    await agree(city, residentId, use)
    expect(await go(residentId)).toMatchObject({ ok: true })
    const acts = await actsOf(city, residentId, { before: null, limit: 9 })
    const stopped = acts.filter(({ kind }) => kind === 'stopped')
    expect(stopped.map(({ sessionHash }) => sessionHash)).toEqual([null])
    city.clock.advance(1000)
    expect(await undo(residentId, stopped[0]!.actId)).toBe('not-taking-part')
    expect(await back(residentId)).toMatchObject({ ok: true })
    city.clock.advance(1000)
    expect(await undo(residentId, stopped[0]!.actId)).toBe('changed-since')
    expect(await lastStopOf(city, residentId, [by(residentId).sessionHash])).toBeUndefined()
    expect(await anyAllowed(residentId)).toBe(false)
  })

  it('nor what they had stopped before; what they stop from then on is', async () => {
    const residentId = await aResident(city)
    await agree(city, residentId, use)
    const before = await stopOf(residentId)
    await go(residentId)
    expect(await undo(residentId, before)).toBe('not-taking-part')
    await back(residentId)
    city.clock.advance(1000)
    expect(await undo(residentId, before)).toBe('changed-since')
    expect(await anyAllowed(residentId)).toBe(false)
    await agree(city, residentId, use)
    expect(await undo(residentId, await stopOf(residentId))).toBe('done')
  })
})

describe('Of somebody into whom another entry was merged', () => {
  it('what they had stopped before stays stopped', async () => {
    const { remaining, duplicate } = await twoEntriesIn(city)
    for (const each of [remaining, duplicate]) await agree(city, each, use)
    const [mine, theirs] = [await stopOf(remaining), await stopOf(duplicate)]
    expect(await mergeTwo(city, remaining, duplicate)).toMatchObject({ ok: true })
    city.clock.advance(1000)
    expect(await undo(remaining, mine)).toBe('changed-since')
    expect(await undo(duplicate, theirs)).toBe('not-taking-part')
    expect(await anyAllowed(remaining)).toBe(false)
    await agree(city, remaining, use)
    expect(await undo(remaining, await stopOf(remaining))).toBe('done')
  })

  it('what the merging stopped stays stopped', async () => {
    const { remaining, duplicate } = await twoEntriesIn(city)
    for (const each of [remaining, duplicate]) await agree(city, each, use)
    await stopOf(duplicate)
    await mergeTwo(city, remaining, duplicate)
    const [merged] = await actsOf(city, remaining, { before: null, limit: 1 })
    city.clock.advance(1000)
    expect(await undo(remaining, merged!.actId)).toBe('changed-since')
    expect(await anyAllowed(remaining)).toBe(false)
  })
})
