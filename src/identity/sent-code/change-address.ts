import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { changeEmail } from '../../residents/index.ts'
import { residentOf } from '../at-the-door.ts'
import { putEnd, thenKept } from '../ends/put-end.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import { deleteOtherSessions, lockWaysIn } from '../store.ts'
import { forgetMailAddress, putMailAddress } from './addresses.ts'
import { withEmailCode } from './check-code.ts'
import type { EmailCode } from './code.ts'
import { putFormer } from './tell-former.ts'

type Proven = RecentProof<'change-ways-in'>

/**
 * The mailbox that the code came to is the resident's from now on, in place of the one before, which is told. Whose it is
 * otherwise is answered to who has shown that they read it, and to nobody before.
 */
export async function changeMailAddress(
  request: FastifyRequest,
  reply: FastifyReply,
  { proof, code }: { proof: Proven; code: Personal<EmailCode> },
): Promise<{ ok: true } | Refusal<'bad-code' | 'address-taken'>> {
  const { tenant } = request
  const { residentId } = proof
  const occasion = { purpose: 'change-address', residentId } as const
  const changed = withEmailCode<object, 'address-taken'>(
    request,
    reply,
    { occasion, code },
    async (client, { at: email }) => {
      const put = await putMailAddress(tenant, client, residentId, email)
      if (!put.ok) return refuse(put.because === 'address-taken' ? 'address-taken' : 'bad-code')
      await leaveNotice(client, residentId, { kind: 'address-changed' }, tenant.clock.now())
      const isAnother = put.former?.reveal().toLowerCase() !== email.reveal().toLowerCase()
      const former = isAnother ? put.former : null
      // Whoever reads the mailbox before may be in by it.
      if (former) {
        await deleteOtherSessions(client, residentId, residentOf(request).sessionHash)
        await putFormer(tenant, client, residentId, former)
        await putEnd(client, { what: 'mailbox', which: residentId }, tenant.clock.now())
      }
      return { ok: true }
    },
  )
  return thenKept(tenant.journal, changed)
}

/** Nobody signs in by mail as this resident any more or is in so elsewhere, and no mail goes there but one that says so. */
export async function removeMailAddress(
  tenant: Tenant,
  proof: Proven,
  { sessionHash }: { sessionHash: Buffer },
): Promise<void> {
  const { residentId } = proof
  const removed = inTransaction(tenant.database, async (client) => {
    await lockWaysIn(client, residentId)
    await forgetMailAddress(client, residentId)
    const changed = await changeEmail(tenant, client, residentId, null)
    if (!changed?.former) return
    await deleteOtherSessions(client, residentId, sessionHash)
    await leaveNotice(client, residentId, { kind: 'address-removed' }, tenant.clock.now())
    await putFormer(tenant, client, residentId, changed.former)
    await putEnd(client, { what: 'mailbox', which: residentId }, tenant.clock.now())
  })
  await thenKept(tenant.journal, removed)
}
