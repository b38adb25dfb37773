import { describe, expect, it } from 'vitest'
import { sumOf } from './vitest-sum.ts'

const one = (status: string, failureMessages: string[]) => ({
  fullName: 'A door opens',
  status,
  failureMessages,
})
const file = { name: `${process.cwd()}/src/door.test.ts`, message: '' }
const good = { ...file, status: 'passed', assertionResults: [one('passed', [])] }
const red = { ...file, status: 'failed', assertionResults: [one('failed', ['it did not'])] }
const unloadable = { ...file, status: 'failed', message: 'no such word', assertionResults: [] }

function report(testResults: object[]) {
  return { numPassedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults }
}

describe('The sum of the tests', () => {
  const table = [
    // what happened                     report                                exit 0  failed  named at the end
    ['everything passed', report([good]), true, 0, []],
    ['one test failed', report([good, red]), false, 1, ['src/door.test.ts › A door opens: it did not']],
    ['a file could not be loaded', report([good, unloadable]), false, 1, ['src/door.test.ts: no such word']],
    ['an error outside of any test', report([good]), false, 1, []],
  ] as const

  it.each(table)('%s', (_, json, exitedWell, failed, named) => {
    expect(sumOf(json, exitedWell)).toEqual({ passed: 1, failed, skipped: 0, red: named })
  })
})
