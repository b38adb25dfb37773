import { day, integer, moment, optional, text, uuid } from './fields.ts'
import type { Kind } from './kind.ts'

/** Who was asked to join together, at which briefings, and who did. The codes stay behind: new ones are printed. */
export const kindsOfJoining: readonly Kind[] = [
  {
    name: 'cohorts',
    store: 'data',
    table: 'joining.cohorts',
    about: 'who is asked to join together: a name, so many places, between which days',
    key: ['cohortId'],
    fields: {
      cohortId: uuid,
      name: text,
      places: integer,
      fromDay: day,
      untilDay: day,
      closedAt: optional(moment),
      erased: integer,
      madeBy: optional(uuid),
      madeByProgram: optional(text),
      madeAt: moment,
    },
  },
  {
    name: 'briefings',
    store: 'data',
    table: 'joining.briefings',
    about: 'when and where briefings are held, and how many came',
    key: ['briefingId'],
    fields: {
      briefingId: uuid,
      cohortId: uuid,
      heldOn: day,
      place: text,
      places: integer,
      came: optional(integer),
      madeBy: optional(uuid),
      madeByProgram: optional(text),
      madeAt: moment,
    },
  },
  {
    name: 'cohort-acts',
    store: 'data',
    table: 'joining.cohort_acts',
    about:
      'who made, changed, closed or opened again a cohort or a briefing of it, and what held from then on',
    key: ['cohortId', 'number'],
    fields: {
      cohortId: uuid,
      number: integer,
      kind: text,
      briefingId: optional(uuid),
      name: text,
      places: integer,
      fromDay: day,
      untilDay: day,
      byStaff: optional(uuid),
      byProgram: optional(text),
      happenedAt: moment,
    },
  },
  {
    name: 'cohort-members',
    store: 'data',
    table: 'joining.members',
    about: 'with which cohort residents joined, at which briefing, and whether they have left it',
    key: ['residentId'],
    fields: {
      residentId: uuid,
      cohortId: uuid,
      briefingId: optional(uuid),
      joinedAt: moment,
      leftAt: optional(moment),
    },
  },
]
