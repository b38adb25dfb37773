import { rm } from 'node:fs/promises'
import { dayMs } from '../kernel/index.ts'
import { backupsIn } from './place.ts'

/**
 * Deletes the key store's backups of a city that are older than the limit: an erasure is final only when no copy of the
 * keys is left.
 * @returns the folders that are gone
 */
export async function deleteOldKeys(
  directory: string,
  tenant: string,
  limit: { days: number; now: Date },
): Promise<string[]> {
  const old = (await backupsIn(directory, 'keys')).filter(
    (one) => one.tenant === tenant && limit.now.getTime() - one.takenAt.getTime() > limit.days * dayMs,
  )
  for (const { folder } of old) await rm(folder, { recursive: true })
  return old.map(({ folder }) => folder)
}
