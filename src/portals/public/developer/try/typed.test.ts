import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { trialUses } from '../../../../sandbox/index.ts'
import { addressOf, writeAsCurl, writeAsTypeScript, type ConsoleRequest } from './console-request.ts'
import { readTyped, typedSchema, type Typed } from './typed.ts'

const typed = (changed: Partial<Typed> = {}) =>
  typedSchema.parse({ token: 'a.b.c', operation: 'records', ...changed })
const asked = (changed: Partial<Typed>): ConsoleRequest => {
  const read = readTyped(typed(changed))
  if (!read.ok) throw new Error(read.wrong.join())
  return read.request
}
const wrongIn = (changed: Partial<Typed>) => {
  const read = readTyped(typed(changed))
  return read.ok ? [] : read.wrong
}
const subject = '3ed4c4ff-e9f0-442c-96b3-de28d2abfbd4'

describe('What was typed into the console', () => {
  it.each([
    // what                                          is refused for
    [{}, []],
    [{ token: '' }, ['token']],
    [{ token: 'a b' }, ['token']],
    [{ token: 'a\r\nx-other: 1' }, ['token']],
    [{ operation: '' }, ['operation']],
    [{ operation: 'exchange' }, ['operation']],
    [{ operation: '/exchange/v1/records' }, ['operation']],
    [{ operation: 'constructor' }, ['operation']],
    [{ use: 'body.weight' }, []],
    [{ use: 'no.such-item' }, ['use']],
    [{ use: `${subject}&limit=5` }, ['use']],
    [{ cursor: 'abc&use=1' }, ['cursor']],
    [{ cursor: '../../admin' }, ['cursor']],
    [{ key: 'short' }, ['key']],
    [{ key: 'long-enough\r\nx: 1' }, ['key']],
    [{ limit: '-1' }, ['limit']],
    [{ words: 'a\nb' }, ['words']],
    [{ operation: 'one' }, ['subject']],
    [{ operation: 'one', subject: '../../../exchange/v1/records' }, ['subject']],
    [{ operation: 'one', subject }, []],
    [{ operation: 'change', number: '21', change: 'stop' }, ['number']],
    [{ operation: 'change', number: '1/../2', change: 'stop' }, ['number']],
    [{ operation: 'change', number: '5', change: 'erase' }, ['change']],
    [{ operation: 'change', number: '5', change: 'stop' }, []],
    [{ operation: 'change', number: '５', change: 'stop' }, []],
    // What the operation does not send is not looked at.
    [{ operation: 'people', use: '???' }, []],
  ] as const)('%j', (changed, wrong) => expect(wrongIn(changed)).toEqual(wrong))

  it('becomes a request of the sandbox, and of nothing else', () => {
    for (const operation of ['records', 'one', 'uses', 'people', 'change'])
      expect(addressOf(asked({ operation, subject, number: '5', change: 'stop' }))).toMatch(
        /^\/sandbox\/v1\/[a-z]/,
      )
  })

  it('means the use of one item by its code, and of several by nothing', () => {
    const weight = trialUses.find(({ items }) => items.length === 1 && items[0] === 'body.weight')
    expect(Object.fromEntries(asked({ use: 'body.weight' }).query)['use']).toBe(weight!.useId)
    expect(Object.fromEntries(asked({}).query)['use']).toBe(trialUses[0]!.useId)
  })

  it('has a key of its own where none was typed', () => {
    const [[, one] = [], [, other] = []] = [asked({}).headers[0], asked({}).headers[0]]
    expect(one).toMatch(/^[\w-]{8,64}$/)
    expect(one).not.toBe(other)
  })
})

describe('The request, written for a program', () => {
  const nasty = `it's "$(touch /tmp/x)" \`id\` & 日本語`
  const request = asked({ words: nasty, key: 'mine-0001' })

  it('means the same to a shell as it does here: nothing typed is run', () => {
    const script = `curl() { printf '%s\\n' "$@"; }; TOKEN=the-token\n${writeAsCurl('http://city.test', request)}`
    const told = execFileSync('bash', ['-euc', script], { encoding: 'utf8' }).trimEnd().split('\n')
    expect(told).toEqual([
      '-sS',
      `http://city.test${addressOf(request)}`,
      '-H',
      'Authorization: Bearer the-token',
      '-H',
      'idempotency-key: mine-0001',
    ])
    expect(new URL(told[1]!).searchParams.get('words')).toBe(nasty)
  })

  it('quotes a body and what holds quotes', () => {
    const body = `{"a":"it's"}`
    const script = `curl() { printf '%s\\n' "$@"; }; TOKEN=t\n${writeAsCurl(`http://it's`, { ...request, method: 'POST', body })}`
    const told = execFileSync('bash', ['-euc', script], { encoding: 'utf8' }).trimEnd().split('\n')
    expect(told.slice(0, 4)).toEqual(['-sS', '-X', 'POST', `http://it's${addressOf(request)}`])
    expect(told.at(-1)).toBe(body)
  })

  it('is TypeScript that asks the same', async () => {
    const heard: unknown[] = []
    const source = writeAsTypeScript(
      'http://city.test',
      asked({ operation: 'change', number: '5', change: 'stop' }),
    )
    const run = new Function('fetch', 'process', 'console', `return (async () => { ${source} })()`) as (
      ...given: unknown[]
    ) => Promise<void>
    const fetched = (...given: unknown[]) => {
      heard.push(given)
      return Promise.resolve({ status: 200, text: () => Promise.resolve('') })
    }
    await run(fetched, { env: { TOKEN: 'the-token' } }, { log: () => undefined })
    expect(heard).toEqual([
      [
        'http://city.test/sandbox/v1/people/5/changes',
        {
          method: 'POST',
          headers: { authorization: 'Bearer the-token', 'content-type': 'application/json' },
          body: '{"change":"stop"}',
        },
      ],
    ])
  })
})
