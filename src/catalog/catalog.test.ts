import { describe, expect, test } from 'vitest'
import { itemCodes, itemOf, purposes } from './index.ts'

describe.each(itemCodes)('The item %s', (code) => {
  const { names, tier, shape, unit, plausible, leftOutUnlessChosen } = itemOf(code)

  test('has a code the database takes, and a name in three languages', () => {
    expect(code).toMatch(/^[a-z]+(\.[a-z-]+)+$/)
    expect(names.ja).not.toBe('')
    expect(names.jaEasy).toMatch(/[ぁ-ん]|BMI/)
    expect(names.jaEasy.match(/\p{Script=Han}/gu)).toBeNull()
    expect(names.en).toMatch(/^[A-Z]/)
  })

  test('has bounds where it is measured', () => {
    if (shape === 'sum' || shape === 'level') expect(plausible!.min).toBeLessThan(plausible!.max)
    else expect([plausible, unit]).toEqual([null, '1'])
  })

  test('is left out unless chosen where it is medical, examined or shows where somebody was', () => {
    if (tier === 'H2' || tier === 'H3' || code.startsWith('location.')) expect(leftOutUnlessChosen).toBe(true)
  })
})

test('Every purpose is said in three languages', () => {
  for (const { ja, jaEasy, en } of Object.values(purposes))
    for (const words of [ja, jaEasy, en]) expect(words).not.toBe('')
})
