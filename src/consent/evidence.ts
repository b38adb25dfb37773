import type { RecentProof } from '../identity/index.ts'
import { addDays, localDayOf, startOfDay, type LocalDay } from '../kernel/index.ts'
import type { ResidentId } from '../residents/index.ts'

/** How it was shown that a resident agrees. There is no other way. */
export const evidenceKinds = ['session', 'card', 'paper', 'invented'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** What is kept of it with the act. */
export interface Evidence {
  evidence: EvidenceKind
  /** Of the staff who attended, or who entered the paper. */
  staffId: string | null
  /** Who confirmed the paper. */
  secondStaffId: string | null
  /** A program of the city that brought it. */
  programId: string | null
  /** SHA-256 of the signed paper. */
  paperHash: Buffer | null
  /** The day that stands beside the signature. */
  signedOn: LocalDay | null
}

/** Is it enough to agree by? Silence means no; and nobody who was made up agrees where people live. */
export function isEvidenceEnough(
  { evidence, staffId, secondStaffId, programId, paperHash, signedOn }: Evidence,
  { demo }: { demo: boolean },
): boolean {
  const isTwo = staffId !== null && secondStaffId !== null && staffId !== secondStaffId
  const isAlone = secondStaffId === null && paperHash === null && signedOn === null
  switch (evidence) {
    case 'session':
      return isAlone && staffId === null && programId === null
    case 'card':
      return isAlone && (staffId === null || programId === null)
    case 'paper':
      return isTwo && paperHash?.length === 32 && signedOn !== null
    case 'invented':
      return demo && isAlone && staffId === null && programId === null
  }
}

/** A paper that the resident has signed. */
export interface SignedPaper {
  /** SHA-256 of it. */
  paperHash: Buffer
  /** The day that stands beside the signature. What they have said on it or after it goes before it. */
  signedOn: LocalDay
}

/** It, seen by two of the staff. What is on it, the request says that both have seen. */
export interface SeenPaper extends SignedPaper {
  staffId: string
  secondStaffId: string
  /** A program of the city that brought it. */
  programId: string | null
}

/** That a paper has been seen. Only the second one's word makes one. */
export class PaperProof {
  readonly residentId: ResidentId
  readonly #seen: SeenPaper

  constructor(residentId: ResidentId, seen: SeenPaper) {
    this.residentId = residentId
    this.#seen = seen
  }

  get seen(): SeenPaper {
    return this.#seen
  }
}

/**
 * May this paper count? It counts once: shown again after a stop it is no new yes. Nor does it where the resident has said no
 * on the day of signing or after it, to whatever it was: stricter than needed, for a paper says no hour, and nothing has to be
 * compared. They sign anew, or type their PIN.
 */
export function refusePaper(
  { signedOn }: Pick<SignedPaper, 'signedOn'>,
  { hasCounted, newestNo }: { hasCounted: boolean; newestNo: Date | undefined },
): 'paper-counted' | 'answered-since' | undefined {
  if (hasCounted) return 'paper-counted'
  return newestNo !== undefined && !(newestNo < startOfDay(signedOn)) ? 'answered-since' : undefined
}

/** Papers come in by the week, and a week may lie between the table and the office. */
const signedDaysAgo = 14

/** May a paper of this day be entered now? Nobody has signed tomorrow, and an old will is asked for anew. */
export function isSignedLately(signedOn: LocalDay, now: Date): boolean {
  return signedOn <= localDayOf(now) && signedOn >= localDayOf(addDays(now, -signedDaysAgo))
}

/** Who stood beside the resident when they typed their PIN: a member of staff, a program of the city, or nobody. */
export type WhoStoodBy = { staffId: string } | { programId: string } | undefined

/** All that is known of how it was shown. */
export function evidenceOf(proof: RecentProof<'agree'> | PaperProof, helper: WhoStoodBy): Evidence {
  if (proof instanceof PaperProof) {
    const { staffId, secondStaffId, programId, paperHash, signedOn } = proof.seen
    return { evidence: 'paper', staffId, secondStaffId, programId, paperHash, signedOn }
  }
  return {
    evidence: proof.shown,
    staffId: helper && 'staffId' in helper ? helper.staffId : null,
    secondStaffId: null,
    programId: helper && 'programId' in helper ? helper.programId : null,
    paperHash: null,
    signedOn: null,
  }
}
