import { describe, expect, it } from 'vitest'
import { aResident, bytes, deposit } from '../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'

const { city, portal } = await aCityWithPages()

/** Heart rates, one every minute from noon of each day. */
function heartRates(days: Readonly<Record<string, readonly number[]>>) {
  const records = Object.entries(days).flatMap(([day, rates]) =>
    rates.map((rate, minute) => {
      const at = `${day} 12:${String(minute).padStart(2, '0')}:00 +0900`
      return `<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" startDate="${at}" endDate="${at}" value="${rate}"/>`
    }),
  )
  return bytes('export.xml', Buffer.from(`<HealthData locale="ja_JP">${records.join('')}</HealthData>`))
}

async function pageOf(days: Readonly<Record<string, readonly number[]>>) {
  const residentId = await aResident(city)
  await deposit(city, residentId, heartRates(days))
  const browser = await portal.signedIn(residentId)
  return textOf(await browser.open('/data/heart.rate'))
}

describe('The page of what is measured', () => {
  it('often in a day tells the lowest and highest value, and calls an average an average', async () => {
    const page = await pageOf({ '2026-11-01': [60, 109], '2026-11-02': [62, 98, 80] })
    expect(page).toMatch(/もっとも小さい値は60回\/分、もっとも大きい値は109回\/分です。/u)
    expect(page).toMatch(/もっとも新しい日の平均 80回\/分 2026年11月2日（月）/u)
    expect(page).not.toMatch(/もっとも新しい値/u)
  })

  it('once a day tells the latest value', async () => {
    const page = await pageOf({ '2026-11-01': [60], '2026-11-02': [62] })
    expect(page).toMatch(/もっとも新しい値 62回\/分 2026年11月2日（月）/u)
    expect(page).not.toContain('図の線は')
  })
})
