import { expect, test } from 'vitest'
import { newId } from '../kernel/index.ts'
import type { UseId } from '../review/index.ts'
import { grantRowSchema } from './grant-row.ts'
import { decideConsent } from './rules.ts'

const now = new Date('2026-11-23T01:00:00Z')
const request = { useId: newId<UseId>(), useVersion: 1, item: 'activity.steps' as const }
const good = { ...request, state: 'granted', until: new Date(now.getTime() + 1), pausedUntil: null }

test.each([
  // in the row                              answer
  ['what is good',        {},                        'allowed'    ],
  ['a newer word',        { state: 'lent' },         'never-asked'],
  ['a pause',             { state: 'paused' },       'paused'     ],
  ['a pause at infinity', { state: 'paused', pausedUntil: -Infinity }, 'paused'],
  ['a pause in words',    { state: 'paused', pausedUntil: '2000-01-01' }, 'paused'],
  ['a pause of before',   { state: 'paused', pausedUntil: new Date(0) }, 'allowed'],
  ['the word in capitals',{ state: 'GRANTED' },      'never-asked'],
  ['no word',             { state: null },           'never-asked'],
  ['no column of words',  { state: undefined },      'never-asked'],
  ['an end at infinity',  { until: Infinity },       'expired'    ],
  ['an end in words',     { until: '2099-01-01' },   'expired'    ],
  ['an end that is none', { until: new Date('?') },  'expired'    ],
  ['no end',              { until: null },           'expired'    ],
])('A grant read with %s', (_, changed, answer) => {
  const decision = decideConsent(grantRowSchema.parse({ ...good, ...changed }), request, now)
  expect(decision.allowed ? 'allowed' : decision.because).toBe(answer)
}) // prettier-ignore

test.each([{ useId: 'mine' }, { useVersion: '1' }, { useVersion: null }, { item: '*' }, { item: undefined }])(
  'A grant read with %j is a fault',
  (changed) => {
    expect(() => grantRowSchema.parse({ ...good, ...changed })).toThrow()
  },
)
