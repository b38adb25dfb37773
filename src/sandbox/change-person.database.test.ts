import { describe, expect, it } from 'vitest'
import { registerTestCompany, tokenOf } from '../../test/support/http-company.ts'
import { aCityWithSandbox } from '../../test/support/sandbox.ts'
import { saveVendor } from '../vendors/index.ts'
import { mostPeople, trialUses } from './index.ts'

const stepsAlone = trialUses[1]
const { city: tenant, app, host, lines, read, change, subjectOf } = await aCityWithSandbox()

describe('What a company lets its people do', () => {
  it('is met by its program: a stop, a yes again, a day taken back, a day corrected', async () => {
    const before = await lines()
    const subject = await subjectOf(5)
    const lastDay = before.told.filter((line) => line['subject'] === subject).at(-1)!

    expect((await change(5, 'take-back')).json()).toMatchObject({ number: 5, standing: 'agreed' })
    const back = await lines({ cursor: before.cursor })
    expect(back.told).toMatchObject([{ type: 'tombstone', id: lastDay['id'], subject, day: lastDay['day'] }])

    await change(5, 'correct')
    const corrected = await lines({ cursor: back.cursor })
    expect(corrected.told).toMatchObject([{ type: 'record', id: lastDay['id'], subject }])
    expect(corrected.told[0]!['samples']).not.toEqual(lastDay['samples'])

    expect((await change(5, 'stop')).json()).toMatchObject({ standing: 'stopped' })
    const stopped = await lines({ cursor: corrected.cursor })
    const items = stepsAlone!.items
    expect(stopped.told).toEqual([{ type: 'stopped', subject, items, because: 'withdrawn', synthetic: true }])
    expect((await lines()).told.filter((line) => line['subject'] === subject)).toEqual([])
    expect((await read({ subject })).json().because).toBe('withdrawn')

    await change(5, 'agree-again')
    expect((await lines({ cursor: stopped.cursor })).told).toHaveLength(14)
  })

  it('is told by itself, too, with a cursor that leads on to nothing else', async () => {
    const before = await lines()
    await change(6, 'take-back')
    await change(7, 'stop')
    await change(8, 'correct')
    const told = await lines({ cursor: before.cursor, only: 'withdrawn' })
    expect(told.told.map(({ type }) => type)).toEqual(['tombstone', 'stopped'])
    expect((await lines({ cursor: told.cursor, only: 'withdrawn' })).told).toEqual([])
    expect((await read({ cursor: told.cursor })).json().because).toBe('cursor-not-valid')
    expect((await lines({ cursor: before.cursor })).told.map(({ type }) => type)).toContain('record')
    await change(6, 'correct')
    await change(7, 'agree-again')
  })

  it('is nobody else’s: another company has other people', async () => {
    const other = await registerTestCompany(tenant)
    const by = await tokenOf(app, host, other, 'sandbox')
    await change(9, 'stop')
    const theirs = await lines({ by })
    expect(new Set(theirs.told.map(({ subject }) => subject)).size).toBe(18)
    const ours = await lines()
    const seen = new Set(ours.told.map(({ subject }) => subject))
    expect(theirs.told.some(({ subject }) => seen.has(subject))).toBe(false)
    expect(theirs.told.map(({ samples }) => samples)).not.toEqual(ours.told.map(({ samples }) => samples))
    await change(9, 'agree-again')
  })

  it.each([
    [0, 'stop'],
    [mostPeople + 1, 'stop'],
    [1, 'explode'],
  ] as const)('cannot be %i: %s', async (number, what) => {
    expect((await change(number, what)).statusCode).toBe(400)
  })

  it('cannot be done by a company that is suspended', async () => {
    const other = await registerTestCompany(tenant)
    const by = await tokenOf(app, host, other, 'sandbox')
    await saveVendor(tenant.database, { ...other.vendor, standing: 'suspended' })
    expect((await change(1, 'stop', by)).json().because).toBe('company-not-active')
  })
})
