import { join } from 'node:path'
import type { Config } from '../platform/config/index.ts'
import { JournalFile } from '../platform/stop-journal/index.ts'

/** Where a city's journals lie: each city has its own. */
export function journalDirectoryOf(config: Config, tenant: string): string {
  return join(config.journal, tenant)
}

export function journalFileOf(config: Config, tenant: string): JournalFile {
  return new JournalFile(join(journalDirectoryOf(config, tenant), 'stops.journal'))
}

/** The file into which checkpoints go that leave the house: for print and mail. */
export function checkpointsOf(config: Config, tenant: string): string {
  return join(config.dataDirectory, 'checkpoints', `${tenant}.txt`)
}
