import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { journalContent } from '../../../test/support/journal.ts'
import { JournalFile, type JournalEntry } from './journal-file.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'azukari-stops-'))
})
afterAll(() => rm(directory, { recursive: true }))

const journalId = randomUUID()
const entry = (of: JournalEntry['of'] = {}): JournalEntry => ({
  entryId: randomUUID(),
  kind: 'withdrawn',
  at: '2026-11-01T00:00:00.000Z',
  of,
})

async function aJournal(entries: readonly JournalEntry[] = []): Promise<JournalFile> {
  const file = new JournalFile(join(directory, randomUUID()))
  await file.create(journalId)
  if (entries.length > 0) await file.append(journalId, entries)
  return file
}

describe('The stop journal', () => {
  it('gives back what was written, in its order, each once', async () => {
    const [first, second, third] = [entry(), entry({ 会社: '見本薬局\n' }), entry()]
    const file = await aJournal([first, second])
    await file.append(journalId, [second, third])
    expect(await journalContent(file)).toEqual({ journalId, entries: [first, second, third] })
  })

  it('is read in pieces, however long it and its lines are', async () => {
    const entries = Array.from({ length: 60 }, (_, at) => entry({ words: '控'.repeat(at * 1_500) }))
    const file = await aJournal(entries)
    expect(await journalContent(file)).toEqual({ journalId, entries })
    const whole = await readFile(file.path)
    for (const start of [0, whole.indexOf('\n') + 1, whole.length]) {
      const pieces: Buffer[] = []
      for await (const lines of file.from(start)) pieces.push(lines)
      expect(Buffer.concat(pieces).equals(whole.subarray(start))).toBe(true)
    }
  })

  it('gives whole lines alone to whoever follows it, and says when it became shorter', async () => {
    const file = await aJournal([entry()])
    const { size } = await stat(file.path)
    await appendFile(file.path, 'half a li')
    for await (const lines of file.from(size)) expect(lines).toBe('nothing')
    await expect(file.from(size + 100).next()).rejects.toThrow('shorter')
  })

  it('takes whatever several writers write at once', async () => {
    const file = await aJournal()
    const entries = Array.from({ length: 200 }, () => entry())
    await Promise.all(entries.map((one) => new JournalFile(file.path).append(journalId, [one])))
    const content = await journalContent(file)
    const ids = (some: readonly JournalEntry[]) => some.map(({ entryId }) => entryId).sort()
    expect(content !== 'damaged' && ids(content?.entries ?? [])).toEqual(ids(entries))
  })

  it('is not there, or there already: nobody begins it anew unnoticed', async () => {
    const nowhere = new JournalFile(join(directory, 'nowhere'))
    expect(await journalContent(nowhere)).toBeUndefined()
    await expect(nowhere.append(journalId, [entry()])).rejects.toMatchObject({ code: 'ENOENT' })
    await expect((await aJournal()).create(randomUUID())).rejects.toMatchObject({ code: 'EEXIST' })
  })

  it('wherever a crash cut it off, has every whole line, and takes the next', async () => {
    const entries = [entry(), entry({ a: 1 })]
    const whole = await readFile((await aJournal(entries)).path)
    const head = whole.indexOf('\n') + 1
    const next = entry()
    for (let length = head; length < whole.length; length += 1) {
      const file = new JournalFile(join(directory, 'cut-off'))
      await writeFile(file.path, whole.subarray(0, length))
      const lines = whole.subarray(0, length).toString().split('\n').length - 2
      expect(await journalContent(file)).toEqual({ journalId, entries: entries.slice(0, lines) })
      await file.append(journalId, [next])
      expect(await journalContent(file)).toEqual({ journalId, entries: [...entries.slice(0, lines), next] })
    }
  })

  it('takes nothing that belongs into another', async () => {
    const file = await aJournal([entry()])
    const before = await readFile(file.path)
    for (const other of [randomUUID(), null])
      await expect(file.append(other, [entry()])).rejects.toThrow('another file lies there')
    expect(await readFile(file.path)).toEqual(before)
  })

  it('is damaged by any flipped bit, and says so', async () => {
    const file = await aJournal([entry(), entry({ a: 1 })])
    const whole = await readFile(file.path)
    for (let at = 0; at < whole.length - 1; at += 1) {
      const flipped = Buffer.from(whole)
      flipped[at] = flipped[at]! ^ 1
      await writeFile(file.path, flipped)
      expect([at, await journalContent(file)]).toEqual([at, 'damaged'])
    }
  })
})
