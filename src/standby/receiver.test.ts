import { createHash, randomBytes } from 'node:crypto'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../platform/log.ts'
import { JournalCopy } from '../platform/second-machine/index.ts'
import { receiver } from './receiver.ts'
import { StandbyState } from './standby-state.ts'

const token = 'a'.repeat(32)
const stops = 'stops.journal'
const leaves = (first: number) => `leaves/${String(first).padStart(15, '0')}.leaves`
const hashOf = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

let root: string
/** The journal of the one city on the first machine, and its copy on the second. */
let first: string
let second: string
let door: FastifyInstance
let address: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'azukari-standby-'))
  first = join(root, 'first', 'aobano')
  second = join(root, 'second', 'aobano')
  await mkdir(join(first, 'leaves'), { recursive: true })
  await open()
})
afterEach(async () => {
  await door.close()
  await rm(root, { recursive: true })
})

async function open(port = 0): Promise<void> {
  door = receiver({ journal: join(root, 'second'), cities: ['aobano'], token, log: createLog('silent') })
  address = await door.listen({ host: '127.0.0.1', port })
}

const copyOf = (changed: Partial<{ directory: string; city: string; token: string }> = {}) =>
  new JournalCopy({ directory: first, city: 'aobano', address, token, ...changed })
const write = (name: string, text: string | Buffer) => appendFile(join(first, name), text)
const copied = (name: string) => readFile(join(second, name))

describe('The copy of a journal', () => {
  it('has every byte of every file, however it grew', async () => {
    const copy = copyOf()
    expect(copy.heard).toBe(false)
    expect(await copy.compare()).toBeUndefined()
    expect(copy.heard).toBe(true)
    await write(stops, 'one\n')
    await write(leaves(0), randomBytes(3_000_000))
    await write(leaves(65_536), 'leaf\n')
    expect(await copy.compare()).toBeUndefined()
    for (let count = 0; count < 20; count += 1) {
      await write(stops, `${String(count)} 停止\n`)
      expect(await copy.push()).toBeUndefined()
    }
    for (const name of [stops, leaves(0), leaves(65_536)])
      expect(hashOf(await copied(name))).toBe(hashOf(await readFile(join(first, name))))
  })

  it('is the same whichever of several processes sends, and whenever', async () => {
    const processes = Array.from({ length: 6 }, () => copyOf())
    for (const one of processes) expect(await one.compare()).toBeUndefined()
    await Promise.all(
      processes.map(async (one, index) => {
        for (let count = 0; count < 30; count += 1) {
          await write(stops, `${String(index)}/${String(count)} ${'x'.repeat(Math.random() * 300)}\n`)
          expect(await one.push()).toBeUndefined()
        }
      }),
    )
    expect(await copied(stops)).toEqual(await readFile(join(first, stops)))
  })

  it('goes on where it ended when either machine was away', async () => {
    await write(stops, 'one\n')
    const copy = copyOf()
    await copy.compare()
    const port = Number(new URL(address).port)
    await door.close()
    await write(stops, 'two\n')
    expect(await copy.push()).toBe('not-reached')
    await open(port)
    // Not before it was asked what it has.
    expect(await copy.push()).toBe('not-reached')
    expect(await copy.compare()).toBeUndefined()
    expect((await copied(stops)).toString()).toBe('one\ntwo\n')
    await write(stops, 'three\n')
    expect(await copyOf().compare()).toBeUndefined()
    expect((await copied(stops)).toString()).toBe('one\ntwo\nthree\n')
  })

  const differences: readonly (readonly [string, () => Promise<void>, string])[] = [
    // what happened on the first machine                       what it is told
    ['lost what it had', () => writeFile(join(first, stops), 'on'), 'ahead'],
    ['lost a file', () => rm(join(first, stops)), 'ahead'],
    [
      'began another journal of the same length',
      () => writeFile(join(first, stops), 'eno\n'),
      'another-journal',
    ],
    ['began another, longer one', () => writeFile(join(first, stops), 'something else\n'), 'another-journal'],
  ]
  it.each(differences)('is left as it is when the first machine %s', async (_, happens, because) => {
    await write(stops, 'one\n')
    await copyOf().compare()
    await happens()
    expect(await copyOf().compare()).toBe(because)
    expect((await copied(stops)).toString()).toBe('one\n')
  })

  it('is another one once the journal was changed under a process that knows it', async () => {
    await write(stops, 'one\n')
    const copy = copyOf()
    await copy.compare()
    await writeFile(join(first, stops), 'eno\nand more\n')
    await writeFile(join(second, stops), 'noe\n')
    expect(await copy.push()).toBe('another-journal')
    expect((await copied(stops)).toString()).toBe('noe\n')
  })

  it('takes nothing any more once its machine was promoted, and says so', async () => {
    await write(stops, 'one\n')
    const copy = copyOf()
    await copy.compare()
    const state = new StandbyState(join(root, 'second'))
    await state.promote({ at: new Date().toISOString(), way: 'stated', done: false })
    await write(stops, 'two\n')
    expect([await copy.push(), await copy.compare(), await copyOf().compare()]).toEqual([
      'promoted',
      'promoted',
      'promoted',
    ])
    expect((await copied(stops)).toString()).toBe('one\n')
  })

  it('is remembered as complete at the last moment it was, and never after', async () => {
    const state = () => new StandbyState(join(root, 'second')).lastHeard()
    expect(await state()).toBeUndefined()
    await write(stops, 'one\n')
    const ask = (length: number) =>
      door.inject({
        method: 'POST',
        url: '/v1/cities/aobano/compare',
        headers: { authorization: `Bearer ${token}` },
        payload: { files: { [stops]: length } },
      })
    await ask(4)
    expect(await state()).toMatchObject({ aobano: { completeAt: null } })
    await copyOf().compare()
    const completeAt = (await state())?.['aobano']?.completeAt
    expect(completeAt).not.toBeNull()
    await new Promise((done) => setTimeout(done, 1_100))
    expect((await ask(5)).json()).toMatchObject({ complete: false })
    const later = (await state())?.['aobano']
    expect(later?.completeAt).toBe(completeAt)
    expect(Date.parse(later?.heardAt ?? '')).toBeGreaterThan(Date.parse(completeAt ?? ''))
  })
})

describe('The door of the second machine', () => {
  const before = hashOf('')
  const post = (url: string, headers: Record<string, string>, payload: string | Buffer = 'line\n') =>
    door.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/octet-stream', ...headers },
      payload,
    })
  const known = { authorization: `Bearer ${token}` }
  const place = (changed: Record<string, string> = {}, city = 'aobano') =>
    `/v1/cities/${city}/append?${new URLSearchParams({ file: stops, at: '0', before, ...changed })}`

  it('takes what comes with the token', async () => {
    expect((await post(place(), known)).json()).toEqual({ ok: true, length: 5 })
    expect((await copied(stops)).toString()).toBe('line\n')
  })

  const refused: readonly (readonly [string, string, Record<string, string>, number])[] = [
    // what is wrong                     where                                       shown        status
    ['no token', place(), {}, 401],
    ['another token', place(), { authorization: `Bearer ${'b'.repeat(32)}` }, 401],
    ['half a token', place(), { authorization: `Bearer ${token.slice(1)}` }, 401],
    ['no bearer', place(), { authorization: token }, 401],
    ['nothing that is here, without a token', '/v1/else', {}, 401],
    ['nothing that is here', '/v1/else', known, 404],
    ['another city', place({}, 'kitano'), known, 400],
    ['a city that leads elsewhere', place({}, '..%2f..'), known, 400],
    ['a name that leads elsewhere', place({ file: '../aobano/stops.journal' }), known, 400],
    ['a name from the root', place({ file: '/etc/passwd' }), known, 400],
    ['a name with an end of its own', place({ file: 'stops.journal\0.txt' }), known, 400],
    ['the state of the standby', place({ file: '.standby/promoted.json' }), known, 400],
    ['a short number of leaves', place({ file: 'leaves/0.leaves' }), known, 400],
    ['no place', place({ at: '-1' }), known, 400],
    ['no hash', place({ before: 'x' }), known, 400],
    ['something more', place({ truncate: '0' }), known, 400],
  ]
  it.each(refused)('takes nothing for %s', async (_, url, headers, status) => {
    expect((await post(url, headers)).statusCode).toBe(status)
    expect(await readdir(join(root, 'second')).catch(() => [])).toEqual([])
  })

  it('takes no more at once than a piece, and no gap, no overlap, nothing behind something else', async () => {
    expect((await post(place(), known, Buffer.alloc(1024 * 1024 + 1))).statusCode).toBe(413)
    expect((await post(place({ at: '3' }), known)).json()).toMatchObject({
      because: 'other-length',
      length: 0,
    })
    await post(place(), known)
    expect((await post(place(), known)).json()).toEqual({ ok: false, because: 'other-length', length: 5 })
    expect((await post(place({ at: '5', before: hashOf('enil\n') }), known)).json()).toEqual({
      ok: false,
      because: 'another-journal',
    })
    expect((await post(place({ at: '5', before: hashOf('line\n') }), known, '')).json()).toEqual({
      ok: true,
      length: 5,
    })
    expect((await copied(stops)).toString()).toBe('line\n')
  })

  it('turns a process away that shows another token, and hears nothing from it', async () => {
    await write(stops, 'one\n')
    const stranger = copyOf({ token: 'c'.repeat(32) })
    expect([await stranger.compare(), stranger.heard]).toEqual(['turned-away', false])
    expect(await copyOf({ city: 'kitano' }).compare()).toBe('not-reached')
    expect(await new StandbyState(join(root, 'second')).isThere()).toBe(false)
  })
})
