import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planRoom } from './plan-room.ts'

describe('A new room', () => {
  const here = readFileSync('architecture.mjs', 'utf8')
  const table = [
    // name          table               answer
    ['garden', here, 'planned'],
    ['consent', here, 'already-there'],
    ['cli', here, 'already-there'],
    ['Garden', here, 'not-one-word'],
    ['rose-garden', here, 'not-one-word'],
    ['../garden', here, 'not-one-word'],
    ['', here, 'not-one-word'],
    ['garden', '', 'no-place-in-the-table'],
    ['garden', here.replace('portals', 'pages'), 'no-place-in-the-table'],
  ] as const

  it.each(table)('named %j', (name, architecture, answer) => {
    const plan = planRoom(name, { table: architecture, folders: ['consent', 'cli', 'main.ts'] })
    expect(plan.ok ? 'planned' : plan.because).toBe(answer)
    if (!plan.ok) expect(plan.told).toMatch(/\n→ .+$/)
  })
})
