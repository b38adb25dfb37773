import { z } from 'zod'
import { quotasSchema, type Quotas } from '../../../../vendors/index.ts'

export const quotaFields = ['reads', 'residents', 'programReads', 'programResidents'] as const
export type QuotaField = (typeof quotaFields)[number]

const typed = z.string().max(40).default('')
export const typedQuotasSchema = z.object({
  reads: typed,
  residents: typed,
  programReads: typed,
  programResidents: typed,
})

/** Figures of any width, with or without separators; empty is what everybody may. `undefined` for anything else. */
export function readQuotas(body: z.infer<typeof typedQuotasSchema>): Quotas | undefined {
  const { reads, residents, programReads, programResidents } = body
  const parsed = quotasSchema.safeParse({
    company: { readsAMinute: amountIn(reads), residentsADay: amountIn(residents) },
    program: { readsAMinute: amountIn(programReads), residentsADay: amountIn(programResidents) },
  })
  return parsed.data
}

/** NaN is refused with everything else that is no amount: a slip must not become a limit, or none. */
function amountIn(text: string): number | null {
  const folded = text.normalize('NFKC').replaceAll(/[,\s]/gu, '')
  if (folded === '') return null
  return /^\d{1,12}$/.test(folded) ? Number(folded) : NaN
}
