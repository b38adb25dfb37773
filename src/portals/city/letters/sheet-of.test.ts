import { expect, it } from 'vitest'
import { Personal } from '../../../kernel/index.ts'
import { specimenCity } from '../../ui/specimen.tsx'
import { sheetOf } from './sheet-of.ts'

const both = (text: string) => ({ ja: text, en: text })
const { phone } = specimenCity.contact
const city = { name: both('みその市'), contact: { name: both('相談窓口'), hours: both('平日'), phone } }
const to = new Personal({ name: '青葉 花子', address: { postalCode: '0000001', text: 'みその市' } })
const textFor = (kinds: readonly string[]) =>
  sheetOf({ number: '1-1', to, locale: 'ja', kinds } as never, city as never).lines.join('')

it('The last letter to an address of before says so and whom to call, and has no number', () => {
  const sheet = sheetOf({ number: null, to, locale: 'ja', kinds: [] } as never, city as never)
  expect(sheet.lines.join('')).toContain('ほかの住所に送ります')
  expect(sheet.lines.join('')).toContain('すぐにお電話ください')
  expect(sheet.foot).toBe('前の住所への手紙')
})

it('A letter sends to the pages those who have some, and to the counter whose entry was merged away', () => {
  expect(textFor(['card-ended'])).toContain('いつもの方法でページを開いて')
  expect(textFor(['merged-away'])).toContain('窓口かお電話でおたずねください')
  expect(textFor(['merged-away'])).not.toContain('ページを開いて')
})
