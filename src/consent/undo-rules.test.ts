import { describe, expect, test } from 'vitest'
import { addDays } from '../kernel/index.ts'
import { ownSessionsOf, refuseUndo, undoWindowMs, type InSession } from './rules.ts'

const now = new Date('2026-11-23T01:00:00Z')

describe('Taking a stop back', () => {
  const session = Buffer.alloc(32, 1)
  const stop = { kind: 'stopped', sessionHash: session, happenedAt: now }
  const after = (ms: number) => new Date(now.getTime() + ms)
  const settled = { takesPart: true, changedAt: undefined }
  test.each([
    // how they stand            takes part  changed at                answer
    ['nothing has happened',     true,       undefined,                undefined         ],
    ['came back before it',      true,       after(-1),                undefined         ],
    ['left and came back in it', true,       now,                      'changed-since'   ],
    ['left and came back since', true,       after(1),                 'changed-since'   ],
    ['changed at no time',       true,       new Date('?'),            'changed-since'   ],
    ['has left since',           false,      after(1),                 'not-taking-part' ],
    ['had left before it',       false,      after(-1),                'not-taking-part' ],
    ['is not known',             false,      undefined,                'not-taking-part' ],
  ])('of a resident of whom %s', (_, takesPart, changedAt, answer) => {
    const life = { takesPart, changedAt }
    expect(refuseUndo(stop, [session], { unchanged: true, life }, after(2))).toBe(answer)
  }) // prettier-ignore

  test.each([
    // case                        act                                      session               same   time                   answer
    ['at once', stop, session, true, now, undefined],
    ['in the last moment', stop, session, true, after(undoWindowMs - 1), undefined],
    ['after ten minutes', stop, session, true, after(undoWindowMs), 'too-late'],
    ['the next day', stop, session, true, addDays(now, 1), 'too-late'],
    ['before it happened', stop, session, true, after(-1), 'too-late'],
    ['at no time', stop, session, true, new Date('?'), 'too-late'],
    ['from another window', stop, Buffer.alloc(32, 2), true, now, 'another-session'],
    ['from no session', stop, Buffer.alloc(0), true, now, 'another-session'],
    ['that no session made', { ...stop, sessionHash: null }, session, true, now, 'another-session'],
    [
      'that nobody made, from nowhere',
      { ...stop, sessionHash: null },
      Buffer.alloc(0),
      true,
      now,
      'another-session',
    ],
    ['of a pause', { ...stop, kind: 'paused' }, session, true, now, undefined],
    ['that is a resumption', { ...stop, kind: 'resumed' }, session, true, now, 'not-a-stop'],
    ['that is an agreement', { ...stop, kind: 'agreed' }, session, true, now, 'not-a-stop'],
    ['that is a refusal', { ...stop, kind: 'refused' }, session, true, now, 'not-a-stop'],
    ['that took a stop back', { ...stop, kind: 'undone' }, session, true, now, 'not-a-stop'],
    ['of unknown kind', { ...stop, kind: '' }, session, true, now, 'not-a-stop'],
    ['after a change', stop, session, false, now, 'changed-since'],
  ])('%s', (_, act, from, unchanged, at, answer) => {
    expect(refuseUndo(act, [from], { unchanged, life: settled }, at)).toBe(answer)
  })

  test('goes on with the session that took the place of the one it was made in, and with no later one', () => {
    const [first, second, third] = [session, Buffer.alloc(32, 2), Buffer.alloc(32, 3)]
    const asked = (inSession: InSession) =>
      refuseUndo(stop, ownSessionsOf(inSession), { unchanged: true, life: settled }, now)
    expect(asked({ sessionHash: first, replacedHash: null })).toBeUndefined()
    expect(asked({ sessionHash: second, replacedHash: first })).toBeUndefined()
    expect(asked({ sessionHash: third, replacedHash: second })).toBe('another-session')
    expect(asked({ sessionHash: second })).toBe('another-session')
  })

  test('is possible for ten minutes', () => {
    expect(undoWindowMs).toBe(600_000)
  })
})
