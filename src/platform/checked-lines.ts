/**
 * A file that is only ever added to: lines of JSON, each with a check of its own, synced before anybody is told. Several
 * processes may write at once: what is written together goes out in one piece.
 */
import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { link, mkdir, open, readFile, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Begins a file, whole or not at all. Throws (`EEXIST`) when it is there. */
export async function createLines(path: string, lines: readonly object[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}.${randomUUID()}`
  try {
    const handle = await open(beside, 'wx', 0o600)
    try {
      await writeSynced(handle, lines.map(lineOf).join(''))
    } finally {
      await handle.close()
    }
    await link(beside, path)
  } finally {
    await rm(beside, { force: true })
  }
  await syncDirectory(dirname(path))
}

/** Throws (`ENOENT`) when there is no file: one that was taken away must not begin anew unnoticed. */
export async function appendLines(path: string, lines: readonly object[]): Promise<void> {
  const handle = await open(path, constants.O_RDWR | constants.O_APPEND)
  try {
    const cutOff = (await endsWithLineBreak(handle)) ? '' : `${cutOffMark}\n`
    await writeSynced(handle, cutOff + lines.map(lineOf).join(''))
  } finally {
    await handle.close()
  }
}

/** As far as this, a line that says what a file is. */
const firstLineBytes = 1_024

/** undefined when it is not what was written. Throws (`ENOENT`) when there is no file. */
export async function readFirstLine(path: string): Promise<unknown> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(firstLineBytes), 0, firstLineBytes, 0)
    return parsed(buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '')
  } finally {
    await handle.close()
  }
}

/** undefined when there is no file; `damaged` when a whole line of it is not what was written. */
export async function readLines(path: string): Promise<unknown[] | 'damaged' | undefined> {
  const text = await readFile(path, 'utf8').catch((fault: unknown) => {
    if (hasCode(fault, 'ENOENT')) return undefined
    throw fault
  })
  if (text === undefined) return undefined
  const lines = text.split('\n')
  // After the last line break comes nothing, or what a crash cut off: nobody was told of that.
  lines.pop()
  const read = lines.filter((line) => !line.endsWith(cutOffMark)).map(parsed)
  return read.includes(undefined) ? 'damaged' : read
}

/** So that a new name, or a changed one, survives a crash, too. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function hasCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === code
}

/** Stands behind half a line that a crash or a full disk left: nobody was told of it, so it is no damage. */
const cutOffMark = '~'

async function endsWithLineBreak(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat()
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
  return buffer.toString('latin1') === '\n'
}

async function writeSynced(handle: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  const { bytesWritten } = await handle.write(bytes)
  if (bytesWritten !== bytes.length) throw new Error('the disk is full: not every line was written')
  await handle.datasync()
}

function lineOf(content: object): string {
  const json = JSON.stringify(content)
  return `${checkOf(json)} ${json}\n`
}

const checkOf = (json: string) => createHash('sha256').update(json).digest('hex').slice(0, 16)

/** undefined when the line does not match its check. */
function parsed(line: string): unknown {
  const json = line.slice(17)
  return line.slice(0, 17) === `${checkOf(json)} ` ? JSON.parse(json) : undefined
}
