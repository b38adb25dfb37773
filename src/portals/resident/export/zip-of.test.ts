import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { csvOf, codesOf, ndjsonOf, type Row } from './lines.ts'
import { everyOne, pageOf } from './every-one.ts'
import { zipOf } from './zip-of.ts'

const mebibyte = 1024 * 1024
async function each<One>(from: AsyncIterable<One>): Promise<One[]> {
  const given: One[] = []
  for await (const one of from) given.push(one)
  return given
}
const all = async (pieces: AsyncIterable<string>) => (await each(pieces)).join('')

describe('A zip', () => {
  /** Without end, and nothing of it can be made smaller. */
  function endless() {
    const seen = { bytes: 0, ended: false, begun: 0 }
    const pieces = async function* () {
      seen.begun += 1
      try {
        for (;;) {
          seen.bytes += mebibyte / 16
          yield await Promise.resolve(randomBytes(mebibyte / 32).toString('hex'))
        }
      } finally {
        seen.ended = true
      }
    }
    return { seen, pieces }
  }

  it('is written no faster than it is read, and nothing is begun that is not its turn', async () => {
    const [first, second] = [endless(), endless()]
    const zip = zipOf(
      [
        ['a', first.pieces],
        ['b', second.pieces],
      ],
      new Date(),
    )
    await new Promise((resolve) => zip.once('readable', resolve))
    await sleep(300)
    expect(first.seen.bytes).toBeLessThan(2 * mebibyte)
    expect(second.seen.begun).toBe(0)
    zip.destroy()
    await sleep(50)
    expect(first.seen.ended).toBe(true)
  })

  it('that cannot be written to its end breaks off, and is no whole file', async () => {
    const broken = async function* () {
      yield await Promise.resolve('a')
      throw new Error('lost')
    }
    await expect(each(zipOf([['a', broken]], new Date()))).rejects.toThrow('lost')
  })
})

describe('A table', () => {
  async function* rows(...given: Row[]): AsyncGenerator<Row, void> {
    for (const row of given) yield await Promise.resolve(row)
  }

  it.each([
    ['=HYPERLINK("http://a.example")', `"'=HYPERLINK(""http://a.example"")"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\tx', `"'\tx"`],
    ['＝1', `"'＝1"`],
    ['a,b\r\n=c', '"a,b\r\n=c"'],
    [-5, '"-5"'],
    [null, '""'],
    [{ code: 'granted', word: '=使ってよい' }, `"'=使ってよい"`],
    ['歩数', '"歩数"'],
  ])('holds %j as %s', async (cell, written) => {
    expect(await all(csvOf(['値'], rows({ value: cell })))).toBe(`\uFEFF"値"\r\n${written}\r\n`)
  })

  it('says to programs the code, as it was', async () => {
    const row = { value: { code: 'a', word: 'b' }, other: '=1', nothing: null }
    expect(await all(ndjsonOf(codesOf(rows(row))))).toBe('{"value":"a","other":"=1","nothing":null}\n')
  })
})

describe('A list that is read page by page', () => {
  const list = (count: number, at: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => ({ id: String(index), at: new Date(at(index)) })).reverse()
  const read = (from: ReturnType<typeof list>) => (before: Date | null) =>
    Promise.resolve(from.filter(({ at }) => before === null || at < before).slice(0, pageOf))
  const ids = async (from: ReturnType<typeof list>) =>
    (
      await each(
        everyOne(
          read(from),
          ({ at }) => at,
          ({ id }) => id,
        ),
      )
    ).map(({ id }) => id)

  it.each([
    ['nothing', list(0, Number)],
    ['one page', list(pageOf, (index) => index * 10)],
    ['three pages', list(2 * pageOf + 50, (index) => index * 10)],
    ['pages cut within a moment', list(3 * pageOf, (index) => Math.floor(index / 7) * 10)],
  ])('gives each once: %s', async (_, from) => {
    expect(await ids(from)).toEqual(from.map(({ id }) => id))
  })

  it('says so rather than leaving something out', async () => {
    await expect(ids(list(pageOf + 1, () => 5))).rejects.toThrow('more of one moment')
  })
})
