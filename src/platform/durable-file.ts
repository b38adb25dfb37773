/** Files that are on the disk when the promise says so: a crash or a power cut leaves the old or the new one. */
import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
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

/** Gives a file that is of no use where it lies another name, and says which; null when there is none. */
export async function putAside(file: string): Promise<string | null> {
  const aside = `${file}.${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`
  try {
    await rename(file, aside)
  } catch (fault) {
    if (hasCode(fault, 'ENOENT')) return null
    throw fault
  }
  await syncFolderOf(file)
  return aside
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
