import { bytes, integer, moment, optional, sealed, text, uuid } from './fields.ts'
import type { Kind } from './kind.ts'

/** What residents hold in their hand to sign in, as far as the city knows it. */
export const kindsOfCards: readonly Kind[] = [
  {
    name: 'cards',
    store: 'data',
    table: 'identity.cards',
    about: 'cards to sign in with; number and PIN as hashes under the secret `card-numbers`',
    key: ['residentId'],
    fields: {
      residentId: uuid,
      numberHash: bytes,
      pinSalt: bytes,
      pinHash: bytes,
      issuedAt: moment,
      wrongInARow: integer,
      wrongInAll: integer,
      wrongBeforeSignIn: integer,
      wrongProven: optional(integer),
    },
  },
  {
    name: 'card-directory',
    store: 'data',
    table: 'identity.card_directory',
    about: 'whose card a number was, by the hash of the number',
    key: ['numberHash'],
    fields: { numberHash: bytes, residentId: uuid },
  },
  {
    name: 'ended-cards',
    store: 'data',
    table: 'identity.ended_cards',
    about: 'cards that are good no more',
    key: ['numberHash'],
    fields: { numberHash: bytes, residentId: uuid, endId: uuid, endedAt: moment },
  },
  {
    name: 'ends',
    store: 'data',
    table: 'identity.ends',
    about: 'passkeys, mailboxes, links, staff, persons of companies, programs and keys that are good no more',
    key: ['endId'],
    fields: { endId: uuid, what: text, which: text, endedAt: moment },
  },
  {
    name: 'passkey-names',
    store: 'data',
    table: 'identity.passkey_names',
    about: 'what residents call their passkeys, and how their authenticators do',
    key: ['residentId', 'credentialHash'],
    fields: {
      residentId: uuid,
      credentialHash: bytes,
      name: sealed('identity', (of) => `identity/passkey-name/${of('credentialHash')}`),
      credentialId: optional(sealed('identity', (of) => `identity/passkey-id/${of('credentialHash')}`)),
    },
  },
  {
    name: 'mail-addresses',
    store: 'data',
    table: 'identity.mail_addresses',
    about:
      'to whose mailbox codes for signing in are sent; addresses as hashes under the secret `resident-search`',
    key: ['addressHash'],
    fields: { addressHash: bytes, residentId: uuid, confirmedAt: moment },
  },
]
