import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { groupedNumber, typedNumberSchema, typedPinSchema, type PaperCard } from './card-number.ts'
import { putCard } from './issue-card.ts'
import { numberHashOf } from './proofs.ts'
import { wasGiven } from './store.ts'

const card: PaperCard = {
  number: typedNumberSchema.parse('4700 0000 0000 0019'),
  pin: typedPinSchema.parse('314159'),
}

/** The card of the demonstration, as its page shows it: an invented resident's, and good in the demonstration only. */
export const demoCard = { number: groupedNumber(card.number.reveal()), pin: card.pin.reveal() }

export function isDemoCard({ number }: Pick<PaperCard, 'number'>): boolean {
  return number.reveal() === card.number.reveal()
}

/** Demo only: gives it to a seeded resident. Who was given it once is not given it again, whatever became of it. */
export async function giveDemoCard(tenant: Tenant, residentId: ResidentId): Promise<void> {
  const numberHash = await numberHashOf(tenant, card.number.reveal())
  if (!(await wasGiven(tenant.database, numberHash))) await putCard(tenant, residentId, card)
}
