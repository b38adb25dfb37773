import { refuse, type Refusal } from '../kernel/index.ts'
import type { SavedBefore, VendorStanding } from '../vendors/index.ts'

export interface UseOnFile {
  vendorId: string
  version: number
  standing: 'approved' | 'suspended' | 'ended'
}

/** May this version of a use be published? The first of a new one, or the next of one of the same company that has not ended. */
export function decideVersion(
  current: UseOnFile | undefined,
  wanted: Pick<UseOnFile, 'vendorId' | 'version'>,
): { ok: true } | Refusal<'not-the-next-version' | 'use-of-another' | 'unknown-use'> {
  if (current && current.vendorId !== wanted.vendorId) return refuse('use-of-another')
  if (current?.standing === 'ended') return refuse('unknown-use')
  return wanted.version === (current?.version ?? 0) + 1 ? { ok: true } : refuse('not-the-next-version')
}

/**
 * May a program save this company so? Whether an applicant is accepted is decided by a person, on the record (vendors), and
 * that it was turned down is so for good: of such a one only that it has ended may be said again.
 */
export function maySaveCompany(
  before: Pick<SavedBefore, 'standing' | 'isTurnedDown'> | undefined,
  wanted: VendorStanding,
): boolean {
  if (before?.isTurnedDown) return wanted === 'ended'
  const standing = before?.standing
  return standing === undefined || standing === 'active' || standing === 'suspended' || standing === 'ended'
}
