import type { Log } from '../platform/log.ts'

/** The settable clock of the demonstration. What it is set to counts in every process of this city. */
export interface DemoClock {
  now(): Date
  set(now: Date): Promise<void>
}

/** What pages need besides the tenant of their request. */
export interface PortalServices {
  /** Where an upload lies sealed until it is read; on the data disk, never in memory. */
  spoolDirectory: string
  /** Largest file of a deposit, in bytes as sent. */
  uploadLimitBytes: number
  /** How long copies of the key store are kept: until then they could open what was erased. */
  keyBackupDays: number
  /** null in a real city. */
  demo: { clock: DemoClock } | null
  log: Log
}
