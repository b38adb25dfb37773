import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { mayWriteIn } from './may-write-in.ts'

const home = mkdtempSync(join(tmpdir(), 'azukari-folder-'))
writeFileSync(join(home, 'file'), '')
mkdirSync(join(home, 'locked'), { mode: 0o500 })
chmodSync(home, 0o700)
afterAll(() => rmSync(home, { recursive: true }))

// Nothing is locked for root.
const locked = process.getuid?.() === 0

describe('A place for data', () => {
  it.each([
    ['', true],
    ['not/there/yet', true],
    ['file', false],
    ['file/below', false],
    ['locked', locked],
    ['locked/below', locked],
  ])('%j may be written: %s', (path, may) => {
    expect(mayWriteIn(join(home, path))).toBe(may)
  })
})
