import { rename } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { agree, aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { stop } from '../exchange/index.ts'
import { createLog } from '../platform/log.ts'
import { Metrics } from '../platform/metrics.ts'
import { promisedWithinMs } from '../proof/index.ts'
import { promiseMetrics, watchPromises } from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

it('An operator can see what waits longer than promised, what is not in the journal, and who delivers nothing', async () => {
  const metrics = new Metrics()
  const held = { term: () => 1, held: vi.fn(() => true) }
  const watched = watchPromises({ ...city, lease: held }, promiseMetrics(metrics), createLog('silent'), 20)
  const shown = (what: string, value: number) =>
    vi.waitFor(async () =>
      expect(await metrics.print()).toContain(`azukari_${what}{tenant="${city.id}"} ${String(value)}\n`),
    )
  const everything = async (overdue: number, unwritten: number, closed: number) => {
    await shown('log_overdue_commitments', overdue)
    await shown('stop_journal_unwritten_entries', unwritten)
    await shown('deliveries_closed', closed)
  }
  await everything(0, 0, 0)

  const residentId = await aResident(city)
  await agree(city, residentId, await aUse(city, await aVendor(city)))
  await logEverything(city)
  const journal = city.journal.file.path
  await rename(journal, `${journal}.away`)
  await stop(city, by(residentId), { useId: null, items: null })
  city.clock.advance(promisedWithinMs + 1)
  held.held.mockReturnValue(false)
  await everything(2, 1, 1)

  await rename(`${journal}.away`, journal)
  await city.journal.keep()
  await logEverything(city)
  held.held.mockReturnValue(true)
  await everything(0, 0, 0)
  await watched.stop()
})
