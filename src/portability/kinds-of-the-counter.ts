import { bytes, integer, moment, optional, text, uuid } from './fields.ts'
import type { Kind } from './kind.ts'

/** How residents are found at the counter, and what was done there. */
export const kindsOfTheCounter: readonly Kind[] = [
  {
    name: 'search-directory',
    store: 'data',
    table: 'residents.search_directory',
    about: 'under which hashed names and dates of birth the counter finds whom',
    key: ['term', 'residentId'],
    fields: { term: bytes, residentId: uuid },
  },
  {
    name: 'identity-checks',
    store: 'data',
    table: 'counter.identity_checks',
    about: 'when and with which kind of document residents showed who they are',
    key: ['residentId', 'checkId'],
    fields: { residentId: uuid, checkId: uuid, document: text, staffId: uuid, checkedAt: moment },
  },
  {
    name: 'look-ups',
    store: 'data',
    table: 'counter.look_ups',
    about: 'who of the staff, or which program, looked up whom, why, and what they did',
    key: ['residentId', 'lookUpId'],
    fields: {
      residentId: uuid,
      lookUpId: uuid,
      staffId: optional(uuid),
      programId: optional(text),
      reason: text,
      did: text,
      lookedAt: moment,
    },
  },
  {
    name: 'copies',
    store: 'data',
    table: 'copies.copies',
    about: 'when residents took out a copy of their own data',
    key: ['residentId', 'copyId'],
    fields: { residentId: uuid, copyId: uuid, sessionHash: bytes, begunAt: moment },
  },
  {
    name: 'searches',
    store: 'data',
    table: 'counter.searches',
    about: 'how often who of the staff searched, and how many were found',
    key: ['searchId'],
    fields: { searchId: uuid, staffId: uuid, reason: text, found: integer, searchedAt: moment },
  },
]
