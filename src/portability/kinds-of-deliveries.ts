import { bytes, day, integer, json, moment, optional, text, uuid } from './fields.ts'
import type { Kind } from './kind.ts'

const residentId = uuid

/** What companies have received of them, and what they were refused. */
export const kindsOfDeliveries: readonly Kind[] = [
  {
    name: 'pseudonyms',
    store: 'data',
    table: 'exchange.pseudonyms',
    about: 'under which name each use knows a resident',
    key: ['residentId', 'useId', 'epoch'],
    fields: { residentId, useId: uuid, epoch: integer, pseudonym: uuid, createdAt: moment },
  },
  {
    name: 'pseudonym-directory',
    store: 'data',
    table: 'exchange.pseudonym_directory',
    about: 'who a pseudonym is, by the hash of the pseudonym',
    key: ['pseudonymHash'],
    fields: { pseudonymHash: bytes, residentId, useId: uuid },
  },
  {
    name: 'provisions',
    store: 'data',
    table: 'exchange.provisions',
    about: 'what was announced to be given to whom: the record that the law asks for (第三者提供記録)',
    key: ['residentId', 'provisionId'],
    fields: {
      residentId,
      provisionId: uuid,
      deliveryId: uuid,
      vendorId: uuid,
      useId: uuid,
      useVersion: integer,
      pseudonym: uuid,
      items: json,
      recordCount: integer,
      reasonCode: text,
      ownWords: optional(text),
      commitment: bytes,
      openedAt: moment,
    },
  },
  {
    name: 'sendings',
    store: 'data',
    table: 'exchange.sendings',
    about: 'each time a provision was begun to be sent',
    key: ['residentId', 'sendingId'],
    fields: { residentId, sendingId: uuid, provisionId: uuid, processId: uuid, openedAt: moment },
  },
  {
    name: 'closings',
    store: 'data',
    table: 'exchange.closings',
    about: 'how a sending ended, and what really left',
    key: ['residentId', 'sendingId'],
    fields: {
      residentId,
      sendingId: uuid,
      outcome: text,
      items: json,
      recordCount: integer,
      closedAt: moment,
    },
  },
  {
    name: 'refusals',
    store: 'data',
    table: 'exchange.refusals',
    about: 'when a company asked for a resident and was refused',
    key: ['residentId', 'refusalId'],
    fields: {
      residentId,
      refusalId: uuid,
      vendorId: uuid,
      useId: uuid,
      because: text,
      day,
      happenedAt: moment,
    },
  },
]
