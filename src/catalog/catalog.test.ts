import { describe, expect, test } from 'vitest'
import { itemCodes, itemOf, purposes } from './index.ts'

describe.each(itemCodes)('The item %s', (code) => {
  const { names, tier, shape, unit, plausible, leftOutUnlessChosen } = itemOf(code)

  test('has a code the database takes, and a name in three languages', () => {
    expect(code, '→ lower-case words with dots between them, such as food.water').toMatch(
      /^[a-z]+(\.[a-z-]+)+$/,
    )
    expect(names.ja, '→ the first name is the Japanese one').toMatch(/[\p{Script=Han}ぁ-んァ-ン]|BMI/u)
    expect(names.jaEasy, '→ the second name is for plain Japanese, in kana').toMatch(/[ぁ-んァ-ン]|BMI/)
    expect(names.jaEasy.match(/\p{Script=Han}/gu), '→ the name in plain Japanese has no kanji').toBeNull()
    expect(names.en, '→ the third name is English and begins with a capital').toMatch(/^[A-Z]/)
  })

  test('has bounds where it is measured', () => {
    if (shape === 'sum' || shape === 'level')
      expect(plausible!.min, '→ min below max').toBeLessThan(plausible!.max)
    else expect([plausible, unit], '→ a span or document has no bounds, and the unit 1').toEqual([null, '1'])
  })

  test('is left out unless chosen where it is medical, examined or shows where somebody was', () => {
    if (tier === 'H2' || tier === 'H3' || code.startsWith('location.'))
      expect(leftOutUnlessChosen, '→ leftOutUnlessChosen: true, as careful() makes it').toBe(true)
  })
})

test('No two items are called the same', () => {
  for (const language of ['ja', 'jaEasy', 'en'] as const) {
    const names = itemCodes.map((code) => itemOf(code).names[language])
    expect(names, '→ src/catalog/items.ts: a name of its own').toEqual([...new Set(names)])
  }
})

test('Every purpose is said in three languages', () => {
  for (const { ja, jaEasy, en } of Object.values(purposes))
    for (const words of [ja, jaEasy, en])
      expect(words, '→ src/catalog/purposes.ts: ja, jaEasy and en').not.toBe('')
})
