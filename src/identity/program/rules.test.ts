import { describe, expect, it } from 'vitest'
import { mayProgram, programIdSchema, programNameSchema, type ProgramScope } from './rules.ts'

describe('A program of the city that wants admin:items', () => {
  const table = [
    // in its token                      granted now                       may
    [['admin:items'], ['admin:items'], true],
    [['admin:items', 'admin:uses'], ['admin:items', 'admin:vendors'], true],
    [['admin:items'], [], false],
    [['admin:items'], ['admin:vendors', 'admin:uses'], false],
    [[], ['admin:items'], false],
    [['admin:vendors'], ['admin:items'], false],
    [['admin'], ['admin:items'], false],
    [['admin:items:more'], ['admin:items'], false],
    [[''], [], false],
  ] as const satisfies readonly (readonly [readonly string[], readonly ProgramScope[], boolean])[]

  it.each(table)('with %o in its token and %o granted: %s', (inToken, onFile, may) => {
    expect(mayProgram('admin:items', { inToken, onFile })).toBe(may)
  })
})

describe('The id of a program of the city', () => {
  it.each([
    ['city.ledger', true],
    ['city.welfare-2', true],
    ['ledger', false],
    ['city', false],
    ['city.', false],
    ['City.ledger', false],
    ['company.ledger', false],
    ['city.ledger.x', false],
    [`city.${'a'.repeat(51)}`, false],
  ])('%s: %s', (id, isOne) => {
    expect(programIdSchema.safeParse(id).success).toBe(isOne)
  })
})

describe('The name of a program', () => {
  it.each([
    ['住民記録システム', true],
    ['', false],
    ['あ'.repeat(81), false],
    ['a\u0000b', false],
    ['a\u202eb', false],
  ])('%j: %s', (name, isOne) => {
    expect(programNameSchema.safeParse(name).success).toBe(isOne)
  })
})
