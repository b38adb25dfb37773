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
