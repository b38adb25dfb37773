import { addDays, refuse, type Refusal } from '../kernel/index.ts'
import type { Vendor } from './vendor.ts'

export type VendorRefusal =
  | 'unknown-company'
  | 'decided-already'
  | 'not-under-contract'
  | 'bad-contract-day'
  | 'no-reason-given'
  | 'registers-closed'
  | 'bad-quotas'

/** Whole sentences, not a judgement of many pages. */
export const longestReason = 500
/** A contract is looked at again at least so often. */
const longestContractDays = 5 * 366
/** Beyond this the door is closed for the day: nobody reads more, and more is somebody's program. */
export const mostRegistrationsADay = 200

/** May the city decide on this company now? Only on one that has registered and waits. */
export function mayDecide(
  vendor: Pick<Vendor, 'standing'> | undefined,
): { ok: true } | Refusal<VendorRefusal> {
  if (!vendor) return refuse('unknown-company')
  return vendor.standing === 'applicant' ? { ok: true } : refuse('decided-already')
}

/** May its contract be made to run longer? Also when it is over: nobody has to register again for that. */
export function mayExtend(
  vendor: Pick<Vendor, 'standing'> | undefined,
): { ok: true } | Refusal<VendorRefusal> {
  if (!vendor) return refuse('unknown-company')
  return vendor.standing === 'active' ? { ok: true } : refuse('not-under-contract')
}

/**
 * May its contract be set so by a program? It may always stay as it was. While the company is active it is a contract that
 * runs; else no further off, to either side, than one may run: it counts again once the company is active.
 */
export function mayContractBe(
  { standing, contractUntil }: Pick<Vendor, 'standing' | 'contractUntil'>,
  before: Pick<Vendor, 'contractUntil'> | undefined,
  now: Date,
): boolean {
  if (before?.contractUntil.getTime() === contractUntil.getTime()) return true
  if (standing === 'active') return isContractEnd(contractUntil, now)
  return (
    contractUntil >= addDays(now, -longestContractDays) && contractUntil <= addDays(now, longestContractDays)
  )
}

/** Until when may a contract run that is signed now? */
export function isContractEnd(until: Date, now: Date): boolean {
  return until > now && until <= addDays(now, longestContractDays)
}
