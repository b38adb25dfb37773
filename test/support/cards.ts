import { issueCard, typedPinSchema, type PaperCard } from '../../src/identity/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { aResident } from './city.ts'

/** A resident with a card, and what stands on it. */
export async function aCardHolder(tenant: Tenant): Promise<{ residentId: ResidentId; card: PaperCard }> {
  const residentId = await aResident(tenant)
  const card = await issueCard(tenant, residentId)
  if (!card.ok) throw new Error(card.because)
  return { residentId, card }
}

/** The same card with six figures that are not its PIN. */
export function wrongPin({ number, pin }: PaperCard, turn = 1): PaperCard {
  const digits = String((Number(pin.reveal()) + turn) % 1_000_000).padStart(6, '0')
  return { number, pin: typedPinSchema.parse(digits) }
}

/** As somebody types it into the form. */
export function typed({ number, pin }: PaperCard): { number: string; pin: string } {
  return { number: number.reveal(), pin: pin.reveal() }
}
