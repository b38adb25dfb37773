import { leftOut } from '../backup/index.ts'

/** Tables that are in no export, and why. With the kinds they are all tables there are; a test says so. */
export const notExported: Readonly<Record<string, string>> = {
  ...leftOut,
  'keystore.city_keys': 'the new installation wraps by a city key of its own',
  'keystore.journal_mark': 'how far the stop journal had come; the new installation begins one',
  'keystore.log_mark': 'how far the log had come here; the new installation notes it with its first leaf',
  'platform.confirmed_alone': 'how often stops were confirmed without a second machine; there is none yet',
  'platform.demo_clock': 'how far the clock of a demo is ahead belongs to its installation',
  'platform.job_tasks': 'written by migrating',
  'platform.moved_away': 'says of this installation that it is no longer the one',
  'platform.stop_journal': 'which lines of the stop journal are known; the new installation begins a journal',
  'platform.stop_journal_identity': 'which stop journal belongs to this database',
  'proof.sequencer': 'who appends to the log at present',
}

/** Columns that the installation that imports fills itself. */
export const notExportedColumns: Readonly<Record<string, string>> = {
  'consent.grants.ending_told':
    'what residents were told of its end; the new installation tells them once more',
  'consent.noes.entry_ids':
    'which lines of the stop journal tell of it; the new installation begins a journal',
  'exchange.deliveries.most_residents':
    'what a repeat within ten minutes may have; the new installation begins its own',
  'vault.imports.link_hash': 'by which link a partner brought it; the links stay behind',
  'vault.imports.told': 'what the partner is told of it, by that link',
  'keystore.owner_keys.city_key_id': 'which city key wraps it',
  'keystore.service_keys.city_key_id': 'which city key wraps it',
}

/** Secrets of the key store that are made anew. One of which nobody has said what becomes of it stops an export. */
const secretsMadeAnew: Readonly<Record<string, string>> = {
  'email-codes': 'codes under it are good for minutes',
  'invitation-codes': 'the codes under it stay behind, too; new ones are printed',
  'oidc-signing': 'tokens of the old installation are good for minutes, and for it alone',
  'outside-provider-key': 'the new installation shows the outside provider a key of its own',
  'partner-codes': 'the links under it stay behind, too; residents link partners anew',
  'outside-subjects': 'the links under it stay behind, too',
  'bulk-lines': 'lines of files that waited for moments; the file is sent again',
  'exchange-cursor': 'positions are written anew, so every company begins at the start of its cursor',
  'backup-manifest': 'backups of the old installation are none of the new one',
}
/** Without them no number and no PIN of a card is known again, and nobody is found, at the counter or by their mailbox. */
const secretsOfTheCity: readonly string[] = ['card-numbers', 'resident-search']
const secretOfTheLog = /^log-signing\/\d{1,9}$/

/** `of-the-city` moves and is copied, `of-the-log` only moves, `made-anew` stays. */
export type SortOfSecret = 'of-the-city' | 'of-the-log' | 'made-anew'

/** @throws for a secret of which nobody has said whether the city can do without it */
export function sortOfSecret(name: string): SortOfSecret {
  if (secretOfTheLog.test(name)) return 'of-the-log'
  if (secretsOfTheCity.includes(name)) return 'of-the-city'
  if (Object.hasOwn(secretsMadeAnew, name)) return 'made-anew'
  throw new Error(`src/portability/not-exported.ts does not say what becomes of the secret ${name}`)
}
