import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { changeEmail, preferencesOf } from '../../residents/index.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import { forgetMailAddress, putMailAddress } from './addresses.ts'
import { withEmailCode } from './check-code.ts'
import type { EmailCode } from './code.ts'
import { formerAddressMail } from './mail-text.ts'
import { post } from './post.ts'

type Proven = RecentProof<'change-ways-in'>

/**
 * The mailbox that the code came to is the resident's from now on, in place of the one before, which is told. Whose it is
 * otherwise is answered to who has shown that they read it, and to nobody before.
 */
export async function changeMailAddress(
  request: FastifyRequest,
  reply: FastifyReply,
  { proof, code, log }: { proof: Proven; code: Personal<EmailCode>; log: Log },
): Promise<{ ok: true } | Refusal<'bad-code' | 'address-taken'>> {
  const { tenant } = request
  const { residentId } = proof
  const occasion = { purpose: 'change-address', residentId } as const
  const changed = await withEmailCode(request, reply, { occasion, code }, async (client, { email }) => {
    const put = await putMailAddress(tenant, client, residentId, email)
    if (!put.ok) return refuse(put.because === 'address-taken' ? 'address-taken' : 'bad-code')
    await leaveNotice(client, residentId, { kind: 'address-changed' }, tenant.clock.now())
    const isAnother = put.former?.reveal().toLowerCase() !== email.reveal().toLowerCase()
    return { ok: true, former: isAnother ? put.former : null }
  })
  if (!changed.ok) return changed
  if (changed.former) await tellFormer(tenant, proof, { to: changed.former, log })
  return { ok: true }
}

/** Nobody signs in by mail as this resident any more, and no mail goes there but one that says so. */
export async function removeMailAddress(tenant: Tenant, proof: Proven, log: Log): Promise<void> {
  const { residentId } = proof
  const former = await inTransaction(tenant.database, async (client) => {
    await forgetMailAddress(client, residentId)
    const changed = await changeEmail(tenant, client, residentId, null)
    if (changed?.former)
      await leaveNotice(client, residentId, { kind: 'address-removed' }, tenant.clock.now())
    return changed?.former
  })
  if (former) await tellFormer(tenant, proof, { to: former, log })
}

async function tellFormer(
  tenant: Tenant,
  { residentId }: Proven,
  { to, log }: { to: Personal<string>; log: Log },
): Promise<void> {
  const { locale } = await preferencesOf(tenant, residentId)
  post(tenant, { to, ...formerAddressMail(tenant, locale) }, log)
}
