import type { ItemCode } from '../../catalog/index.ts'
import { Personal, refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isTakingPart } from '../../residents/index.ts'
import { selectProgram } from '../program/store.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import { lockSession, lockWaysIn } from '../store.ts'
import { hashOfCode, linkSecretOf, makeLinkCode, type LinkCode } from './link-code.ts'
import { chosenOf, linkCodeGoodMs, mayBring } from './rules.ts'
import { deleteCodesOf, insertCode } from './store.ts'

export interface AskedCode {
  ok: true
  /** Told once, here: the database has its hash alone. */
  code: Personal<LinkCode>
  /** Of the partner. */
  name: string
  /** What the partner may bring by it. */
  items: readonly ItemCode[]
}

export type AskCodeRefusal = 'unknown-partner' | 'nothing-to-bring' | 'partner-not-now' | 'not-signed-in'

/** A resident who has just shown who they are gets a code for one partner. The one they had before is good no more. */
export async function askLinkCode(
  tenant: Pick<Tenant, 'database' | 'keys'>,
  { residentId }: RecentProof<'agree'>,
  {
    programId,
    items: wanted,
    sessionHash,
  }: { programId: string; items: readonly ItemCode[]; sessionHash: Buffer },
): Promise<AskedCode | Refusal<AskCodeRefusal>> {
  const program = await selectProgram(tenant.database, programId)
  const may = mayBring(program)
  if (!program || may.length === 0) return refuse('unknown-partner')
  const items = chosenOf(may, wanted)
  if (items.length === 0) return refuse('nothing-to-bring')
  const code = makeLinkCode()
  const codeHash = hashOfCode(await linkSecretOf(tenant), code)
  // Like sessions by the real clock, also in the demo.
  const madeAt = systemClock.now()
  const expiresAt = new Date(madeAt.getTime() + linkCodeGoodMs)
  return inTransaction(tenant.database, async (client) => {
    await lockWaysIn(client, residentId)
    // A card that was lost at this moment has ended all sessions.
    if (!(await lockSession(client, sessionHash))) return refuse('not-signed-in')
    if (!(await isTakingPart(client, residentId))) return refuse('partner-not-now')
    await deleteCodesOf(client, residentId)
    await insertCode(client, { codeHash, residentId, programId, items, madeAt, expiresAt })
    return { ok: true, code: new Personal(code), name: program.name, items }
  })
}
