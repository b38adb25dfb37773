import { integer, moment, optional, text, uuid } from './fields.ts'
import type { Kind } from './kind.ts'

/** What residents were told. */
export const kindsOfNotices: readonly Kind[] = [
  {
    name: 'notices',
    store: 'data',
    table: 'notices.notices',
    about: 'what residents were told, and when they read it',
    key: ['residentId', 'noticeId'],
    fields: {
      residentId: uuid,
      noticeId: uuid,
      kind: text,
      vendorId: optional(uuid),
      count: optional(integer),
      toldAt: moment,
      more: integer,
      readAt: optional(moment),
    },
  },
  {
    name: 'terms-told',
    store: 'data',
    table: 'notices.terms_told',
    about: 'of which versions of the terms everybody was told, and up to which resident',
    key: ['version'],
    fields: { version: integer, upTo: optional(uuid), endedAt: optional(moment) },
  },
  {
    name: 'known-ways',
    store: 'data',
    table: 'identity.known_ways',
    about: 'by which ways residents have signed in, so that a new one is told',
    key: ['residentId', 'way'],
    fields: { residentId: uuid, way: text, firstAt: moment },
  },
  {
    name: 'notice-wishes',
    store: 'data',
    table: 'notices.wishes',
    about: 'how residents want to be told besides in their own pages',
    key: ['residentId'],
    fields: { residentId: uuid, way: text, mailedAt: optional(moment), failedAt: optional(moment) },
  },
]
