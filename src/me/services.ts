import type { Log } from '../platform/log.ts'

export interface MeServices {
  spoolDirectory: string
  uploadLimitBytes: number
  log: Log
}
