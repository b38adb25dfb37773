import { inTransaction } from '../platform/database/index.ts'
import type { Posted } from '../platform/mail/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, isLetIn, preferencesOf } from '../residents/index.ts'
import { Personal } from '../kernel/index.ts'
import { insertLetterForMail, turnMailsIntoLetters } from './letter-store.ts'
import { mailAbout } from './mail-text.ts'
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
 * Mails those who want it that there is something to read; where the city sends no mail, whoever chose so gets a letter. A process that dies after a mail has left sends it once more,
 * under the same id.
 */
export async function mailNotices(tenant: Tenant, stopping: AbortSignal): Promise<void> {
  if (!tenant.mailer) return turnMailsIntoLetters(tenant.database)
  const now = tenant.clock.now()
  const notSince = new Date(now.getTime() - leastBetweenMs)
  const due = await selectDueMails(tenant.database, { now, notSince, limit: mostAtOnce })
  let unreachable = 0
  for (const mail of due) {
    if (stopping.aborted || unreachable >= mostUnreachable) return
    // It was put down, and then they died.
    if (!(await isLetIn(tenant.database, mail.residentId))) {
      await deleteMail(tenant.database, mail)
      continue
    }
    if ((await send(tenant, mail)) === 'unreachable') unreachable += 1
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

async function post(tenant: Tenant, { residentId, mailId }: DueMail): Promise<Posted> {
  const resident = await findResident(tenant, residentId)
  const address = resident?.identity.reveal().email
  if (!tenant.mailer || address === undefined) return 'refused'
  const { locale } = await preferencesOf(tenant, residentId)
  return tenant.mailer.send({ to: new Personal(address), id: mailId, ...mailAbout(tenant.city, locale) })
}
