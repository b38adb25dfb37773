import { randomUUID } from 'node:crypto'
import { Personal } from '../../kernel/index.ts'
import { decideNext } from '../../notices/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Posted } from '../../platform/mail/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { mayEnter, preferencesOf, standsOf, type ResidentId } from '../../residents/index.ts'
import {
  deleteFormer,
  deleteFormerOf,
  insertFormer,
  selectDueFormer,
  updateFormerDue,
  type FormerMailbox,
} from './former-store.ts'
import { formerAddressMail, formerNumberText, mergedInErrorMail, mergedMail } from './mail-text.ts'

const mostAtOnce = 100
/** Then it is the server and not the mailboxes. */
const mostUnreachable = 3

const contextOf = (mailId: string) => `identity/former-mailbox/${mailId}`

/**
 * Puts down that this mailbox is to be told, in the transaction that takes it away: whoever it was taken from learns of it also
 * where this process or the mail server dies at that moment.
 */
export async function putFormer(
  { keys: store, clock }: Pick<Tenant, 'keys' | 'clock'>,
  client: Queryable,
  residentId: ResidentId,
  former: Personal<string>,
  { bySms = false, about = null }: { bySms?: boolean; about?: FormerMailbox['about'] } = {},
): Promise<void> {
  const keys = await store.find(residentId)
  if (!keys?.has('identity')) throw new Error('a resident who has just changed has no identity key')
  const mailId = randomUUID()
  const address = keys.seal('identity', Buffer.from(former.reveal()), contextOf(mailId))
  await insertFormer(client, { residentId, mailId, address, since: clock.now(), bySms, about })
}

/** Tells mailboxes and numbers that they are nobody's any more; tried again and given up as mails about notices are. */
export async function tellFormer(tenant: Tenant, stopping: AbortSignal): Promise<void> {
  const due = await selectDueFormer(tenant.database, tenant.clock.now(), mostAtOnce)
  let unreachable = 0
  for (const one of due) {
    if (stopping.aborted || unreachable >= mostUnreachable) return
    const posted = await post(tenant, one)
    const now = tenant.clock.now()
    const next = decideNext(posted, one, now)
    if (next.do === 'wait') await updateFormerDue(tenant.database, one, next.until)
    else await deleteFormer(tenant.database, one)
    if (posted === 'unreachable') unreachable += 1
  }
}

/** `refused` where there is nobody to write to any more, or the city sends no mail. */
async function post(tenant: Tenant, former: FormerMailbox): Promise<Posted> {
  const { residentId, mailId, address, bySms } = former
  const keys = await tenant.keys.find(residentId)
  const standing = (await standsOf(tenant.database, residentId))?.standing
  const wasMerged = standing === 'merged'
  if (!keys?.has('identity') || !(wasMerged || mayEnter(standing))) return 'refused'
  const to = new Personal(keys.open('identity', address, contextOf(mailId)).toString('utf8'))
  const { locale } = await preferencesOf(tenant, residentId)
  if (bySms) {
    const told = await tenant.texter?.send({ to, id: mailId, text: formerNumberText(tenant, locale) })
    return told ?? 'refused'
  }
  if (!tenant.mailer) return 'refused'
  // What is true as it is sent: an entry that stands again and is merged anew is told that.
  const standsAgain = former.about === 'merged-in-error' ? mergedInErrorMail : formerAddressMail
  return tenant.mailer.send({ to, id: mailId, ...(wasMerged ? mergedMail : standsAgain)(tenant, locale) })
}

/** Of somebody who is erased, in the caller's transaction. */
export function forgetFormer(client: Queryable, residentId: ResidentId): Promise<void> {
  return deleteFormerOf(client, residentId)
}
