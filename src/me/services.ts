import type { Log } from '../platform/log.ts'

export interface MeServices {
  spoolDirectory: string
  uploadLimitBytes: number
  /** Where the page is that this code opens: of the pages, which stand apart. */
  pathOfShare: (code: string) => string
  log: Log
}
