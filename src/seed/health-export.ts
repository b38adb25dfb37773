import { Readable } from 'node:stream'
import { addDays, localDayOf, type LocalDay } from '../kernel/index.ts'
import type { ByteSource } from '../vault/index.ts'

const days = 120

/** A made-up Apple Health export of the last four months: steps by the hour, weight once a week. The same every time. */
export function madeUpHealthExport(now: Date, birthDate: LocalDay): ByteSource {
  const records = Array.from({ length: days }, (_, index) => localDayOf(addDays(now, index - days))).flatMap(
    (day, index) => [...stepsOf(day, index), ...(index % 7 === 0 ? [weightOf(day, index)] : [])],
  )
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<HealthData locale="ja_JP">',
    `<Me HKCharacteristicTypeIdentifierDateOfBirth="${birthDate}"/>`,
    ...records,
    '</HealthData>',
  ].join('\n')
  const bytes = Buffer.from(text)
  return {
    name: 'export.xml',
    size: bytes.length,
    stream: (start, end) => Readable.from([bytes.subarray(start, end)]),
  }
}

/** Two walks a day, longer at the weekend; one day in nine without the watch. */
function stepsOf(day: LocalDay, index: number): string[] {
  if (index % 9 === 4) return []
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? 1_400 : 0
  return [8, 17].map((hour) => {
    const steps = 1_900 + weekend + ((index * 977 + hour * 131) % 1_700)
    const time = String(hour).padStart(2, '0')
    return record(
      'HKQuantityTypeIdentifierStepCount',
      'count',
      [`${day} ${time}:00`, `${day} ${time}:40`],
      steps,
    )
  })
}

function weightOf(day: LocalDay, index: number): string {
  const weightKg = (61.8 - index * 0.011 + ((index * 7) % 5) / 10).toFixed(1)
  return record('HKQuantityTypeIdentifierBodyMass', 'kg', [`${day} 07:10`, `${day} 07:10`], weightKg)
}

function record(type: string, unit: string, [start, end]: [string, string], value: number | string): string {
  return `<Record type="${type}" sourceName="Watch" unit="${unit}" startDate="${start}:00 +0900" endDate="${end}:00 +0900" value="${value}"/>`
}
