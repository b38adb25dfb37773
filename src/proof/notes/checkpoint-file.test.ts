import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addedTo, checkpointsIn, writtenWhole } from './checkpoint-file.ts'
import { signCheckpoint } from './checkpoint.ts'
import { NoteSigner } from './note-signer.ts'
import { digitsOf } from './read-out.ts'

const origin = 'city.example/log'
const signer = new NoteSigner(origin, Buffer.alloc(32, 7))
const keys = [signer.verifier]
const notes = [1, 20, 300].map((size) =>
  signCheckpoint({ origin, size, root: Buffer.alloc(32, size) }, signer),
)
const file = notes.reduce((text, note) => text + addedTo(text, note), '')

describe('A file of checkpoints', () => {
  it('gives back what was added, and takes a single one', () => {
    expect(checkpointsIn(file)).toEqual({ notes, unreadable: [] })
    expect(checkpointsIn(notes[0]!)).toEqual({ notes: [notes[0]], unreadable: [] })
    expect(checkpointsIn('')).toEqual({ notes: [], unreadable: [] })
    expect(checkpointsIn(file.replaceAll('\n', '\r\n'))).toEqual({ notes, unreadable: [] })
  })

  it.each([
    ['nothing', '', ''],
    ['a file as we write it', file, ''],
    ['one that an editor has saved', file.slice(0, -1), '\n'],
    ['one without a line break at its end', file.slice(0, -2), '\n\n'],
  ])('is added to behind %s', (_, before, gap) => {
    expect(addedTo(before, notes[0]!)).toBe(`${gap}${notes[0]}\n`)
    expect(checkpointsIn(before + addedTo(before, notes[0]!)).unreadable).toEqual([])
  })

  it('with any one bit flipped is not the same any more, and nothing of it is taken for whole that is not', () => {
    const bytes = Buffer.from(file)
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const spoilt = Buffer.from(bytes)
        spoilt[bit >> 3]! ^= 1 << (bit & 7)
        const read = checkpointsIn(spoilt.toString())
        const isBlank = /^\n{2}$/u.test(file.slice((bit >> 3) - 1, (bit >> 3) + 1))
        const differs = read.unreadable.length > 0 || read.notes.some((note, at) => note !== notes[at])
        expect(differs || read.notes.length !== 3 || isBlank).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

describe('A writing that broke off', () => {
  const whole = file.slice(0, file.length - addedTo('', notes[2]!).length)
  const last = Buffer.from(addedTo('', notes[2]!))

  it('is cut, wherever it broke off, and nothing before it', () => {
    for (let bytes = 0; bytes < last.length - 2; bytes++) {
      // In the middle of a letter of three bytes, too.
      const text = whole + last.subarray(0, bytes).toString()
      expect(writtenWhole(text, { origin, keys }), String(bytes)).toBe(whole)
    }
    // Without the last line breaks it says all the same.
    expect(writtenWhole(file.slice(0, -2), { origin, keys })).toBe(file.slice(0, -2))
    expect(writtenWhole(file, { origin, keys })).toBe(file)
  })

  it('may be the first one', () => {
    expect(writtenWhole(notes[0]!.slice(0, 40), { origin, keys })).toBe('')
    expect(writtenWhole(origin.slice(0, 4), { origin, keys })).toBe('')
  })

  it.each([
    ['somebody’s letter', 'Dear sir,\n\nplease'],
    ['a checkpoint of another log', notes[0]!.replaceAll('city', 'town').slice(0, -8)],
    ['words behind a checkpoint', `${file}and this`],
    ['a spoilt checkpoint that was written whole', `${file.slice(0, -20)}A${file.slice(-19)}`],
  ])('is not %s: nothing is cut there', (_, text) => {
    expect(writtenWhole(text, { origin, keys })).toBe(text)
  })
})

describe('A root', () => {
  it('is read out in sixteen groups of five digits', () => {
    const root = Buffer.from(`0000ffff0001${'8000'.repeat(13)}`, 'hex')
    expect(digitsOf(root)).toEqual(['00000', '65535', '00001', ...Array<string>(13).fill('32768')])
  })
})
