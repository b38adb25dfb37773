import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LocalDay } from '../kernel/index.ts'
import { isEvidenceEnough, isSignedLately, refusePaper, type Evidence } from './evidence.ts'

const paper = Buffer.alloc(32, 1)
const day = '2026-11-20' as LocalDay
const shown = (evidence: Evidence['evidence'], more: Partial<Evidence> = {}): Evidence => ({
  ...{ evidence, staffId: null, secondStaffId: null, programId: null, paperHash: null },
  signedOn: evidence === 'paper' ? day : null,
  ...more,
})

describe('By what a resident agrees', () => {
  const [one, two] = [{ staffId: 'a' }, { staffId: 'a', secondStaffId: 'b' }]
  const twice = { staffId: 'a', secondStaffId: 'a' }
  const program = { programId: 'city.ledger' }
  const table = [
    // evidence                                                    in the demo  where people live
    [shown('session'), true, true],
    [shown('session', one), false, false],
    [shown('session', program), false, false],
    [shown('session', { paperHash: paper }), false, false],
    [shown('card'), true, true],
    [shown('card', one), true, true],
    [shown('card', program), true, true],
    [shown('card', { ...one, ...program }), false, false],
    [shown('card', two), false, false],
    [shown('card', { paperHash: paper }), false, false],
    [shown('paper'), false, false],
    [shown('paper', { paperHash: paper }), false, false],
    [shown('paper', { ...one, paperHash: paper }), false, false],
    [shown('paper', { ...twice, paperHash: paper }), false, false],
    [shown('paper', { secondStaffId: 'b', paperHash: paper }), false, false],
    [shown('paper', two), false, false],
    [shown('paper', { ...two, paperHash: paper.subarray(1) }), false, false],
    [shown('paper', { ...two, paperHash: paper }), true, true],
    [shown('paper', { ...two, ...program, paperHash: paper }), true, true],
    [shown('paper', { ...twice, ...program, paperHash: paper }), false, false],
    [shown('paper', { ...program, paperHash: paper }), false, false],
    [shown('paper', { ...two, paperHash: paper, signedOn: null }), false, false],
    [shown('card', { signedOn: day }), false, false],
    [shown('session', { signedOn: day }), false, false],
    [shown('invented'), true, false],
    [shown('invented', one), false, false],
    [shown('invented', { ...two, paperHash: paper }), false, false],
  ] as const
  it.each(table)('%o: in the demo %s, where people live %s', (evidence, inDemo, inEarnest) => {
    expect(isEvidenceEnough(evidence, { demo: true })).toBe(inDemo)
    expect(isEvidenceEnough(evidence, { demo: false })).toBe(inEarnest)
  })
})

describe('A signed paper', () => {
  /** In Japan the day begins at 15 o'clock of the day before. */
  const at = (minutes: number) => new Date(Date.parse('2026-11-19T15:00:00Z') + minutes * 60_000)
  const table = [
    // counted  their newest no           is refused
    [false, undefined, undefined],
    [true, undefined, 'paper-counted'],
    [true, at(1), 'paper-counted'],
    [false, at(-1), undefined],
    [false, at(0), 'answered-since'],
    [false, at(1), 'answered-since'],
    [false, at(24 * 60), 'answered-since'],
    [false, new Date(Number.NaN), 'answered-since'],
  ] as const
  it.each(table)(
    'that has counted %s, after a no at %j, is refused as %s',
    (hasCounted, newestNo, because) => {
      expect(refusePaper({ signedOn: day }, { hasCounted, newestNo })).toBe(because)
    },
  )
})

describe('The day of signing', () => {
  const now = new Date('2026-11-20T03:00:00Z')
  it.each([
    ['2026-11-20', true],
    ['2026-11-06', true],
    ['2026-11-05', false],
    ['2026-11-21', false],
    ['2027-11-20', false],
    ['', false],
  ])('%s is one of the last 14: %s', (signedOn, isLately) => {
    expect(isSignedLately(signedOn as LocalDay, now)).toBe(isLately)
  })
})

/** Who calls it, tests left out. */
const callersOf = (call: RegExp) =>
  globSync('src/**/*.{ts,tsx}').filter(
    (file) => !/\.test\./u.test(file) && call.test(readFileSync(file, 'utf8')),
  )

it('There are these ways to agree and no other: a file of residents makes none', () => {
  expect(callersOf(/giveConsent(Within)?\(/u).toSorted()).toEqual([
    'src/consent/give-consent.ts',
    'src/consent/replace/replace-consent.ts',
    'src/counter/by-two/agree-by-paper.ts',
    'src/counter/enter-consent.ts',
    'src/me/agree/routes.ts',
    'src/portals/resident/consent/route.tsx',
    'src/programs/consents/routes.ts',
    'src/seed/seed-life.ts',
  ])
})

it('Nobody but the second member of staff, confirming, makes a paper count', () => {
  expect(callersOf(/new PaperProof\(/u)).toEqual(['src/counter/by-two/agree-by-paper.ts'])
})
