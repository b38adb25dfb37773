import { describe, expect, it } from 'vitest'
import { cutIntoLooks, daysPerLook, envelopesPerLook as most } from './looks.ts'

describe('How many days the second look fetches at a time', () => {
  const table: [string, number[], number[]][] = [
    // envelopes of each day                            days of each look
    ['no days',             [],                            []         ],
    ['tombstones',          [0, 0, 0],                     [3]        ],
    ['just as many',        [most - 1, 1, 0],              [3]        ],
    ['one too many',        [most - 1, 2, 0],              [1, 2]     ],
    ['a day of too many',   [1, most + 1, 1],              [1, 1, 1]  ],
    ['too many at once',    [most + 1],                    [1]        ],
    ['many days',           Array<number>(daysPerLook + 1).fill(1), [daysPerLook, 1]],
  ] // prettier-ignore
  it.each(table)('%s', (_, envelopes, looks) => {
    const days = envelopes.map((count, index) => ({ index, count }))
    const cut = cutIntoLooks(days, envelopes)
    expect(cut.map((part) => part.length)).toEqual(looks)
    expect(cut.flat()).toEqual(days)
  })
})
