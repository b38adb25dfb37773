import type { Item } from '../../catalog/index.ts'

/** value in the catalogue's unit = (value + offset) × factor */
interface Conversion {
  factor: number
  offset?: number
}

const one: Conversion = { factor: 1 }

/**
 * Catalogue unit → unit as files write it → conversion. Closed: what is not here is not guessed.
 * International yard and pound (1959); thermochemical calorie (ISO/TR 29922); 1 mmHg = 133.322387415 Pa.
 */
const conversions: Record<string, Record<string, Conversion>> = {
  '1': { count: one },
  m: {
    m: one,
    km: { factor: 1000 },
    cm: { factor: 0.01 },
    mm: { factor: 0.001 },
    mi: { factor: 1609.344 },
    yd: { factor: 0.9144 },
    ft: { factor: 0.3048 },
    in: { factor: 0.0254 },
  },
  cm: {
    cm: one,
    m: { factor: 100 },
    mm: { factor: 0.1 },
    ft: { factor: 30.48 },
    in: { factor: 2.54 },
  },
  kg: {
    kg: one,
    g: { factor: 0.001 },
    lb: { factor: 0.45359237 },
    oz: { factor: 0.028349523125 },
    st: { factor: 6.35029318 },
  },
  // HealthKit's `Cal` is the large calorie, `cal` the small one.
  kcal: {
    kcal: one,
    Cal: one,
    cal: { factor: 0.001 },
    kJ: { factor: 1 / 4.184 },
    J: { factor: 1 / 4184 },
  },
  min: { min: one, s: { factor: 1 / 60 }, hr: { factor: 60 } },
  'm/s': {
    'm/s': one,
    'km/hr': { factor: 1 / 3.6 },
    'mi/hr': { factor: 0.44704 },
    'ft/s': { factor: 0.3048 },
  },
  // HealthKit writes a percentage as a fraction with the unit `%`: 0.97 is 97 %.
  '%': { '%': { factor: 100 } },
  // HealthKit has no unit for the body mass index and writes `count`.
  'kg/m2': { count: one },
  Cel: { degC: one, degF: { factor: 5 / 9, offset: -32 }, K: { factor: 1, offset: -273.15 } },
  '/min': { 'count/min': one, 'count/s': { factor: 60 } },
  'mm[Hg]': { mmHg: one, kPa: { factor: 1000 / 133.322387415 } },
  'mg/dL': { 'mg/dL': one, 'mg/L': { factor: 0.1 } },
}

/** Units of files that convert into this catalogue unit. */
export function knownUnits(catalogueUnit: Item['unit']): string[] {
  return Object.keys(conversions[catalogueUnit] ?? {})
}

/** Molar mass of glucose is 180.156 g/mol; HealthKit writes the mass it used into the unit. */
function molarConversion(unit: string): Conversion | undefined {
  const molarMass = Number(/^mmol<(\d{3}\.\d{1,17})>\/L$/.exec(unit)?.[1])
  return Math.abs(molarMass - 180.156) < 0.1 ? { factor: molarMass / 10 } : undefined
}

function conversionOf(catalogueUnit: Item['unit'], unit: string): Conversion | undefined {
  const known = conversions[catalogueUnit]
  if (known !== undefined && Object.hasOwn(known, unit)) return known[unit]
  return catalogueUnit === 'mg/dL' ? molarConversion(unit) : undefined
}

/**
 * A value in the unit a HealthKit file names, as a value in the item's unit; `undefined` for an unknown unit.
 * Twelve digits: 0.57 × 100 is 57, not 56.99999999999999.
 */
export function toCatalogueUnit(
  value: number,
  unit: string,
  catalogueUnit: Item['unit'],
): number | undefined {
  const conversion = conversionOf(catalogueUnit, unit)
  if (conversion === undefined) return undefined
  if (conversion === one) return value
  return Number(((value + (conversion.offset ?? 0)) * conversion.factor).toPrecision(12))
}
