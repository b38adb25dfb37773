import { describe, expect, it } from 'vitest'
import { sumOf } from './vitest-sum.ts'

const good = { status: 'passed', assertionResults: [{ status: 'passed' }] }
const red = { status: 'failed', assertionResults: [{ status: 'failed' }] }
const unloadable = { status: 'failed', assertionResults: [] }

function report(passed: number, failed: number, testResults: object[]) {
  return { numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, numTodoTests: 0, testResults }
}

describe('The sum of the tests', () => {
  const table = [
    // what happened                     report                                exit 0  failed
    ['everything passed', report(1, 0, [good]), true, 0],
    ['one test failed', report(1, 1, [good, red]), false, 1],
    ['a file could not be loaded', report(1, 0, [good, unloadable]), false, 1],
    ['an error outside of any test', report(1, 0, [good]), false, 1],
  ] as const

  it.each(table)('%s', (_, json, exitedWell, failed) => {
    expect(sumOf(json, exitedWell)).toEqual({ passed: 1, failed, skipped: 0 })
  })
})
