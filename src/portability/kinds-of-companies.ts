import { day, json, moment, optional, text, uuid } from './fields.ts'
import type { Kind } from './kind.ts'

/** How companies registered themselves, what the city decided, and who acts for them. */
export const kindsOfCompanies: readonly Kind[] = [
  {
    name: 'company-registrations',
    store: 'data',
    table: 'vendors.registrations',
    about: 'what companies said when they registered: their number (法人番号), and whom to ask',
    key: ['vendorId'],
    fields: { vendorId: uuid, corporateNumber: text, contact: json, registeredAt: moment },
  },
  {
    name: 'company-decisions',
    store: 'data',
    table: 'vendors.decisions',
    about: 'which companies were accepted or turned down, by whom and why',
    key: ['vendorId'],
    fields: {
      vendorId: uuid,
      kind: text,
      staffId: uuid,
      reason: optional(text),
      contractUntil: optional(moment),
      decidedAt: moment,
    },
  },
  {
    name: 'company-persons',
    store: 'data',
    table: 'identity.company_persons',
    about: 'who is responsible for a company',
    key: ['personId'],
    fields: { personId: uuid, vendorId: uuid, name: text, standing: text },
  },
  {
    name: 'company-acts',
    store: 'data',
    table: 'identity.company_acts',
    about: 'who of a company did what',
    key: ['actId'],
    fields: {
      actId: uuid,
      vendorId: uuid,
      kind: text,
      byPerson: optional(uuid),
      personId: optional(uuid),
      clientId: optional(text),
      keyId: optional(text),
      happenedAt: moment,
    },
  },
  {
    name: 'program-keys',
    store: 'data',
    table: 'identity.client_keys',
    about: 'keys of programs: when they were added, last used and retired',
    key: ['clientId', 'keyId'],
    fields: {
      clientId: text,
      keyId: text,
      thumbprint: text,
      addedAt: optional(moment),
      lastUsedOn: optional(day),
      retiredAt: optional(moment),
    },
  },
]
