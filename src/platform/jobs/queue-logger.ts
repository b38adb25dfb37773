import { Logger } from 'graphile-worker'
import type { Log } from '../log.ts'

export const silentLogger = new Logger(() => () => undefined)

/**
 * What graphile-worker itself has to say, without its words: they quote errors, and errors quote what they stumbled
 * over. A job that failed is told by the task, with its reason.
 */
export function queueLogger(log: Log): Logger {
  return new Logger(() => (level, _words, { error, failure }) => {
    if (failure || (level !== 'error' && level !== 'warning')) return
    log.warn('the queue of jobs has met a problem', error === undefined ? {} : { error })
  })
}
