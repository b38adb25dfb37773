import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../../test/support/app.ts'
import { agree, aResident, aUse, aVendor } from '../../../test/support/city.ts'
import { leave } from '../../leaving/index.ts'
import type { ResidentId } from '../../residents/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)

interface Listed {
  because: string | null
  uses: { useId: string; items: { item: string; sensitive: boolean; allowed: boolean }[] }[]
  next: string | null
}

async function asking(residentId: ResidentId) {
  const { access } = await app.tokens(residentId)
  return async (query = '') => {
    const { status, body } = await callMe(scene, access, 'GET', `/me/v1/uses/open${query}`)
    return { status, ...(body as unknown as Listed) }
  }
}

describe('What a resident can choose, asked by an app', () => {
  it('is each open use once, page by page, with how each item stands', async () => {
    const vendor = await aVendor(city)
    const uses = [
      await aUse(city, vendor, { items: ['activity.steps', 'medical.medication'] }),
      await aUse(city, vendor, { purpose: 'research' }),
      await aUse(city, vendor),
    ]
    await aUse(city, vendor, { standing: 'suspended' })
    await aUse(city, await aVendor(city))
    const residentId = await aResident(city)
    await agree(city, residentId, uses[0]!, ['activity.steps'])
    const ask = await asking(residentId)
    const seen: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: Listed = await ask(`?vendorId=${vendor.vendorId}&limit=2${after && `&after=${after}`}`)
      expect(page.because).toBeNull()
      seen.push(...page.uses.map(({ useId }) => useId))
      after = page.next
    }
    expect(seen).toEqual(uses.map(({ useId }) => useId).toSorted())
    const { uses: all } = await ask(`?vendorId=${vendor.vendorId}`)
    expect(all.find(({ useId }) => useId === uses[0]!.useId)?.items).toEqual([
      { item: 'activity.steps', sensitive: false, allowed: true },
      { item: 'medical.medication', sensitive: true, allowed: false },
    ])
    const research = await ask(`?vendorId=${vendor.vendorId}&purpose=research`)
    expect(research.uses.map(({ useId }) => useId)).toEqual([uses[1]!.useId])
    const found = await ask(`?vendorId=${vendor.vendorId}&words=${encodeURIComponent('大学 研究')}`)
    expect(found.uses.map(({ useId }) => useId)).toEqual([uses[1]!.useId])
    expect((await ask('?purpose=anything')).status).toBe(400)
  })

  it('is nothing for who takes part no more, and says why', async () => {
    const residentId = await aResident(city)
    const ask = await asking(residentId)
    expect((await ask()).uses.length).toBeGreaterThan(0)
    const before = await ask()
    expect(before.because).toBeNull()
    await leave(city, { residentId, sessionHash: null, channel: 'web' }, 'left')
    const after = await ask()
    // Who has left has no app any more; nothing is listed in either case.
    expect(after.uses ?? []).toEqual([])
  })
})
