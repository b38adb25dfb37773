import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../kernel/index.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { NoteSigner } from '../notes/note-signer.ts'
import { appendLeaves } from './append-leaves.ts'
import { CheckpointKeeper, type KeptOutside } from './checkpoint-keeper.ts'
import { KeyJournal, reconcileKeys } from './key-journal.ts'
import { LeafJournal } from './leaf-journal.ts'
import { logKeyMissing, LogKeyMissing, openLogKey } from './log-key.ts'
import { isAnyWaiting } from './log-store.ts'
import { reconcile } from './reconcile.ts'
import { endLease, renewLease, sequencerLeaseMs, takeLease } from './sequencer-lease.ts'

/** A leaf waits this long at most before it is looked for; together with its batch, a second. */
const lookEveryMs = 250
const renewEveryMs = sequencerLeaseMs / 5
/** Who is not the sequencer asks this often whether to become it. */
const askEveryMs = 1_000
const interrupted = 'the sequencer was interrupted'

export interface SequencerOptions {
  tenant: Pick<
    Tenant,
    'id' | 'keys' | 'hosts' | 'clock' | 'lease' | 'journal' | 'journalDirectory' | 'secondMachine'
  >
  /** Address of the login `sequencer`. */
  connection: string
  log: Log
  /** Where the newest checkpoint goes from time to time. Nowhere, unless named. */
  outside?: KeptOutside
}

export interface Sequencer {
  /** Ends the lease, so that another process need not wait for it. */
  stop(): Promise<void>
}

/**
 * Makes leaves of what waits, until stopped. Every process may run one: at any time one of them appends. A database or a
 * key store that goes away is waited for.
 */
export function startSequencer({ tenant, connection, log: parent, outside }: SequencerOptions): Sequencer {
  const log = parent.with({ tenant: tenant.id })
  const pool = openPool({ url: connection, name: 'azukari-sequencer', max: 1, patienceMs: 30_000 })
  const stopping = new AbortController()
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined)
  const lead = async (taken: number) => {
    const directory = join(tenant.journalDirectory, 'leaves')
    await reconcileKeys(pool, new KeyJournal(directory))
    const signer = await openLogKey(pool, tenant)
    const mayCommit = async () => mayLead() && ((await tenant.secondMachine?.hasLeaves()) ?? true)
    const journal = new LeafJournal({ directory, keystore: tenant.journal.keystore, mayCommit })
    const token = await reconcile(pool, taken, signer, journal, tenant.clock.now())
    if (token === 'lost') return
    const keeper = outside && new CheckpointKeeper(pool, token, tenant, outside, log)
    const held = { token, signer, journal, keeper, clock: tenant.clock, mayLead }
    await append(pool, held, stopping.signal, pause).finally(() => keeper?.stop())
  }
  const mayLead = () => tenant.lease.held(tenant.lease.term())
  const work = async () => {
    while (!stopping.signal.aborted) {
      try {
        // What may not be delivered from may not be signed either: it could be an older log.
        const token = mayLead() ? await takeLease(pool) : undefined
        if (token !== undefined) await lead(token)
      } catch (error) {
        log.error(error instanceof LogKeyMissing ? `nothing is logged: ${logKeyMissing.en}` : interrupted, {
          error,
        })
      }
      await pause(askEveryMs)
    }
  }
  const working = work()
  return {
    stop: async () => {
      stopping.abort()
      await working
      await pool.end()
    },
  }
}

/** What one has who may append. */
interface Lead {
  token: number
  signer: NoteSigner
  journal: LeafJournal
  keeper: CheckpointKeeper | undefined
  clock: Clock
  /** Whether this process is (still) admitted to its database. */
  mayLead: () => boolean
}

/** While this token is the newest. */
async function append(
  pool: Pool,
  { token, signer, journal, keeper, clock, mayLead }: Lead,
  stopping: AbortSignal,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  let renewed = performance.now()
  while (!stopping.aborted && mayLead()) {
    keeper?.look()
    const due = performance.now() - renewed > renewEveryMs
    if (await isAnyWaiting(pool)) {
      const appended = await appendLeaves(pool, token, signer, journal, clock.now())
      if (appended === 'lost') return
      renewed = performance.now()
      if (appended > 0) continue
    } else if (due) {
      if (!(await renewLease(pool, token))) return
      renewed = performance.now()
    }
    await pause(lookEveryMs)
  }
  // Whoever takes the lease next shall find the file at rest.
  await keeper?.stop()
  await endLease(pool, token)
}
