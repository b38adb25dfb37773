import type { Mail } from '../../platform/mail/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { FewAtOnce } from '../card/few-at-once.ts'

/** A mail server takes seconds at worst. More than these are dropped: whoever needs a code asks again. */
const posting = new FewAtOnce({ atOnce: 4, waiting: 200 })

/** Nobody waits for it, and nothing of the answer rests on it: whether a mail is sent must not show in the time. */
export function post({ id, mailer }: Pick<Tenant, 'id' | 'mailer'>, mail: Mail, log: Log): void {
  if (!mailer) return
  posting
    .run(() => mailer.send(mail))
    .then((posted) => {
      if (posted !== 'sent') log.warn('a mail was not sent', { tenant: id, because: posted ?? 'too-many' })
    })
    .catch((error: unknown) => log.error('a mail could not be sent', { tenant: id, error }))
}
