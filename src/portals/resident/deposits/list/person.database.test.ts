import { describe, expect, it } from 'vitest'
import { aResident, stepsFile } from '../../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { contentOf, sendFile } from '../../../../../test/support/send-file.ts'
import { weighings } from '../../../../vault/importers/fixtures.ts'

const { city, portal } = await aCityWithPages()

const at = '2026-10-01T00:00:00Z'
const family = weighings({ at, kg: 61, person: 1 }, { at, kg: 12, person: 3 })
const alone = weighings({ at, kg: 61, person: 1 })
const unnumbered = weighings({ at, kg: 61 })

const signedIn = async () => portal.signedIn(await aResident(city))

describe('The number on the scale', () => {
  it.each([
    ['1', '体重 数 1件'],
    ['１', '体重 数 1件'],
    [' 3 ', '体重 数 1件'],
  ])('“%s” takes the records of that person only', async (person, taken) => {
    const browser = await signedIn()
    const address = await sendFile(browser, family, { name: 'scale.fit', fields: { person } })
    expect(textOf(await browser.open(address))).toContain(taken)
  })

  it.each(['はなこ', '1a', '-1', '1.5', '12345', '１番'])(
    '“%s” is no number: that is said at the field, and no file is taken',
    async (person) => {
      const browser = await signedIn()
      await browser.open('/deposits')
      const file = { field: 'file', name: 'scale.fit', body: alone }
      const page = await browser.upload('/deposits', file, undefined, { person })
      expect(page.statusCode).toBe(422)
      expect(page.body).toMatch(new RegExp(`name="person"[^>]*value="${person}"`, 'u'))
      expect(page.body).toContain('<a href="#person">')
      expect(page.body).toMatch(/<details[^>]*open[^>]*>(?:(?!<\/details>)[^])*id="person-error"/u)
      expect(page.body).not.toContain('id="file-error"')
      expect(textOf(page)).toContain('利用者番号は、数字だけで入れてください。')
      expect(textOf(page)).not.toContain('これまでに送ったファイル')
    },
  )

  it('may be left empty', async () => {
    const browser = await signedIn()
    const body = await contentOf(stepsFile({ '2026-11-01': 4000 }))
    const address = await sendFile(browser, body, { fields: { person: '' } })
    expect(textOf(await browser.open(address))).toContain('内容を確かめてください')
  })
})

describe('A file whose records are not one person’s', () => {
  const table = [
    // what                                 sent        number     said
    ['several people and no number', family, '', '何人かの記録が混ざっています。', '「1」「3」'],
    ['a number that is not there', family, '2', 'その番号の記録がありません。', '「1」「3」'],
    ['another number than the only one', alone, '2', 'その番号の記録がありません。', '「1」'],
  ] as const

  it.each(table)(
    '(%s) is refused, and the numbers in it are named',
    async (_, file, person, why, numbers) => {
      const browser = await signedIn()
      const address = await sendFile(browser, file, { name: 'scale.fit', fields: { person } })
      const refused = await browser.open(address)
      expect(textOf(refused)).toContain(why)
      expect(textOf(refused)).toContain(`このファイルにある番号は${numbers}です。`)
      const again = /href="(\/deposits\?numbers=[-0-9a-f]+)"/u.exec(refused.body)![1]!
      const page = await browser.open(again)
      expect(page.body).toContain('<a href="#person">')
      expect(textOf(page)).toContain(`このファイルにある番号は${numbers}です。`)
      const neighbours = await (await signedIn()).open(again)
      expect(textOf(neighbours)).not.toContain('このファイルにある番号')
    },
  )

  it('says so when the file has no numbers', async () => {
    const browser = await signedIn()
    const address = await sendFile(browser, unnumbered, { name: 'scale.fit', fields: { person: '2' } })
    const text = textOf(await browser.open(address))
    expect(text).toContain('このファイルには、番号がありません。')
  })

  it('names its numbers in plain Japanese and in English, too', async () => {
    const browser = await signedIn()
    const address = await sendFile(browser, family, { name: 'scale.fit' })
    await browser.open('/home?lang=en')
    expect(textOf(await browser.open(address))).toContain('The numbers in this file: 1, 3.')
    await browser.open('/home?lang=ja-easy')
    expect(textOf(await browser.open(address))).toContain('ファイルに ある 番号 は「1」「3」です。')
  })
})
