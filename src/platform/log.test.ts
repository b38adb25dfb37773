import { describe, expect, it } from 'vitest'
import { CapturedLog } from '../../test/support/http.ts'
import { Personal } from '../kernel/index.ts'
import type { LogFields } from './log.ts'

/** What a careless line would put into the log. */
const planted = '山田花子'

function written(event: string, fields: object): string {
  const captured = new CapturedLog()
  captured.log.info(event, fields as LogFields)
  return captured.text
}

describe('The log never carries', () => {
  const table = [
    // what is handed in                                     what is written instead
    ['a field that has no name here', { email: planted }, undefined],
    ['a personal value', { because: new Personal(planted) }, '"because":"[personal]"'],
    ['text where an id belongs', { clientId: planted }, '"clientId":"[text]"'],
    ['an object where an id belongs', { useId: { planted } }, '"useId":"[object]"'],
    ['a URL with its query', { route: `/records?name=${planted}` }, '"route":"[text]"'],
    ['the message of an error', { error: new Error(`no such name ${planted}`) }, '"name":"Error"'],
    [
      'the detail of a database error',
      { error: Object.assign(new Error(planted), { code: '23505', detail: `Key (name)=(${planted})` }) },
      '"code":"23505"',
    ],
    [
      'the message of a cause',
      { error: new Error('outer', { cause: new TypeError(planted) }) },
      '"name":"TypeError"',
    ],
    ['a thrown text', { error: planted }, '"name":"string"'],
  ] as const

  it.each(table)('%s', (_, fields, instead) => {
    const line = written('event', fields)
    expect(line).not.toContain(planted)
    if (instead !== undefined) expect(line).toContain(instead)
  })

  it('an event that is not our own words', () => {
    expect(written(`hello ${planted}`, {})).not.toContain(planted)
  })
})

describe('The log carries', () => {
  it('ids, reasons and route patterns', () => {
    const fields = { requestId: 'a-1', because: 'stale-form', route: '/uses/:useId', status: 403 }
    expect(JSON.parse(written('request', fields))).toMatchObject({ msg: 'request', ...fields })
  })

  it('where an error came from', () => {
    expect(written('fault', { error: new Error('x') })).toContain('log.test.ts')
  })

  it('the fields of the log it was made from', () => {
    const captured = new CapturedLog()
    captured.log.with({ service: 'personal', tenant: 'aobano' }).warn('late', { count: 2 })
    expect(JSON.parse(captured.text)).toMatchObject({ service: 'personal', tenant: 'aobano', count: 2 })
  })
})
