import { itemCodes, type ItemCode } from '../../catalog/index.ts'
import { addDays } from '../../kernel/index.ts'
import type { ProgramScope } from '../program/rules.ts'

/** By this scope a program of the city is a partner. */
export const partnerScope = 'intake:deposit'

/** From the page to the desk of the partner. */
export const linkCodeGoodMs = 10 * 60_000
/** After so long the resident is asked anew. */
export const partnerLinkDays = 365
/** As many as are listed, of a city or of a resident. */
export const mostPartners = 200

/** How often, at most. Of twelve figures that are good for ten minutes, thirty a minute find none. */
export const atMost = {
  codesAMinute: 30,
  filesOfALinkADay: 50,
  filesOfAPartnerADay: 10_000,
} as const

export function endOfPartnerLink(linkedAt: Date): Date {
  return addDays(linkedAt, partnerLinkDays)
}

/** A program as it stands now. */
interface OnFile {
  kind: string
  scopes: readonly ProgramScope[]
  items: readonly ItemCode[]
}

/** Which items this program may bring now, in the order of the catalogue. Silence means none. */
export function mayBring(program: OnFile | undefined): ItemCode[] {
  if (!program || program.kind === 'ended' || !program.scopes.includes(partnerScope)) return []
  return itemCodes.filter((item) => program.items.includes(item))
}

/** What of it was chosen. Never more than either says. */
export function chosenOf(may: readonly ItemCode[], chosen: readonly ItemCode[]): ItemCode[] {
  return may.filter((item) => chosen.includes(item))
}
