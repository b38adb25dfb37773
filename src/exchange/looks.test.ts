import { describe, expect, it } from 'vitest'
import { cutIntoLooks, daysPerLook, loadPerLook } from './looks.ts'

const most = loadPerLook.envelopes
const dense = loadPerLook.bytes

describe('How many days the second look fetches at a time', () => {
  const table: [string, [envelopes: number, bytes: number][], number[]][] = [
    // of each day                                                      days of each look
    ['no days',                 [],                                     []         ],
    ['tombstones',              [[0, 0], [0, 0], [0, 0]],               [3]        ],
    ['just as many envelopes',  [[most - 1, 9], [1, 9], [0, 0]],        [3]        ],
    ['one envelope too many',   [[most - 1, 9], [2, 9], [0, 0]],        [1, 2]     ],
    ['a day of too many',       [[1, 9], [most + 1, 9], [1, 9]],        [1, 1, 1]  ],
    ['too many at once',        [[most + 1, 9]],                        [1]        ],
    ['just as many bytes',    [[1, dense - 1], [1, 1], [0, 0]],       [3]        ],
    ['one byte too many',     [[1, dense - 1], [1, 2], [0, 0]],       [1, 2]     ],
    ['a day second by second',  [[1, 9], [9, dense + 1], [1, 9]],       [1, 1, 1]  ],
    ['many days',               Array<[number, number]>(daysPerLook + 1).fill([1, 1]), [daysPerLook, 1]],
  ] // prettier-ignore
  it.each(table)('%s', (_, loads, looks) => {
    const days = loads.map(([envelopes, bytes], index) => ({ index, envelopes, bytes }))
    const cut = cutIntoLooks(days, days)
    expect(cut.map((part) => part.length)).toEqual(looks)
    expect(cut.flat()).toEqual(days)
  })
})
