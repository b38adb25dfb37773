import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import { leaveNotice, putWish } from '../../notices/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { changeTextNumber, type ResidentId } from '../../residents/index.ts'
import { withEmailCode } from './check-code.ts'
import type { EmailCode } from './code.ts'
import { putFormer } from './tell-former.ts'

/** The number that the code came to is where this resident's text messages go from now on. It is no way in. */
export async function putTextNumber(
  request: FastifyRequest,
  reply: FastifyReply,
  { residentId, code }: { residentId: ResidentId; code: Personal<EmailCode> },
): Promise<{ ok: true } | Refusal<'bad-code'>> {
  const { tenant } = request
  const occasion = { purpose: 'text-number', residentId } as const
  return withEmailCode(request, reply, { occasion, code }, async (client, { at: number }) => {
    const changed = await changeTextNumber(tenant, client, residentId, number)
    if (!changed) return refuse('bad-code')
    // The way it was until now, and then on the new one.
    await leaveNotice(client, residentId, { kind: 'telling-changed' }, tenant.clock.now())
    await putWish(client, residentId, { by: 'sms' })
    const { former } = changed
    if (former && former.reveal() !== number.reveal())
      await putFormer(tenant, client, residentId, former, { bySms: true })
    return { ok: true }
  })
}

/** No text message goes to it any more, but one that says so; who was told by them is told in their pages. */
export async function removeTextNumber(tenant: Tenant, residentId: ResidentId): Promise<void> {
  await inTransaction(tenant.database, async (client) => {
    const changed = await changeTextNumber(tenant, client, residentId, null)
    if (!changed?.former) return
    await putWish(client, residentId, { by: 'here', insteadOf: 'sms' })
    await leaveNotice(client, residentId, { kind: 'telling-changed' }, tenant.clock.now())
    await putFormer(tenant, client, residentId, changed.former, { bySms: true })
  })
}
