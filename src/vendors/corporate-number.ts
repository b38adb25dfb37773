import { z } from 'zod'

/** The number of a company (法人番号): thirteen figures, the first of which is a check digit. */
export type CorporateNumber = string & z.BRAND<'corporate-number'>

/** 法人番号の指定等に関する省令 2条: from the right every second figure counts twice, and 9 less the sum by nine is the first. */
function checkDigitOf(base: string): number {
  const sum = [...base]
    .reverse()
    .reduce((so, figure, place) => so + Number(figure) * (place % 2 === 0 ? 1 : 2), 0)
  return 9 - (sum % 9)
}

/** As people type it: in figures of any width, with spaces and hyphens between them. */
export const typedCorporateNumberSchema = z
  .string()
  .max(60)
  .transform((typed) => typed.normalize('NFKC').replace(/[\s‐‑‒–—―−ー-]/gu, ''))
  .pipe(corporateNumberSchema())

function corporateNumberSchema() {
  return z
    .string()
    .regex(/^\d{13}$/u)
    .refine((text) => Number(text.charAt(0)) === checkDigitOf(text.slice(1)))
    .brand<'corporate-number'>()
}
