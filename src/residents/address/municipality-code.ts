import { z } from 'zod'

const weights = [6, 5, 4, 3, 2] as const

/**
 * Is this a 全国地方公共団体コード of a municipality? Prefecture (01 to 47), municipality, and a check digit, which finds every
 * single wrong figure (総務省, 「全国地方公共団体コード仕様」). Whether there is such a municipality is not asked: no list of
 * them is shipped, and they merge.
 */
export function isMunicipalityCode(code: string): boolean {
  if (!/^\d{6}$/u.test(code)) return false
  const prefecture = Number(code.slice(0, 2))
  // 000 is the prefecture itself, where nobody lives but in a municipality of it.
  return prefecture >= 1 && prefecture <= 47 && code.slice(2, 5) !== '000' && code[5] === checkDigitOf(code)
}

function checkDigitOf(code: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(code[index]), 0)
  return String(11 - (sum % 11)).slice(-1)
}

export const municipalityCodeSchema = z.string().refine(isMunicipalityCode)
