/** Files that a partner brings, and that nothing of one is left. */
import { expect } from 'vitest'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { holdingsOf } from '../../src/vault/index.ts'
import { bytes } from './city.ts'

/** Steps, a weight, and what stays out unless it is chosen by name. */
export const mixed = bytes(
  'export.xml',
  Buffer.from(
    '<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">' +
      [
        'type="HKQuantityTypeIdentifierStepCount" unit="count" value="100"',
        'type="HKQuantityTypeIdentifierBodyMass" unit="kg" value="61.5"',
        'type="HKCategoryTypeIdentifierMenstrualFlow" value="HKCategoryValueVaginalBleedingLight"',
      ]
        .map(
          (rest) =>
            `<Record sourceName="Watch" startDate="2026-11-03 12:00:00 +0900" endDate="2026-11-03 12:10:00 +0900" ${rest}/>`,
        )
        .join('') +
      '</HealthData>',
  ),
)
/** Steps of somebody who was born then. */
export const named = (birthDate: string) =>
  bytes(
    'export.xml',
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP"><Me HKCharacteristicTypeIdentifierDateOfBirth="${birthDate}"/>` +
        '<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" startDate="2026-11-04 12:00:00 +0900" endDate="2026-11-04 12:10:00 +0900" value="9"/></HealthData>',
    ),
  )

/** Nothing of it lies anywhere, sealed or not. */
export async function expectNothingOf(city: Tenant, residentId: ResidentId): Promise<void> {
  for (const table of ['envelopes', 'staged_envelopes']) {
    const { rows } = await city.database.query<{ n: number }>(
      `with set as (select set_config('azukari.resident_id', $1, true))
       select count(*)::int as n from set, vault.${table} where resident_id = $1::uuid`,
      [residentId],
    )
    expect(rows[0]?.n, table).toBe(0)
  }
  expect(await holdingsOf(city, residentId)).toEqual([])
}
