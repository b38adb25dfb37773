import { addDays, localDayOf } from '../../src/kernel/index.ts'
import type { ByteSource } from '../../src/vault/index.ts'
import { bytes } from './city.ts'

/** An Apple Health export of `days` days up to yesterday, each with `samples` walks: as much data as a test needs. */
export function walksFile(now: Date, days: number, samples: number): ByteSource {
  const records: string[] = []
  for (let back = 1; back <= days; back += 1) {
    const day = localDayOf(addDays(now, -back))
    for (let sample = 0; sample < samples; sample += 1) {
      const minute = (at: number) =>
        `${day} ${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:00 +0900`
      records.push(
        `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" ` +
          `startDate="${minute(300 + sample * 2)}" endDate="${minute(301 + sample * 2)}" value="${100 + sample}"/>`,
      )
    }
  }
  const text = `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">${records.join('\n')}</HealthData>`
  return bytes('export.xml', Buffer.from(text))
}
