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

/** A new name is on the disk once its folder is. */
async function syncFolderOf(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r')
  await folder.sync().finally(() => folder.close())
}
