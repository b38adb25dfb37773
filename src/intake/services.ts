import type { Log } from '../platform/log.ts'

export interface IntakeServices {
  spoolDirectory: string
  uploadLimitBytes: number
  log: Log
}
