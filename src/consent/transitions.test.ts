import { describe, expect, test } from 'vitest'
import { grantStates } from './grant-states.ts'
import { deeds, leadsTo, transitions, type Deed, type Position } from './transitions.ts'

/** Short for the refusals, so that the table fits a screen. */
const no = {
  ag: { no: 'already-agreed' },
  me: { no: 'allowed-meanwhile' },
  st: { no: 'already-stopped' },
  pa: { no: 'already-paused' },
  np: { no: 'not-paused' },
  ns: { no: 'not-a-stop' },
} as const

const table: readonly [Position, ...unknown[]][] = [
  // from       agree      refuse     withdraw     pause        resume     undo      freeze       expire       re-version
  ['none',      'granted', 'refused', no.st,       no.st,       no.np,     no.ns,    'none',      'none',      'none'     ],
  ['granted',   no.ag,     no.me,     'withdrawn', 'paused',    no.np,     no.ns,    'frozen',    'expired',   'outdated' ],
  ['paused',    'granted', no.me,     'withdrawn', no.pa,       'granted', 'before', 'frozen',    'expired',   'outdated' ],
  ['expired',   'granted', 'refused', 'withdrawn', no.st,       no.np,     no.ns,    'frozen',    'expired',   'expired'  ],
  ['outdated',  'granted', 'refused', 'withdrawn', no.st,       no.np,     no.ns,    'frozen',    'outdated',  'outdated' ],
  ['refused',   'granted', 'refused', no.st,       no.st,       no.np,     no.ns,    'refused',   'refused',   'refused'  ],
  ['withdrawn', 'granted', 'refused', no.st,       no.st,       no.np,     'before', 'withdrawn', 'withdrawn', 'withdrawn'],
  ['frozen',    'granted', 'refused', no.st,       no.st,       no.np,     no.ns,    'frozen',    'frozen',    'frozen'   ],
  ['unknown',   'granted', 'refused', 'withdrawn', 'withdrawn', no.np,     no.ns,    'frozen',    'unknown',   'unknown'  ],
] // prettier-ignore

describe('The life of a consent', () => {
  test.each(table)('from %s leads', (from, ...outcomes) => {
    expect(deeds.map((deed) => leadsTo(from, deed))).toEqual(outcomes)
  })

  test('has a row for every place and a column for every deed', () => {
    const places = ['none', 'expired', 'outdated', ...grantStates]
    expect(table.map(([from]) => from).sort()).toEqual(places.sort())
    expect(Object.keys(transitions).sort()).toEqual(places.sort())
    for (const row of table) expect(row).toHaveLength(1 + deeds.length)
  })

  test('leads to a yes by what needs a proof, or back to what was', () => {
    const leading = Object.entries(transitions).flatMap(([from, of]) =>
      deeds.filter((deed) => of[deed] === 'granted' && from !== 'granted'),
    )
    expect([...new Set<Deed>(leading)].sort()).toEqual(['agree', 'resume'])
  })
})
