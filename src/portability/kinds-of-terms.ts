import { boolean, bytes, day, integer, json, moment, optional, text, uuid } from './fields.ts'
import type { Kind } from './kind.ts'

/** What residents agree to when they entrust data, and who has. */
export const kindsOfTerms: readonly Kind[] = [
  {
    name: 'terms-versions',
    store: 'data',
    table: 'residents.terms_versions',
    about: 'the terms of deposit, version by version, in three languages',
    key: ['version'],
    fields: {
      version: integer,
      effectiveFrom: day,
      needsAgreement: boolean,
      sections: json,
      publishedAt: moment,
    },
  },
  {
    name: 'terms-answers',
    store: 'data',
    table: 'residents.terms_answers',
    about: 'who agreed to which version or said no, on a page or on a signed paper',
    key: ['residentId', 'answerId'],
    fields: {
      residentId: uuid,
      answerId: uuid,
      version: integer,
      answer: text,
      channel: text,
      staffId: optional(uuid),
      paperHash: optional(bytes),
      answeredAt: moment,
    },
  },
]
