import { describe, expect, it } from 'vitest'
import { planTests } from './plan-tests.ts'

const all = { browser: true, postgres15: true }
const bare = { browser: false, postgres15: false }
const on18 = ['unit', 'database', 'journeys', 'browser']

describe('The tests of a check', () => {
  const table = [
    // depth   on this machine                  projects of each run                        left out
    ['fast', bare, [['unit']], 0],
    ['normal', all, [on18, ['database']], 0],
    ['full', all, [on18, ['database', 'journeys']], 0],
    ['full', { ...all, postgres15: false }, [on18], 1],
    ['full', { ...all, browser: false }, [on18.slice(0, 3), ['database', 'journeys']], 1],
    ['normal', bare, [on18.slice(0, 3)], 2],
  ] as const

  it.each(table)('%s, with %o', (depth, machine, projects, leftOut) => {
    const plan = planTests(depth, machine)
    const named = plan.runs.map(({ parameters }) =>
      parameters.filter((_, place) => parameters[place - 1] === '--project'),
    )
    expect(named).toEqual(projects)
    expect(plan.leftOut).toHaveLength(leftOut)
  })

  it('are long once, on PostgreSQL 18', () => {
    // What the run says of it goes before what the check was told.
    const long = planTests('full', all).runs.map(({ environment }) => environment['AZUKARI_FULL'] ?? '1')
    expect(long).toEqual(['1', '0'])
  })

  it('take files by name on PostgreSQL 15, but in full', () => {
    const files = (depth: 'normal' | 'full') =>
      planTests(depth, all).runs[1]?.parameters.filter((one) => one.startsWith('src/'))
    expect(files('normal')).toContain('src/platform/database')
    expect(files('full')?.every((one) => one.endsWith('/**'))).toBe(true)
  })
})
