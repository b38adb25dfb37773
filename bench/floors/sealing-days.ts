import { newId } from '../../src/kernel/index.ts'
import { sealEnvelope, type EnvelopeId } from '../../src/vault/envelope.ts'
import { readDeposit } from '../../src/vault/importers/index.ts'
import { memoryFile } from '../../src/vault/importers/fixtures.ts'
import { minuteByMinute, recordBytes } from '../../test/support/minute-by-minute.ts'
import type { Floor } from '../job.ts'
import { plainRows } from '../peers/plain-rows.ts'
import { observationsPerDeposit, rateOf, residentsWithOwnItem } from '../workload.ts'

/** What our importer makes of a deposit, and sealing it: without HTTP, a spool, a preview, a database. */
export const sealingDays: Floor = {
  name: 'reading into days and sealing them alone',
  against: [plainRows],
  async open({ city, roundMs }) {
    const [residentId] = residentsWithOwnItem(city)
    const keys = residentId && (await city.tenant.keys.find(residentId))
    if (!keys) throw new Error('the city has no resident with keys')
    const file = memoryFile(Buffer.concat([...minuteByMinute(observationsPerDeposit * recordBytes)]))
    const sealOnce = async () => {
      const result = await readDeposit(file, { now: new Date() })
      if (!result.ok) throw new Error(result.because)
      let samples = 0
      for (const day of result.reading.days)
        samples += sealEnvelope(keys, residentId, newId<EnvelopeId>(), day).count
      return samples
    }
    return { round: () => rateOf(1, roundMs, sealOnce), close: () => Promise.resolve() }
  },
}
