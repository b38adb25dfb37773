import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { waysIn } from '../rules.ts'
import { isProofEnough, provenActions } from './rules.ts'

const now = new Date('2026-11-27T01:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const minutes = 60_000

describe('A proof', () => {
  const table = [
    // way        agree  export  change ways in  erase
    ['card', true, true, true, true],
    ['outside', true, true, true, true],
    ['mail', true, false, false, false],
    ['passkey', true, true, true, true],
    ['demo', true, true, true, true],
  ] as const

  it('is judged by every way in', () => {
    expect(table.map(([way]) => way).toSorted()).toEqual([...waysIn].toSorted())
  })

  it.each(table)(
    'by %s, just now, is enough: agree %s, export %s, change ways in %s, erase %s',
    (way, ...enough) => {
      expect(provenActions.map((action) => isProofEnough(action, { way, at: now }, now))).toEqual(enough)
    },
  )

  it.each([
    [0, true],
    [10 * minutes - 1, true],
    [10 * minutes, false],
    [12 * 60 * minutes, false],
    [-1, false],
  ])('of %i ms ago is recent: %s', (agoMs, recent) => {
    for (const action of provenActions)
      expect(isProofEnough(action, { way: 'card', at: ago(agoMs) }, now)).toBe(recent)
  })
})

it('Nobody outside of this room makes a proof but the seed, of people who do not exist', () => {
  const makers = globSync('src/**/*.{ts,tsx}').filter(
    (file) =>
      !file.startsWith('src/identity/') &&
      !file.includes('.test.') &&
      /inventedProof|recent-proof\/proof/u.test(readFileSync(file, 'utf8')),
  )
  expect(makers).toEqual(['src/seed/seed-life.ts'])
})
