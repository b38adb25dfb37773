import type { Mail, Posted } from '../../platform/mail/index.ts'
import type { Texter } from '../../platform/sms/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { FewAtOnce } from '../card/few-at-once.ts'

/** A mail server takes seconds at worst. More than these are dropped: whoever needs a code asks again. */
const posting = new FewAtOnce({ atOnce: 4, waiting: 200 })

/** Likewise, as a text message. */
export function postText(
  { id, texter }: Pick<Tenant, 'id' | 'texter'>,
  message: Parameters<Texter['send']>[0],
  log: Log,
): void {
  if (texter) handOver(id, () => texter.send(message), log)
}

/** Nobody waits for it, and nothing of the answer rests on it: whether a mail is sent must not show in the time. */
export function post({ id, mailer }: Pick<Tenant, 'id' | 'mailer'>, mail: Mail, log: Log): void {
  if (mailer) handOver(id, () => mailer.send(mail), log)
}

function handOver(tenant: string, send: () => Promise<Posted>, log: Log): void {
  posting
    .run(send)
    .then((posted) => {
      if (posted !== 'sent') log.warn('a code was not sent', { tenant, because: posted ?? 'too-many' })
    })
    .catch((error: unknown) => log.error('a code could not be sent', { tenant, error }))
}
