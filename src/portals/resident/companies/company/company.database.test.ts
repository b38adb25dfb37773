import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by, deposit, stepsFile } from '../../../../../test/support/city.ts'
import { readAsCompany } from '../../../../../test/support/company-reads.ts'
import { aResidentWithAPharmacy } from '../../../../../test/support/pharmacy.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { residentsBrowser, switchesOf, textOf } from '../../../../../test/support/resident-page.ts'
import { stop } from '../../../../exchange/index.ts'
import { addDays, localDayOf, type LocalDay } from '../../../../kernel/index.ts'
import { enrolResident, type ResidentId } from '../../../../residents/index.ts'
import { publishUse } from '../../../../review/index.ts'
import { agreeToTerms } from '../../../../../test/support/terms.ts'

const { city, portal } = await aCityWithPages()

describe('A company’s page', () => {
  it('has one switch per item of each use, and no two of the same name', async () => {
    const { vendor, browser, page } = await aResidentWithAPharmacy(city, portal)
    const second = await aUse(city, vendor, { items: ['activity.steps', 'medical.medication'] })
    const title = { ja: '運動の相談', jaEasy: 'うんどうの そうだん', en: 'Advice on exercise' }
    const renamed = { ...second, version: 2, terms: { ...second.terms, title } }
    await publishUse(city.database, renamed, city.clock.now())
    const switches = switchesOf(await browser.open(page))
    expect(switches.map(({ on }) => on).sort()).toEqual([false, false, true, true])
    expect(new Set(switches.map(({ name }) => name)).size).toBe(4)
    for (const { name } of switches) expect(name).toMatch(/^見本薬局 (歩数|体重|薬の記録) \S/u)
  })

  it('turns nothing on by itself: off leads to the consent page, the sensitive item to its own', async () => {
    const vendor = await aVendor(city)
    const use = await aUse(city, vendor, { items: ['activity.steps', 'medical.medication'] })
    const browser = await residentsBrowser(portal, city, await aResident(city))
    const { body } = await browser.open(`/companies/${vendor.vendorId}`)
    expect(body).toContain(`<form method="get" action="/consent/${use.useId}">`)
    expect(body).toContain(`<form method="get" action="/consent/${use.useId}/medical.medication">`)
  })

  it('lists how much of what was announced has left, and nothing that did not', async () => {
    const vendor = await aVendor(city)
    const use = await aUse(city, vendor, { items: ['activity.steps'] })
    const days = Array.from({ length: 510 }, (_, index) => localDayOf(addDays(city.clock.now(), -1 - index)))
    const early = await aResident(city)
    const late = 'ffffffff-ffff-4fff-bfff-ffffffffffff' as ResidentId
    await enrolResident(
      city,
      { name: '遅野 次郎', kana: 'オソノ ジロウ', birthDate: '1951-03-14' as LocalDay },
      late,
    )
    await agreeToTerms(city, late)
    await deposit(city, early, stepsFile(Object.fromEntries(days.map((day) => [day, 1_000]))))
    await deposit(city, late, stepsFile({ '2026-11-01': 4_000 }))
    for (const person of [early, late]) await agree(city, person, use)
    // 500 days are one look, and begun when both stop: of the first ten days are left, and everything of the second.
    let stops: Promise<unknown> | undefined
    await readAsCompany(city, use, {
      onWrite: async () => {
        stops ??= Promise.all(
          [early, late].map((person) => stop(city, by(person), { useId: use.useId, items: null })),
        )
        await sleep(50)
      },
    })
    await stops
    const told = async (person: ResidentId, page: string) =>
      textOf(await (await residentsBrowser(portal, city, person)).open(page))
    for (const page of ['/history', `/companies/${vendor.vendorId}`]) {
      const text = await told(early, page)
      expect(text).toContain('歩数（510日分のうち500日分）')
      expect(text).toContain('一部だけ、わたしました')
    }
    expect(await told(late, '/history')).toContain('わたしていません')
    const table = (await told(late, `/companies/${vendor.vendorId}`)).split('すでにわたしたデータ')[1]
    expect(table).toContain('この会社には、まだ何もわたしていません。')
    expect(table).not.toContain('歩数')
  })

  it('that is not there is not found, whatever the address', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    for (const id of ['5a1e0000-0000-4000-8000-00000000ffff', 'nobody', 'stop']) {
      expect((await browser.open(`/companies/${id}`)).statusCode).toBe(404)
    }
  })

  it('is for those who are signed in', async () => {
    const { page } = await aResidentWithAPharmacy(city, portal)
    for (const url of ['/companies', page]) expect((await portal.browser().open(url)).statusCode).toBe(401)
  })
})
