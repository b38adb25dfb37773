import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spool, type SealedFile } from './sealed-spool.ts'

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'spool-test-'))
})

afterAll(async () => {
  await rm(directory, { recursive: true })
})

async function* inPieces(bytes: Buffer, pieceBytes: number) {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
  await Promise.resolve()
}

async function spooled(bytes: Buffer, pieceBytes = 1000): Promise<SealedFile> {
  const result = await spool(inPieces(bytes, pieceBytes), { directory, limitBytes: 1e6, name: 'export.zip' })
  if (!result.ok) throw new Error(result.because)
  return result.file
}

const secret = 'planted-value-73.2-kg'

/** What the file behind an open descriptor holds, although it has no name any more. */
async function bytesBehindDescriptors(pid: number | 'self', inDirectory: string): Promise<string> {
  const found: string[] = []
  for (const name of await readdir(`/proc/${String(pid)}/fd`)) {
    const path = `/proc/${String(pid)}/fd/${name}`
    const target = await readlink(path).catch(() => '')
    if (target.startsWith(inDirectory)) found.push(await readFile(path, 'latin1'))
  }
  return found.join('')
}

describe('An upload on disk', () => {
  it('reads back at any position as it was sent', async () => {
    const content = Buffer.from(Array.from({ length: 200_003 }, (_, n) => (n * 7 + (n >> 8)) & 255))
    await using file = await spooled(content, 777)
    expect(file).toMatchObject({ name: 'export.zip', size: content.length })
    expect((await buffer(file.stream())).equals(content)).toBe(true)
    const position = fc.integer({ min: 0, max: content.length })
    await fc.assert(
      fc.asyncProperty(position, position, async (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)]
        expect((await buffer(file.stream(start, end))).equals(content.subarray(start, end))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('may be empty, and ends where it ends', async () => {
    await using file = await spooled(Buffer.alloc(0))
    expect(await buffer(file.stream())).toHaveLength(0)
    await using short = await spooled(Buffer.from('abc'))
    expect(String(await buffer(short.stream(1, 99)))).toBe('bc')
  })

  it('has no name and is nowhere in clear', async () => {
    const content = Buffer.from(`<Record value="${secret}"/>`.repeat(500))
    await using file = await spooled(content)
    expect(file.size).toBe(content.length)
    expect(await readdir(directory)).toEqual([])
    const lying = await bytesBehindDescriptors('self', directory)
    expect(lying).toHaveLength(content.length)
    expect(lying).not.toContain(secret)
  })

  it('is sealed differently each time', async () => {
    const content = Buffer.alloc(4096)
    const seen = async () => {
      await using file = await spooled(content)
      expect(file.size).toBe(4096)
      return await bytesBehindDescriptors('self', directory)
    }
    expect(await seen()).not.toBe(await seen())
  })

  it('cannot be read any more once disposed of', async () => {
    const file = await spooled(Buffer.from(secret))
    await file[Symbol.asyncDispose]()
    await expect(buffer(file.stream())).rejects.toThrow()
  })

  it('above the limit is refused, and nothing stays', async () => {
    const limits = [
      [99, 'too-large'],
      [100, 'taken'],
    ] as const
    for (const [limitBytes, expected] of limits) {
      const result = await spool(inPieces(Buffer.alloc(100), 30), { directory, limitBytes, name: 'x' })
      expect(result.ok ? 'taken' : result.because).toBe(expected)
      if (result.ok) await result.file[Symbol.asyncDispose]()
    }
    expect(await bytesBehindDescriptors('self', directory)).toBe('')
  })

  it('whose sender goes away leaves nothing; the fault is passed on', async () => {
    async function* broken() {
      yield Buffer.from(secret)
      await Promise.resolve()
      throw new Error('connection reset')
    }
    await expect(spool(broken(), { directory, limitBytes: 1e6, name: 'x' })).rejects.toThrow(
      'connection reset',
    )
    expect(await readdir(directory)).toEqual([])
    expect(await bytesBehindDescriptors('self', directory)).toBe('')
  })
})

/** Spools endless secrets slowly, or a megabyte of them at once, into `directory`. */
const program = (endless: boolean, into: string) => `
  import { setTimeout } from 'node:timers/promises'
  import { spool } from ${JSON.stringify(fileURLToPath(new URL('sealed-spool.ts', import.meta.url)))}
  async function* secrets() {
    do {
      yield Buffer.from('${secret}'.repeat(50_000))
      console.log('written')
      if (${String(endless)}) await setTimeout(20)
    } while (${String(endless)})
  }
  const result = await spool(secrets(), { directory: ${JSON.stringify(into)}, limitBytes: 1e12, name: 'x' })
  console.log(result.ok ? 'taken' : result.because)`

const node = ['--import', 'tsx', '--input-type=module', '--eval']

describe('A process that dies', () => {
  it('by kill -9 in the middle of an upload leaves nothing behind', async () => {
    const child = spawn(process.execPath, [...node, program(true, directory)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    const pid = child.pid as number
    expect(await bytesBehindDescriptors(pid, directory)).not.toContain(secret)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await readdir(directory)).toEqual([])
  })
})

/** A disk of half a megabyte in a namespace of its own: works for root and, where allowed, for anybody. */
const fullDisk = (command: string[]) =>
  spawnSync(
    'unshare',
    [
      '--map-root-user',
      '--mount',
      'sh',
      '-c',
      'mount -t tmpfs -o size=512k none "$0" && exec "$@"',
      directory,
      ...command,
    ],
    { encoding: 'utf8' },
  )

describe('A full disk', () => {
  it('is a refusal', (test) => {
    if (fullDisk(['true']).status !== 0) {
      process.stdout.write('skipped: this machine allows no mount namespace\n')
      test.skip()
    }
    const { stdout } = fullDisk([process.execPath, ...node, program(false, directory)])
    expect(stdout.trim().split('\n').at(-1)).toBe('no-space')
  })
})
