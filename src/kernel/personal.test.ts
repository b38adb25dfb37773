import { format, inspect } from 'node:util'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { Personal } from './personal.ts'

const name = new Personal('見沼はなこ')
const inside = { resident: { name }, list: [name], map: new Map([['name', name]]) }

/** What a line of pino says when it is given these fields. */
function logged(...line: [object, string?]): string {
  const written: string[] = []
  const log = pino({ base: null }, { write: (text: string) => written.push(text) })
  log.info(...line)
  return written.join('')
}

describe('A personal value never prints', () => {
  const ways: [string, () => string][] = [
    ['template string', () => `${String(name)}`],
    ['concatenation', () => '' + (name as unknown as string)],
    ['array join', () => [name, name].join()],
    ['JSON', () => JSON.stringify(inside)],
    ['JSON as a key', () => JSON.stringify({ [String(name)]: 1 })],
    ['inspect', () => inspect(inside, { depth: 10, showHidden: true, getters: true })],
    ['inspect without custom printing', () => inspect(inside, { depth: 10, customInspect: false })],
    ['console %s', () => format('%s', name)],
    ['console %o', () => format('%o', inside)],
    ['console %O', () => format('%O', inside)],
    ['console %j', () => format('%j', inside)],
    ['console rest', () => format('resident', name, inside)],
    ['error message', () => String(new Error(`no such person: ${String(name)}`).stack)],
    ['error cause', () => inspect(new Error('failed', { cause: name }))],
    ['property names and values', () => Object.entries(name).flat().join()],
    ['spread', () => JSON.stringify({ ...name })],
    ['pino fields', () => logged({ resident: inside })],
    ['pino error', () => logged({ err: new Error('failed', { cause: name }) })],
    ['pino message', () => logged({}, String(name))],
  ]
  test.each(ways)('%s', (_, print) => {
    expect(print()).not.toContain('はなこ')
  })

  test('a copy between threads holds nothing', () => {
    expect(JSON.stringify(structuredClone({ ...inside.resident.name }))).toBe('{}')
  })

  test('it is marked where it would stand', () => {
    expect(`${String(name)} ${JSON.stringify([name])} ${inspect([name])}`).toBe(
      '[personal] ["[personal]"] [ [personal] ]',
    )
  })

  test('reveal() gives it', () => {
    expect(name.reveal()).toBe('見沼はなこ')
  })
})
