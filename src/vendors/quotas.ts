import { z } from 'zod'

const most = 1_000_000_000
const amount = z.int().min(0).max(most).nullable()

/** How much may be read. null: what the city lets everybody. 0: nothing. */
const quotaSchema = z.strictObject({
  readsAMinute: amount.describe('Requests a minute; null is what the city lets everybody, 0 is none'),
  residentsADay: amount.describe('Residents told of in a day in Japan; null is what the city lets everybody'),
})
export type Quota = z.infer<typeof quotaSchema>

/** What the contract of a company says: for the company as a whole, and for each of its programs. */
export const quotasSchema = z
  .strictObject({ company: quotaSchema, program: quotaSchema })
  .describe('How much the company, and each of its programs, may read')
export type Quotas = z.infer<typeof quotasSchema>

/** Nothing was set. */
export const usualQuotas: Quotas = {
  company: { readsAMinute: null, residentsADay: null },
  program: { readsAMinute: null, residentsADay: null },
}

/** Never null: what counts in the end. */
export interface Allowance {
  readsAMinute: number
  residentsADay: number
}

/** What every company may that has no other contract. Far beyond what a pilot needs, and an end all the same. */
export const usualAllowance: Allowance = { readsAMinute: 100_000, residentsADay: 10_000_000 }

/** What was set, else what everybody may. */
export function allowanceOf(quota: Quota, usual: Allowance): Allowance {
  return {
    readsAMinute: quota.readsAMinute ?? usual.readsAMinute,
    residentsADay: quota.residentsADay ?? usual.residentsADay,
  }
}
