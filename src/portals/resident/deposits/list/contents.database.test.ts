import { describe, expect, it } from 'vitest'
import { aResident, stepsFile } from '../../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { sendFile } from '../../../../../test/support/send-file.ts'
import { appleXml, record } from '../../../../vault/importers/fixtures.ts'

const { city, portal } = await aCityWithPages()

const on = (day: string) => ({ startDate: `${day} 08:00:00 +0900`, endDate: `${day} 08:10:00 +0900` })
const of = (type: string, unit: string, value: string, day: string) =>
  record({ type: `HKQuantityTypeIdentifier${type}`, unit, value, ...on(day) })

/** Five items; the cycle is kept only when it is chosen. */
const five = Buffer.from(
  appleXml(
    record(on('2026-03-02')),
    of('BodyMass', 'kg', '61', '2026-03-05'),
    of('HeartRate', 'count/min', '70', '2026-03-04'),
    of('Height', 'cm', '160', '2026-03-03'),
    record({
      type: 'HKCategoryTypeIdentifierMenstrualFlow',
      unit: null,
      value: 'HKCategoryValueMenstrualFlowLight',
      ...on('2026-03-09'),
    }),
  ),
)

async function aPersonWith(...files: Buffer[]) {
  const browser = await portal.signedIn(await aResident(city))
  const addresses: string[] = []
  for (const file of files) addresses.push(await sendFile(browser, file))
  const rowOf = async (address: string, query = '') => {
    if (query !== '') await browser.open(`/deposits?${query}`)
    const { body } = await browser.open('/deposits')
    const row = body.split('<tr').find((each) => each.includes(`href="${address}"`))
    return textOf({ body: `<tr${row}` })
  }
  return { browser, addresses, rowOf }
}

describe('これまでに送ったファイル', () => {
  it.each([
    ['ja', /中身 歩数・体重・身長 ほか2項目 2026年3月2日（月） 〜 2026年3月9日（月）/u],
    ['ja-easy', /なかみ .*・.*・.* ほか 2 ?種類 2026 ?年/u],
    ['en', /Contents Steps, Body weight, Height and 2 more Monday 2 March 2026 to Monday 9 March 2026/u],
  ])(
    'says in %s what a file that waits holds: three names, how many more, and of when',
    async (locale, said) => {
      const { addresses, rowOf } = await aPersonWith(five)
      expect(await rowOf(addresses[0]!, `lang=${locale}`)).toMatch(said)
    },
  )

  it('names of a file that is kept only what was deposited, and of a single day that day', async () => {
    const { browser, addresses, rowOf } = await aPersonWith(five)
    const [address = ''] = addresses
    await browser.open(address)
    await browser.submit(`${address}/confirm`, { isMine: 'yes' })
    expect(await rowOf(address)).toMatch(/ほか1項目 2026年3月2日（月） 〜 2026年3月5日（木）/u)
    await browser.open(address)
    await browser.submit(`${address}/undo`)
    expect(await rowOf(address)).toMatch(/ほか1項目 .*もとにもどしました/u)
  })

  it('tells two files of the same minute apart', async () => {
    const file = async (day: string) =>
      Buffer.concat(
        await stepsFile({ [day]: 1_000 })
          .stream()
          .toArray(),
      )
    const { addresses, rowOf } = await aPersonWith(await file('2026-11-01'), await file('2026-11-02'))
    expect(await rowOf(addresses[0]!)).toMatch(
      /歩数 2026年11月1日（日） いまのようす|歩数 2026年11月1日（日）/u,
    )
    expect(await rowOf(addresses[1]!)).toContain('歩数 2026年11月2日（月）')
  })

  it('says of a refused and of a dropped file that no record of it is left', async () => {
    const { browser, addresses, rowOf } = await aPersonWith(Buffer.from('GIF89a....'), five)
    const [refused = '', dropped = ''] = addresses
    await browser.open(dropped)
    await browser.submit(`${dropped}/discard`)
    for (const address of [refused, dropped]) expect(await rowOf(address)).toContain('記録は残していません')
  })
})
