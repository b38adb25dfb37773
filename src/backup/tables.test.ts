import { describe, expect, it } from 'vitest'
import { isLeftOut } from './left-out.ts'
import { inOrder } from './tables.ts'

describe('Tables', () => {
  it('come after those they point at', () => {
    const names = inOrder([
      { name: 'a', needs: ['c', 'elsewhere'] },
      { name: 'b', needs: [] },
      { name: 'c', needs: ['b'] },
    ]).map(({ name }) => name)
    expect(names).toEqual(['b', 'c', 'a'])
  })

  it('that point at each other in a circle are named', () => {
    expect(() =>
      inOrder([
        { name: 'a', needs: ['b'] },
        { name: 'b', needs: ['a'] },
      ]),
    ).toThrow('a, b')
  })

  it.each([
    ['platform.processes', true],
    ['graphile_worker._private_jobs', true],
    ['identity.clients', false],
    ['processes', false],
    ['toString.constructor', false],
  ])('%s: left out %s', (table, left) => expect(isLeftOut(table)).toBe(left))
})
