import type pg from 'pg'
import { isSensitive, type ItemCode } from '../catalog/index.ts'
import { isStillTheCard, type RecentProof } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { hasAgreedToTerms, lifeOf, mayAgreeAlone } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import { evidenceOf, isEvidenceEnough } from './evidence.ts'
import { refuseResume, type ResumeRefusal } from './pause-rules.ts'
import { seenBy } from './question.ts'
import { receiptOf, recordAct, type By, type Receipt } from './record-act.ts'
import type { ConsentActRefusal } from './refusals.ts'
import { isPaused } from './rules.ts'
import { lockGrants, type GrantRow } from './store.ts'
import { onlyVendorOf } from './touched-uses.ts'
import { everyUseStands } from './uses-that-stand.ts'

/** Some items of a use, or all that may be resumed together: an especially sensitive one is named, and alone. */
export interface ResumeScope {
  useId: UseId
  items: readonly ItemCode[] | null
}

/**
 * What is paused may be used again, from now until the end that it had. It is a yes, and rests on the proof of one: to be asked for
 * in the resident's own pages or app, just now.
 */
export async function resumeConsent(
  tenant: Tenant,
  by: By & { proof: RecentProof<'agree'> },
  scope: ResumeScope,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal>> {
  const { residentId, proof } = by
  if (proof.residentId !== residentId) throw new Error('a proof of one resident is none of another')
  const shown = evidenceOf(proof, undefined)
  if (!isEvidenceEnough(shown, { demo: tenant.demo === true })) throw new Error('nobody agrees by that')
  const now = tenant.clock.now()
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('values')) return refuse('not-found')
  return inTransaction(tenant.database, async (client) => {
    const grants = await lockGrants(client, residentId, scope.useId)
    const paused = grants.filter((grant) => isPaused(grant, now) && isMeant(scope, grant))
    if (proof.card && !(await isStillTheCard(client, proof.card))) return refuse('proof-over')
    const because = await whyNotResumed(tenant, client, residentId, paused, now)
    if (because) return refuse(because)
    const changes = paused.map(({ useId, useVersion, item, until }) => ({
      ...{ useId, useVersion, item, until },
      kind: 'resumed' as const,
    }))
    const act = { kind: 'resumed' as const, useId: scope.useId, reverses: null, changes, shown }
    const vendorId = await onlyVendorOf(client, [scope.useId])
    await leaveNotice(client, residentId, { kind: 'consent-given', vendorId }, now)
    return { ok: true, ...receiptOf(await recordAct(client, keys, by, act, now)) }
  })
}

function isMeant({ items }: ResumeScope, { item }: GrantRow): boolean {
  return items?.includes(item) ?? !isSensitive(item)
}

/** Asked under the lock, of all that agreeing asks for. */
async function whyNotResumed(
  tenant: Tenant,
  client: pg.PoolClient,
  residentId: By['residentId'],
  paused: readonly GrantRow[],
  now: Date,
): Promise<ResumeRefusal | undefined> {
  const city = seenBy(client, tenant)
  return refuseResume(paused, {
    life: await lifeOf(client, residentId),
    oldEnough: await mayAgreeAlone(city, residentId),
    termsAgreed: await hasAgreedToTerms(city, residentId),
    stands: await everyUseStands(client, paused, now),
  })
}
