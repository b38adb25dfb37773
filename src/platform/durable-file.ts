/** Files that are on the disk when the promise says so: a crash or a power cut leaves the old or the new one. */
import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Written beside, put on the disk and renamed. */
export async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  const beside = `${file}.${randomUUID()}`
  try {
    const handle = await open(beside, 'wx', mode)
    await handle
      .writeFile(text)
      .then(() => handle.sync())
      .finally(() => handle.close())
    await rename(beside, file)
  } catch (fault) {
    await rm(beside, { force: true })
    throw fault
  }
  await syncFolderOf(file)
}

/** Adds to the end of a file that begins with `from` bytes worth keeping; what stood behind them is cut. */
export async function appendToFile(file: string, from: number, text: string): Promise<void> {
  // O_APPEND: should another write at the same moment, neither is written over.
  const handle = await open(file, 'a', 0o644)
  try {
    if ((await handle.stat()).size > from) await handle.truncate(from)
    await handle.appendFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await syncFolderOf(file)
}

/** Gives a file or folder that is of no use where it lies another name, and says which; null when there is none. */
export async function putAside(path: string): Promise<string | null> {
  const aside = asideOf(path)
  try {
    await rename(path, aside)
  } catch (fault) {
    if (hasCode(fault, 'ENOENT')) return null
    throw fault
  }
  await syncFolderOf(path)
  return aside
}

/** The same by a second name: what will be written in its place is the next thing to happen. */
export async function alsoAside(file: string): Promise<string | null> {
  const aside = asideOf(file)
  try {
    await link(file, aside)
  } catch (fault) {
    if (hasCode(fault, 'ENOENT')) return null
    throw fault
  }
  return aside
}

const asideOf = (path: string) => `${path}.${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`

/** Makes a folder and those above it, on the disk when it returns. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolderOf(made)
}

/** A new name, or one that is gone, is on the disk once its folder is. */
export function syncFolderOf(file: string): Promise<void> {
  return syncFolder(dirname(file))
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** Whether that is what the system says, such as `ENOENT`. */
export function hasCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === code
}
