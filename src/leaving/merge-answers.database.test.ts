import { afterAll, describe, expect, it } from 'vitest'
import { agree, aUse, aVendor, by } from '../../test/support/city.ts'
import { mergeTwo, stepsOf, twoEntriesIn } from '../../test/support/merging.ts'
import { createTestTenant } from '../../test/support/tenant.ts'
import { grantsOf, refuseConsent } from '../consent/index.ts'
import { stop } from '../exchange/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'

const city = await createTestTenant()
const use = await aUse(city, await aVendor(city))
afterAll(() => city.close())

const mergeNow = (remaining: ResidentId, duplicate: ResidentId) => mergeTwo(city, remaining, duplicate)
const twoEntries = () => twoEntriesIn(city)
const stateOf = (residentId: ResidentId, { useId }: Use) => stepsOf(city, residentId, useId)

describe('Of two entries the stricter answer holds', () => {
  type AnswerGiven = 'agreed' | 'stopped' | 'refused' | 'silent'
  async function answer(residentId: ResidentId, wanted: Use, given: AnswerGiven): Promise<void> {
    const asked = { useId: wanted.useId, versionShown: wanted.version, items: wanted.terms.items }
    if (given === 'agreed' || given === 'stopped') await agree(city, residentId, wanted)
    if (given === 'stopped') await stop(city, by(residentId), { useId: wanted.useId, items: null })
    if (given === 'refused') await refuseConsent(city, by(residentId), asked)
  }

  it.each([
    // on who remains, on the duplicate → on who remains
    ['agreed', 'agreed', 'granted'],
    ['agreed', 'stopped', 'withdrawn'],
    ['agreed', 'refused', 'withdrawn'],
    ['agreed', 'silent', 'granted'],
    ['stopped', 'agreed', 'withdrawn'],
    ['stopped', 'stopped', 'withdrawn'],
    ['refused', 'agreed', 'refused'],
    ['silent', 'agreed', undefined],
    ['silent', 'stopped', undefined],
    ['silent', 'silent', undefined],
  ] as const)('%s, and %s on the duplicate: %s', async (mine, theirs, after) => {
    for (const order of ['mine first', 'theirs first']) {
      const { remaining, duplicate } = await twoEntries()
      const steps = [() => answer(remaining, use, mine), () => answer(duplicate, use, theirs)]
      for (const step of order === 'mine first' ? steps : steps.toReversed()) await step()
      expect(await mergeNow(remaining, duplicate)).toMatchObject({ ok: true })
      expect(await stateOf(remaining, use), order).toBe(after)
      expect(await stateOf(duplicate, use), order).not.toBe('granted')
    }
  })

  it('use by use and item by item, and nothing is allowed by it', async () => {
    const [one, other] = [await aUse(city, await aVendor(city)), await aUse(city, await aVendor(city))]
    const { remaining, duplicate } = await twoEntries()
    for (const each of [one, other]) await agree(city, remaining, each)
    await agree(city, duplicate, one)
    await stop(city, by(duplicate), { useId: one.useId, items: ['body.weight'] })
    await mergeNow(remaining, duplicate)
    const open = (await grantsOf(city, remaining)).filter(({ state }) => state === 'granted')
    expect(open.map(({ useId, item }) => [useId, item])).toEqual(
      expect.arrayContaining([
        [one.useId, 'activity.steps'],
        [other.useId, 'activity.steps'],
        [other.useId, 'body.weight'],
      ]),
    )
    expect(open).toHaveLength(3)
  })

  it('may be answered anew', async () => {
    const { remaining, duplicate } = await twoEntries()
    await answer(remaining, use, 'agreed')
    await answer(duplicate, use, 'refused')
    await mergeNow(remaining, duplicate)
    await agree(city, remaining, use)
    expect(await stateOf(remaining, use)).toBe('granted')
  })

  it('also where it was given in the moment of the merging', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const { remaining, duplicate } = await twoEntries()
      await answer(duplicate, use, 'refused')
      const merging = mergeNow(remaining, duplicate)
      await agree(city, duplicate, use).catch(() => undefined)
      expect(await merging).toMatchObject({ ok: true })
      expect(await stateOf(duplicate, use)).not.toBe('granted')
    }
  })
})
