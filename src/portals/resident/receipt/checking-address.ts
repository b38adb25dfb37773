import { writePaperEvidence, type PaperEvidence } from '../../../proof/index.ts'
import { paths } from '../../paths.ts'

/** Where a receipt's record can be checked. */
export interface CheckingAddress {
  /** With the evidence, for the QR code. */
  whole: string
  /** The same, from the city's own pages. */
  path: string
  /** Without it, short enough to be typed. */
  short: string
}

export function checkingAddress(publicOrigin: string, evidence: PaperEvidence): CheckingAddress {
  const path = `${paths.verify}#${writePaperEvidence(evidence)}`
  return { whole: publicOrigin + path, path, short: publicOrigin + paths.verify }
}
