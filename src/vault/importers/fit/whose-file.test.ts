import { describe, expect, it } from 'vitest'
import { fitFile, fitProfile, fitText, memoryFile, weighings } from '../fixtures.ts'
import { readDeposit } from '../index.ts'

const { userProfile } = fitProfile
const weighing = weighings({ at: '2026-10-01T00:00:00Z', kg: 60 })

describe('Whose a FIT file is', () => {
  it.each([
    // names in its profiles          names that are compared
    [[], []],
    [['花子'], ['花子']],
    [
      ['花子', 'Hanako', '花子'],
      ['花子', 'Hanako'],
    ],
    [['', '\u0007'], []],
    [Array.from({ length: 40 }, (_, at) => String(at)), Array.from({ length: 10 }, (_, at) => String(at))],
  ])('is said by its names, of which ten are enough: %j', async (names, compared) => {
    const profiles = fitFile(4, (encoder) => {
      for (const name of names)
        encoder.writeMessage(userProfile.message, [fitText(userProfile.friendlyName, name)])
    })
    const file = memoryFile(Buffer.concat([weighing, profiles]))
    const result = await readDeposit(file, { now: new Date('2026-11-01T00:00:00Z') })
    expect(result.ok && result.reading.owner).toEqual({ birthDates: [], names: compared })
  })
})
