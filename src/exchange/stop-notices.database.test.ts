import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { ItemCode } from '../catalog/index.ts'
import { historyOf } from './history.ts'
import { stop } from './stop.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

describe('What a company is told of a stop', () => {
  async function linesAfterAStop(given: readonly ItemCode[]) {
    const use = await aUse(city, await aVendor(city), {
      items: ['activity.steps', 'body.weight', 'heart.rate'],
    })
    const resident = await aResident(city)
    await deposit(city, resident, stepsFile({ '2026-11-01': 4_000 }))
    for (const item of given) await agree(city, resident, use, [item])
    await readAsCompany(city, use)
    await agree(city, resident, use, ['body.weight'])
    await stop(city, by(resident), { useId: use.useId, items: null })
    let text = ''
    await readAsCompany(city, use, { onWrite: (lines) => Promise.resolve(void (text += lines)) })
    const lines = text.split('\n').filter((line) => line !== '')
    const page = await historyOf(city, resident, { before: null, limit: 10 })
    return {
      stopped: lines.map((line) => JSON.parse(line) as StopLine).filter(({ type }) => type === 'stopped'),
      named: page.filter(({ kind }) => kind === 'refusal').length,
    }
  }

  interface StopLine {
    type: string
    items: ItemCode[]
  }

  it('names the items it has received, and none of which it did not know', async () => {
    const { stopped, named } = await linesAfterAStop(['activity.steps', 'heart.rate'])
    expect(stopped).toMatchObject([{ items: ['activity.steps'] }])
    expect(named).toBe(1)
  })

  it('is nothing when of what was stopped it has received nothing', async () => {
    expect(await linesAfterAStop(['heart.rate'])).toEqual({ stopped: [], named: 0 })
  })

  it('is nothing when only what it never received is stopped', async () => {
    const use = await aUse(city, await aVendor(city))
    const resident = await aResident(city)
    await deposit(city, resident, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, resident, use)
    await readAsCompany(city, use)
    await stop(city, by(resident), { useId: use.useId, items: ['body.weight'] })
    let text = ''
    await readAsCompany(city, use, { onWrite: (lines) => Promise.resolve(void (text += lines)) })
    expect(text).not.toContain('stopped')
    expect((await historyOf(city, resident, { before: null, limit: 10 })).map(({ kind }) => kind)).toEqual([
      'provision',
      'provision',
    ])
  })
})
