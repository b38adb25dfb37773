import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { PaperCard, Pin } from '../card/card-number.ts'
import { checkCard, checkOwnPin, type CheckedCard } from '../card/check-card.ts'
import { isDemoCard } from '../card/demo-card.ts'
import { RecentProof } from './proof.ts'

type Proven = { ok: true; proof: RecentProof<'agree'> } | Refusal<'card-refused' | 'card-busy'>

/** The resident's card and PIN, at this moment, away from any browser of theirs. No is one answer, and no earlier than any. */
export async function proveByCard(tenant: Tenant, card: PaperCard): Promise<Proven> {
  const checked = await checkCard(tenant, card)
  if (isDemoCard(card) && tenant.demo !== true) return refuse('card-refused')
  return proofOf(checked)
}

/** The same for whoever stands at the counter: they type their PIN, and whose card it is, is known. */
export async function proveByPin(
  tenant: Tenant,
  residentId: ResidentId,
  pin: Personal<Pin>,
): Promise<Proven> {
  return proofOf(await checkOwnPin(tenant, residentId, pin))
}

function proofOf(checked: CheckedCard | Refusal<'card-refused' | 'card-busy'>): Proven {
  if (!checked.ok) return checked
  return { ok: true, proof: new RecentProof('agree', checked.residentId, 'card', checked) }
}
