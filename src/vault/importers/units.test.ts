import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemCodes, itemOf } from '../../catalog/index.ts'
import { knownUnits, toCatalogueUnit } from './units.ts'

describe('A value in the unit of a file', () => {
  const table = [
    // value  unit of the file                      unit of the item   result
    [180.5, 'lb', 'kg', 81.873422785],
    [11, 'st', 'kg', 69.85322498],
    [5.9, 'ft', 'cm', 179.832],
    [3.1, 'mi', 'm', 4988.9664],
    [5, 'km', 'm', 5000],
    [4.5, 'km/hr', 'm/s', 1.25],
    [3, 'mi/hr', 'm/s', 1.34112],
    [98.6, 'degF', 'Cel', 37],
    [310.15, 'K', 'Cel', 37],
    [418.4, 'kJ', 'kcal', 100],
    [100, 'Cal', 'kcal', 100],
    [100_000, 'cal', 'kcal', 100],
    [1.5, 'count/s', '/min', 90],
    [16, 'kPa', 'mm[Hg]', 120.009852135],
    [5.5, 'mmol<180.1558800000541>/L', 'mg/dL', 99.085734],
    // A percentage is written as a fraction.
    [0.97, '%', '%', 97],
    [0.57, '%', '%', 57],
    [22.5, 'count', 'kg/m2', 22.5],
    [30, 's', 'min', 0.5],
  ] as const

  it.each(table)('%d %s in %s is %d', (value, unit, catalogueUnit, expected) => {
    expect(toCatalogueUnit(value, unit, catalogueUnit)).toBeCloseTo(expected, 6)
  })

  const unknown = [
    ['a unit we never heard of', 'furlong', 'm'],
    ['a unit of another quantity', 'kg', 'm'],
    ['no unit', '', 'kg'],
    ['the molar mass of another substance', 'mmol<386.6>/L', 'mg/dL'],
    ['millimoles without a molar mass', 'mmol/L', 'mg/dL'],
    ['a name every object has', 'constructor', 'kg'],
  ] as const

  it.each(unknown)('is not guessed: %s', (_, unit, catalogueUnit) => {
    expect(toCatalogueUnit(1, unit, catalogueUnit)).toBeUndefined()
  })

  it('is known for every item that is measured', () => {
    const unknown = itemCodes.filter((code) => {
      const { plausible, unit } = itemOf(code)
      return plausible !== null && knownUnits(unit).length === 0
    })
    expect(
      unknown.map((code) => `${code} is kept in ${itemOf(code).unit}`),
      '→ src/vault/importers/units.ts, conversions: a line for the unit of the item, with the units files write',
    ).toEqual([])
  })
})

describe('Conversion', () => {
  const pairs = [...new Set(itemCodes.map((code) => itemOf(code).unit))].flatMap((catalogueUnit) =>
    knownUnits(catalogueUnit).map((unit) => [catalogueUnit, unit] as const),
  )
  const convert = (value: number, [catalogueUnit, unit]: readonly [string, string]) =>
    toCatalogueUnit(value, unit, catalogueUnit) as number

  it('comes back to the same value (the slope is the same everywhere)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (pair, value) => {
          const zero = convert(0, pair)
          const slope = convert(1000, pair) - zero
          const back = ((convert(value, pair) - zero) / slope) * 1000
          expect(back).toBeCloseTo(value, -Math.floor(Math.log10(1e-6 * value + 1e-3)))
        },
      ),
    )
  })

  it('keeps the order: more in the file is more in the catalogue', () => {
    const doubles = fc.double({ min: 0, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...pairs), doubles, doubles, (pair, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        expect(convert(less, pair)).toBeLessThanOrEqual(convert(more, pair))
      }),
    )
  })
})
