/**
 * What no backup holds, and why. Everything else in the database is in it without anybody remembering it. A line that
 * names a table which is not there is caught by a test.
 */
export const leftOut: Readonly<Record<string, string>> = {
  'graphile_worker.*': 'the queue is made anew by its own program; housekeeping is queued again by the clock',
  'platform.migrations': 'written by migrating; the manifest says which there were',
  'platform.processes': 'leases of processes: in the restored city none of them lives',
  'copies.under_way': 'what was being written then is not being written now',
  'counter.attendances': 'whom somebody attended to then is not attended to now',
  'counter.card_requests':
    'whoever confirmed a card then confirmed it once; it must not be handed over again',
  'counter.requests':
    'what waited for a second person is asked for again; what was confirmed stands elsewhere',
  'residents.bulk_loads': 'whoever was made from a file is a resident; the rest is sent again',
  'residents.bulk_lines': 'waited for moments; the file is sent again',
  'identity.app_links': 'an app that was ended must not come back; residents let it in anew',
  'identity.partner_codes': 'good once, for minutes; one that was used must not come back',
  'identity.partner_links': 'a partner that was ended must not come back; residents link it anew',
  'identity.partner_counts': 'counted within a day',
  'identity.share_codes': 'a share that was ended or used must not come back; residents share anew',
  'identity.app_writes': 'what apps and partners did is done; an answer is kept for a day at most',
  'exchange.quota_spent': 'what companies had read in that minute and on that day',
  'joining.codes': 'one that was used or revoked must not come back; new ones are printed',
  'joining.half_done': 'good for an hour; whoever had begun begins again',
  'joining.wrong_codes': 'counted within a minute',
  'identity.email_codes': 'good once, for minutes; one that was used must not come back',
  'identity.outside_subjects': 'a link that was undone must not come back; residents link anew',
  'identity.former_mailboxes': 'a mailbox that waited then was told since, or it is no news any more',
  'notices.mails': 'a mail that waited then has left since, or is no news any more',
  'identity.sessions': 'who was signed in then is not signed in now',
  'identity.staff_sessions': 'who was signed in then is not signed in now',
  'identity.staff_invitations': 'good once; one that was used must not come back',
  'identity.company_sessions': 'who was signed in then is not signed in now',
  'identity.company_invitations': 'good once; one that was used must not come back',
  'identity.oidc_documents':
    'used-once marks and tokens of minutes; one that was taken back must not come back',
  'sandbox.*': 'what companies tried on people who do not exist; a company begins anew',
}

/**
 * Secrets of the key store that are destroyed by a restore, so that what they sealed is good no more. Positions on the
 * change cursor are written anew (ADR 0004), so every company begins at the start of its cursor. With all that renewed them.
 */
export const secretsNotKept: readonly string[] = ['exchange-cursor']

/** Whether a table, by `schema.table`, is left out. */
export function isLeftOut(table: string): boolean {
  return Object.hasOwn(leftOut, table) || Object.hasOwn(leftOut, `${table.split('.')[0] ?? ''}.*`)
}
