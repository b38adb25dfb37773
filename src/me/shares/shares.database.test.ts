import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../../test/support/app.ts'
import { aResident, deposit, stepsFile } from '../../../test/support/city.ts'
import { aShare, openedBy } from '../../../test/support/shares.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)

async function somebody() {
  const residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-01': 100 }))
  return { residentId, ...(await app.tokens(residentId, ['me:read'])) }
}

describe('An app that may read', () => {
  it('reads who opened what its resident shows, page by page, and of nobody else', async () => {
    const { residentId, access } = await somebody()
    const { shareId, code } = await aShare(city, residentId, { once: false })
    for (const who of ['青葉 医師', '若葉 医師']) {
      city.clock.set(new Date(city.clock.now().getTime() + 1000))
      await openedBy(city, code, who)
    }
    const stranger = await somebody()
    await openedBy(city, (await aShare(city, stranger.residentId)).code, '見本 医師')
    const read = async (query: string) =>
      (await callMe(scene, access, 'GET', `/me/v1/openings?limit=1${query}`)).body
    const first = await read('')
    expect(first['openings']).toMatchObject([{ shareId, said: '若葉 医師', recordCount: 1 }])
    const second = await read(`&before=${encodeURIComponent(String(first['next']))}`)
    expect(second).toMatchObject({ openings: [{ said: '青葉 医師' }], next: null })
  })
})
