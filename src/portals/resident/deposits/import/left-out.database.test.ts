import { describe, expect, it } from 'vitest'
import { aResident } from '../../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { sendFile } from '../../../../../test/support/send-file.ts'
import { appleXml, record } from '../../../../vault/importers/fixtures.ts'

const { city, portal } = await aCityWithPages()

async function previewOf(...records: string[]) {
  const browser = await portal.signedIn(await aResident(city))
  const address = await sendFile(browser, Buffer.from(appleXml(...records)))
  const read = async (locale: string) => {
    const page = await browser.open(`${address}?lang=${locale}`)
    return { ...page, text: textOf(await browser.open(address)), body: (await browser.open(address)).body }
  }
  return { address, browser, read }
}

const unknown = record({ type: 'HKQuantityTypeIdentifierToothbrushTorque' })

describe('The preview of a file that holds nothing we keep', () => {
  it.each([
    ['ja', 'お預かりできる記録が、このファイルにはありません'],
    ['ja-easy', 'この ファイルに 預かれる 記録は ありません'],
    ['en', 'There is no record in this file that we can keep'],
  ])('says so in %s and offers only to leave it', async (locale, said) => {
    const { address, read } = await previewOf(unknown)
    const { text, body } = await read(locale)
    expect(text.replaceAll(' ', '')).toContain(said.replaceAll(' ', ''))
    expect(text).not.toMatch(/とくに大切な情報|especially sensitive/u)
    expect(text).toContain('HKQuantityTypeIdentifierToothbrushTorque')
    expect(body).not.toContain(`${address}/confirm`)
    expect(body).not.toContain('type="checkbox"')
    expect(body).toContain(`${address}/discard`)
  })

  it('and holds only careful data still asks', async () => {
    const { address, read } = await previewOf(
      record({
        type: 'HKCategoryTypeIdentifierMenstrualFlow',
        unit: null,
        value: 'HKCategoryValueMenstrualFlowLight',
      }),
    )
    const { text, body } = await read('ja')
    expect(text).toContain('とくに大切な情報だけが入っています。')
    expect(body).toContain(`${address}/confirm`)
    expect(body).toContain('type="checkbox"')
  })
})

describe('What is left out unless it is chosen', () => {
  const cycleOn = (...days: string[]) =>
    days.map((day) =>
      record({
        type: 'HKCategoryTypeIdentifierMenstrualFlow',
        unit: null,
        value: 'HKCategoryValueMenstrualFlowLight',
        startDate: `${day} 08:00:00 +0900`,
        endDate: `${day} 08:10:00 +0900`,
      }),
    )

  it.each([
    ['ja', '月経などの記録', '2026年9月28日（月）〜2026年10月1日（木）の2件です。'],
    ['ja-easy', 'せいりなどの きろく', '2026年9月28日（月）から 2026年10月1日（木）まで、2件 あります。'],
    ['en', 'Reproductive health', '2 records, from Monday 28 September 2026 to Thursday 1 October 2026.'],
  ])('says in %s beside its box how much there is, and from when to when', async (locale, name, amount) => {
    const { read } = await previewOf(record(), ...cycleOn('2026-09-28', '2026-10-01'))
    const { body } = await read(locale)
    const [box = '', label = '', hint = ''] =
      /<input[^>]*alsoChosen[^>]*aria-describedby="[^"]+"[^>]*>.*?<label[^>]*>(.*?)<\/label><p[^>]*>(.*?)<\/p>/su.exec(
        body,
      ) ?? []
    expect(box).toContain('value="reproductive.cycle"')
    expect(textOf({ body: label })).toBe(name)
    expect(textOf({ body: hint }).replaceAll(/ (?=\P{ASCII})|(?<=\P{ASCII}) /gu, '')).toContain(
      amount.replaceAll(/ (?=\P{ASCII})|(?<=\P{ASCII}) /gu, ''),
    )
  })

  it('names one day alone where all of it is of one day', async () => {
    const { text } = await (await previewOf(...cycleOn('2026-10-01'))).read('ja')
    expect(text.replaceAll(' ', '')).toContain('2026年10月1日（木）の1件です。')
  })
})

describe('What is left out', () => {
  it('goes by the name a resident knows, and what nobody knows by plain words', async () => {
    const { read } = await previewOf(record(), record(), record({ unit: 'furlong' }), unknown)
    const { text } = await read('ja')
    expect(text).toMatch(/歩数 .{0,20}同じ記録が、ほかにもあります。/u)
    expect(text).toMatch(/歩数（furlong） .{0,20}単位が分からない/u)
    expect(text).not.toContain('StepCount')
    expect(text).toContain('そのほかの記録（HKQuantityTypeIdentifierToothbrushTorque）')
  })
})
