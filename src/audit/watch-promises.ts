import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { countWaitingEntries } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { countOverdue, promisedWithinMs } from '../proof/index.ts'

const lookEveryMs = 15_000

type City = Pick<Tenant, 'id' | 'database' | 'clock' | 'lease' | 'secondMachine'>

/** What an operator should be woken for: each is 0 as long as every promise is kept. */
export function promiseMetrics(metrics: Metrics) {
  const gauge = (name: `azukari_${string}`, help: string) => metrics.gauge({ name, help, labels: ['tenant'] })
  return {
    overdue: gauge(
      'azukari_log_overdue_commitments',
      'Commitments that wait for the log longer than their receipts promise',
    ),
    unwritten: gauge(
      'azukari_stop_journal_unwritten_entries',
      'Stops and erasures that are not in the stop journal yet, and so are not confirmed',
    ),
    closed: gauge(
      'azukari_deliveries_closed',
      '1 while this process delivers nothing: its database was not admitted, or does not answer',
    ),
    standbyLost: gauge(
      'azukari_standby_lost',
      '1 while the second machine does not know everything; nothing is delivered until it does',
    ),
  }
}

/** Looks every quarter of a minute, until stopped. What cannot be looked at is no promise kept: `closed` is 1 then. */
export function watchPromises(
  tenant: City,
  metrics: ReturnType<typeof promiseMetrics>,
  log: Log,
  everyMs = lookEveryMs,
): { stop: () => Promise<void> } {
  const labels = { tenant: tenant.id }
  const look = async () => {
    metrics.closed.set(labels, tenant.lease.held(tenant.lease.term()) ? 0 : 1)
    metrics.standbyLost.set(labels, tenant.secondMachine?.problem === undefined ? 0 : 1)
    try {
      const before = new Date(tenant.clock.now().getTime() - promisedWithinMs)
      metrics.overdue.set(labels, await countOverdue(tenant.database, before))
      metrics.unwritten.set(labels, await countWaitingEntries(tenant.database))
    } catch (error) {
      log.warn('the promises could not be looked at', { tenant: tenant.id, error })
    }
  }
  let looking = look()
  const timer = setInterval(() => (looking = look()), everyMs)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      return looking
    },
  }
}
