import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allOf } from '../../test/support/all-of.ts'
import { anImport, aResident, bytes, stepsFile } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { LocalDay } from '../kernel/index.ts'
import { zipOf } from './importers/fixtures.ts'
import { confirmDeposit, daysOf, findDeposit, readImport } from './index.ts'

const day = '2026-11-01' as LocalDay

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

async function exportWithElectrocardiogram(name: string, born: string) {
  const steps = await buffer(stepsFile({ [day]: 5 }).stream())
  const ecg = `名前,${name}\n生年月日,"${born}"\n記録日,2026-11-01 08:00:00 +0900\n\n12.5\n`
  const entries = { 'export.xml': steps, 'electrocardiograms/ecg_2026-11-01.csv': ecg }
  return bytes('export.zip', await zipOf(entries))
}

describe('A zip with an electrocardiogram', () => {
  test.each([
    // name        birth date    doubt                 until the resident says it is theirs
    ['青葉　花子', '1950/04/01', null, 'done'],
    ['青葉 太郎', '1950/04/01', 'name-differs', 'another-person'],
    ['Hanako Aoba', '1950/04/01', 'name-differs', 'another-person'],
    ['青葉 花子', '1980/01/01', 'birth-date-differs', 'another-person'],
  ])('of %s, born %s: %s, %s', async (name, born, doubt, answer) => {
    const residentId = await aResident(tenant)
    const file = await exportWithElectrocardiogram(name, born)
    const importId = await anImport(tenant, residentId, file)
    await readImport(tenant, residentId, importId, file)
    expect((await findDeposit(tenant, residentId, importId))?.summary?.doubt).toBe(doubt)

    const confirmed = async (isMine: boolean) => {
      const wishes = { alsoChosen: [], notWanted: [], isMine }
      const outcome = await confirmDeposit(tenant, residentId, importId, wishes)
      const kept = await allOf(daysOf(tenant, residentId, 'activity.steps', { from: day, to: day }))
      return [outcome.ok ? 'done' : outcome.because, kept.length]
    }
    expect(await confirmed(false)).toEqual([answer, answer === 'done' ? 1 : 0])
    if (answer !== 'done') expect(await confirmed(true)).toEqual(['done', 1])
  })
})
