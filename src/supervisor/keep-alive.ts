import { setTimeout as sleep } from 'node:timers/promises'

const shortestMs = 500
const longestMs = 30_000
/** Having lived this long, a process has earned a fresh start of the waiting times. */
const healthyMs = 60_000

/** Something that runs until it ends by itself or is stopped. */
export interface Running {
  ended: Promise<void>
  stop(): Promise<void>
}

export interface Kept {
  stop(): Promise<void>
}

/** Starts `running` again whenever it ends, waiting twice as long each time, until stopped. */
export function keepAlive(
  first: Running,
  again: () => Promise<Running>,
  tell: (waitMs: number) => void,
): Kept {
  const stopping = new AbortController()
  let current: Running | undefined = first
  const watch = async () => {
    let waitMs = shortestMs
    while (!stopping.signal.aborted) {
      const since = performance.now()
      await current?.ended
      if (stopping.signal.aborted) return
      waitMs = current && performance.now() - since > healthyMs ? shortestMs : waitMs
      tell(waitMs)
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, longestMs)
      // A start that fails is tried again like one that ends; its own words are in the log.
      if (!stopping.signal.aborted) current = await again().catch(() => undefined)
    }
  }
  const watched = watch()
  return {
    stop: async () => {
      stopping.abort()
      await current?.stop()
      await watched
      await current?.stop()
    },
  }
}
