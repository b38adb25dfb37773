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
    name: 'notice-wishes',
    store: 'data',
    table: 'notices.wishes',
    about: 'how residents want to be told besides in their own pages',
    key: ['residentId'],
    fields: { residentId: uuid, way: text, mailedAt: optional(moment), failedAt: optional(moment) },
  },
]
