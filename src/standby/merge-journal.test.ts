import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { merge, weighMerge } from './merge-journal.ts'

const leaves = (first: number) => `leaves/${String(first).padStart(15, '0')}.leaves`
const stops = 'stops.journal'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'azukari-merge-'))
})
afterEach(() => rm(root, { recursive: true }))

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, folder, name)), { recursive: true })
    await writeFile(join(root, folder, name), text)
  }
  return join(root, folder)
}

describe('The journal of the first machine’s own disk', () => {
  const whole = { [stops]: 'one\ntwo\n', [leaves(0)]: 'a\nb\n' }
  const table = [
    // on that disk                                        in the copy                          what is said
    [whole, whole, { ok: true, bytes: 0 }],
    [whole, { [stops]: 'one\n' }, { ok: true, bytes: 8 }],
    [whole, { [stops]: 'one\nt', [leaves(0)]: '' }, { ok: true, bytes: 7 }],
    [{ ...whole, [leaves(65_536)]: 'c\n' }, whole, { ok: true, bytes: 2 }],
    [whole, {}, { ok: true, bytes: 12 }],
    [{}, whole, { ok: false, because: 'nothing-there' }],
    [{ [leaves(0)]: 'a\nb\n' }, {}, { ok: false, because: 'nothing-there' }],
    [{ ...whole, [stops]: 'one\n' }, whole, { ok: false, because: 'older' }],
    [{ [stops]: 'one\ntwo\n' }, whole, { ok: false, because: 'older' }],
    [{ ...whole, [stops]: 'eno\ntwo\nthree\n' }, whole, { ok: false, because: 'another-journal' }],
    [{ ...whole, [leaves(0)]: 'a\nc\n' }, whole, { ok: false, because: 'another-journal' }],
  ] as const
  it.each(table)('with %j, beside a copy with %j: %j', async (theirs, ours, said) => {
    const from = await write('first', theirs)
    const copy = await write('copy', ours)
    expect(await weighMerge(from, copy)).toEqual(said)
    if (!said.ok) return
    await merge(from, copy)
    for (const [name, text] of Object.entries(theirs))
      expect(await readFile(join(copy, name), 'utf8')).toBe(text)
    // Broken off and run again, nothing is there twice.
    expect(await weighMerge(from, copy)).toEqual({ ok: true, bytes: 0 })
  })
})
