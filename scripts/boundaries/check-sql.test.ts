import { describe, expect, it } from 'vitest'
import { foreignNames } from './check-sql.ts'

describe('The SQL of a module', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['its own schema', 'sql`select 1 from exchange.provisions`', []],
    ['a door of another', 'sql`select 1 from consent.door_live_grants`', []],
    ['a function that is a door', 'sql`select consent.door_decide($1)`', []],
    [
      'a column of an alias that is called like a schema',
      'sql`select consent.until from consent.door_grants as consent`',
      [],
    ],
    ['the same without "as"', 'sql`select consent.until from consent.door_grants consent`', []],
    ['a name in the program', 'const items = catalog.items.from', []],
    ['a word that is no SQL', `const key = 'consent.title'`, []],
    ['another schema’s table', 'sql`select 1 from consent.grants`', ['consent.grants']],
    [
      'one behind a door, in a join',
      'sql`select 1 from consent.door_grants as consent join consent.events on true`',
      ['consent.events'],
    ],
    ['one behind a comma', 'sql`select 1 from exchange.provisions, vault.envelopes`', ['vault.envelopes']],
    ['one that is written to', `const text = 'update residents.people set name = $1'`, ['residents.people']],
    [
      'one around a value put in',
      'sql`select ${columns} from vault.envelopes where ${condition}`',
      ['vault.envelopes'],
    ],
    [
      'a function that is no door',
      'sql`select vault.open_all() from exchange.provisions`',
      ['vault.open_all'],
    ],
  ]

  it.each(table)('%s', (_, source, foreign) => {
    expect(foreignNames(source, 'exchange').map(({ schema, name }) => `${schema}.${name}`)).toEqual(foreign)
  })
})
