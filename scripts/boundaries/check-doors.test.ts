import { describe, expect, it } from 'vitest'
import { namesOffered, namesTaken } from './check-doors.ts'

describe('A door', () => {
  it.each([
    [`export { a, b as c } from './x.ts'`, ['a', 'c']],
    [`export type { A, B } from './x.ts'`, ['A', 'B']],
    [`export function make() {}\nexport const one = 1, two = 2`, ['make', 'one', 'two']],
    [`export interface Shown {}\nexport type Word = 'a'`, ['Shown', 'Word']],
    [`import { a } from './x.ts'\nconst b = a`, []],
  ])('%s offers %j', (source, names) => {
    expect(namesOffered(source)).toEqual(names)
  })

  it.each([
    [`import { a, type B, c as d } from './x.ts'`, ['a', 'B', 'c']],
    [`import type { A } from './x.ts'`, ['A']],
    [`export { a as b } from './x.ts'`, ['a']],
    [`import * as all from './x.ts'`, ['*']],
    [`const late = await import('./x.ts')`, ['*']],
    [`type Door = typeof import('./x.ts')`, ['*']],
    [`import './x.ts'`, []],
  ])('by %s is asked for %j', (source, names) => {
    expect(namesTaken(source).map(({ name }) => name)).toEqual(names)
  })
})
