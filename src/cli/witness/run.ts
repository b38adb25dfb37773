import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../kernel/index.ts'
import { lockInstance } from '../../platform/instance-lock.ts'
import { StartProblem } from '../../platform/start-problem.ts'
import { exitCodes } from '../../supervisor/index.ts'
import { LogAsked, visitLog, WitnessFiles, type Visit, type WatchedLog } from '../../witness/index.ts'
import * as words from './words.ts'

interface Running {
  /** Undefined: one round. */
  everyMs: number | undefined
  json: boolean
}

/**
 * Rounds over the logs of this folder. @returns the exit code: of one round whether each log was cosigned; of many, which
 * end by a signal, that they were ended
 */
export async function runWitness(folder: string, { everyMs, json }: Running): Promise<number> {
  const files = new WitnessFiles(folder)
  const signer = await files.signer()
  // Two at once could remember the older of two checkpoints last (C2SP tlog-witness, add-checkpoint).
  const lock = await lockInstance(folder)
  if (!lock.ok) {
    process.stderr.write(`${words.runsAlready.ja}\n${words.runsAlready.en}\n`)
    return exitCodes.alreadyRunning
  }
  const ending = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort())
  try {
    for (;;) {
      const logs = await files.logs()
      if (logs.length === 0) throw new StartProblem(words.noLogs)
      let isWell = true
      for (const log of logs) {
        const visiting = { files, log: new LogAsked(log.address), signer, clock: systemClock }
        const visit = await visitLog(log, visiting)
        tell(log, visit, json)
        isWell &&= visit.ok
      }
      if (everyMs === undefined) return isWell ? exitCodes.ended : exitCodes.failed
      await sleep(everyMs, undefined, { signal: ending.signal }).catch(() => undefined)
      if (ending.signal.aborted) return exitCodes.ended
    }
  } finally {
    await lock.release()
  }
}

/** What is well goes to stdout, what a person has to look at to stderr; JSON goes to stdout, a line for each log. */
function tell({ key, address }: WatchedLog, visit: Visit, json: boolean): void {
  if (json) console.log(JSON.stringify({ log: key.name, url: address.href, ...visit }))
  else if (visit.ok) console.log(words.cosigned(key.name, visit))
  else process.stderr.write(`${words.alarm(key.name, visit)}\n`)
}
