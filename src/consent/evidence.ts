import type { RecentProof } from '../identity/index.ts'
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
}

/** Is it enough to agree by? Silence means no; and nobody who was made up agrees where people live. */
export function isEvidenceEnough(
  { evidence, staffId, secondStaffId, programId, paperHash }: Evidence,
  { demo }: { demo: boolean },
): boolean {
  const isTwo = staffId !== null && secondStaffId !== null && staffId !== secondStaffId
  const isAlone = secondStaffId === null && paperHash === null
  switch (evidence) {
    case 'session':
      return isAlone && staffId === null && programId === null
    case 'card':
      return isAlone && (staffId === null || programId === null)
    case 'paper':
      return isTwo && paperHash?.length === 32
    case 'invented':
      return demo && isAlone && staffId === null && programId === null
  }
}

/** A paper that the resident has signed. */
export interface SignedPaper {
  /** SHA-256 of it. */
  paperHash: Buffer
  /** When it was put down. What they have said after that goes before it. */
  putDownAt: Date
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
 * since it was put down, to whatever it was: stricter than needed, so that nothing has to be compared. They sign anew, or type
 * their PIN.
 */
export function refusePaper(
  { putDownAt }: SignedPaper,
  { hasCounted, newestNo }: { hasCounted: boolean; newestNo: Date | undefined },
): 'paper-counted' | 'answered-since' | undefined {
  if (hasCounted) return 'paper-counted'
  return newestNo !== undefined && !(newestNo < putDownAt) ? 'answered-since' : undefined
}

/** Who stood beside the resident when they typed their PIN: a member of staff, a program of the city, or nobody. */
export type Helper = { staffId: string } | { programId: string } | undefined

/** All that is known of how it was shown. */
export function evidenceOf(proof: RecentProof<'agree'> | PaperProof, helper: Helper): Evidence {
  if (proof instanceof PaperProof) {
    const { staffId, secondStaffId, programId, paperHash } = proof.seen
    return { evidence: 'paper', staffId, secondStaffId, programId, paperHash }
  }
  return {
    evidence: proof.shown,
    staffId: helper && 'staffId' in helper ? helper.staffId : null,
    secondStaffId: null,
    programId: helper && 'programId' in helper ? helper.programId : null,
    paperHash: null,
  }
}
