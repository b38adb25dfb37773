import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whether this folder may be written or, where it is not there yet, be made. Nothing is made to find out. */
export function mayWriteIn(folder: string): boolean {
  try {
    const found = statSync(folder, { throwIfNoEntry: false })
    if (!found) return mayWriteIn(dirname(folder))
    accessSync(folder, constants.W_OK | constants.X_OK)
    return found.isDirectory()
  } catch {
    // Not ours to write, or below something that is no folder (ENOTDIR).
    return false
  }
}
