import { inTransaction } from '../platform/database/index.ts'
import type { Posted } from '../platform/mail/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, isLetIn, preferencesOf } from '../residents/index.ts'
import { Personal } from '../kernel/index.ts'
import { insertLetterForMail, turnMailsIntoLetters } from './letter-store.ts'
import { mailAbout, textAbout } from './mail-text.ts'
import { decideNext, leastBetweenMs } from './rules.ts'
import {
  deleteMail,
  selectDueMails,
  updateDue,
  updateFailed,
  updateMailed,
  type DueMail,
} from './mail-store.ts'

const mostAtOnce = 100
/** Then it is the server and not the mailboxes: the others need not wait for it, one by one. */
const mostUnreachable = 3

/**
 * Mails those who want it that there is something to read; where the city sends no mail, whoever chose so gets a letter. A process
 * that dies after a mail has left sends it once more, under the same id.
 */
export async function mailNotices(tenant: Tenant, stopping: AbortSignal): Promise<void> {
  if (!tenant.mailer) await turnMailsIntoLetters(tenant.database)
  const now = tenant.clock.now()
  const notSince = new Date(now.getTime() - leastBetweenMs)
  const ways = { mails: tenant.mailer !== null, texts: tenant.texter !== null }
  const due = await selectDueMails(tenant.database, { now, notSince, limit: mostAtOnce, ...ways })
  const unreachable = { mail: 0, sms: 0 }
  for (const mail of due) {
    if (stopping.aborted) return
    const by = mail.bySms ? 'sms' : 'mail'
    if (unreachable[by] >= mostUnreachable) continue
    // It was put down, and then they died.
    if (!(await isLetIn(tenant.database, mail.residentId))) {
      await deleteMail(tenant.database, mail)
      continue
    }
    if ((await send(tenant, mail)) === 'unreachable') unreachable[by] += 1
  }
}

async function send(tenant: Tenant, mail: DueMail): Promise<Posted> {
  const posted = await post(tenant, mail)
  const now = tenant.clock.now()
  const next = decideNext(posted, mail, now)
  await inTransaction(tenant.database, async (client) => {
    if (next.do === 'wait') return updateDue(client, mail, next.until)
    if (next.do === 'note-sent') await updateMailed(client, mail.residentId, now)
    else {
      await updateFailed(client, mail.residentId, now)
      await insertLetterForMail(client, mail.residentId, mail.since)
    }
    return deleteMail(client, mail)
  })
  return posted
}

async function post(tenant: Tenant, { residentId, mailId, bySms }: DueMail): Promise<Posted> {
  const resident = await findResident(tenant, residentId)
  const { email: address, textNumber } = resident?.identity.reveal() ?? {}
  const { locale } = await preferencesOf(tenant, residentId)
  if (bySms) {
    if (!tenant.texter || textNumber === undefined) return 'refused'
    return tenant.texter.send({
      ...{ to: new Personal(textNumber), id: mailId, text: textAbout(tenant.city, locale) },
    })
  }
  if (!tenant.mailer || address === undefined) return 'refused'
  return tenant.mailer.send({ to: new Personal(address), id: mailId, ...mailAbout(tenant.city, locale) })
}
