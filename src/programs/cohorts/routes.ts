import { z } from 'zod'
import { programOf } from '../../identity/index.ts'
import {
  addBriefingWith,
  cohorts,
  countWhoCameWith,
  makeCohortWith,
  nameSchema,
  revokeSheet,
} from '../../joining/index.ts'
import { problemResponses, type App } from '../../platform/http/index.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'
import { addChangeRoutes } from './change-routes.ts'
import {
  cohortSchema,
  day,
  ofBriefing,
  ofCohort,
  ofSheet,
  places,
  shownCohort,
  wholeSchema,
} from './schemas.ts'
import { addSheetRoute } from './sheet-route.ts'
import { answerCohort, asked, changed, madeBy, write } from './write-cohort.ts'

const { config, described } = forScope('admin:cohorts')
const anyNoOfOne = { ...anyNo, ...problemResponses(404) }

/** What the pages for cohorts do. Numbers alone: nobody is named, and nobody can be looked for. */
export function addCohortRoutes(app: App): void {
  addLooking(app)
  addMaking(app)
  addBriefings(app)
  addChangeRoutes(app)
  addSheetRoute(app)
  addRevoking(app)
}

function addLooking(app: App): void {
  const list = z.object({ cohorts: z.array(cohortSchema) }).describe('Every cohort, the newest first')
  const listSchema = {
    ...described,
    summary: 'The cohorts of the city',
    description: 'With how many were invited, came, joined and dropped out. A city has at most 200.',
    response: { 200: list, ...anyNo },
  }
  app.get('/admin/v1/cohorts', { config, schema: listSchema }, async ({ tenant }) => ({
    cohorts: (await cohorts(tenant)).map(shownCohort),
  }))

  const oneSchema = {
    ...described,
    summary: 'One cohort',
    description:
      'With its briefings and its sheets of invitation numbers. The numbers themselves are kept nowhere.',
    params: ofCohort,
    response: { 200: wholeSchema.describe('As it is now'), ...anyNoOfOne },
  }
  app.get('/admin/v1/cohorts/:cohortId', { config, schema: oneSchema }, (request, reply) =>
    answerCohort(request, reply, request.params.cohortId),
  )
}

function addMaking(app: App): void {
  const schema = {
    ...described,
    summary: 'Make a cohort',
    description: 'Under a new id of your choice.',
    params: ofCohort,
    headers: writeHeaders,
    body: z
      .strictObject({ name: nameSchema, places, fromDay: day, untilDay: day })
      .describe('So many places, between these days'),
    response: changed,
  }
  app.put('/admin/v1/cohorts/:cohortId', { config, schema }, (request, reply) => {
    const cohort = { ...request.params, ...request.body }
    return write(request, reply, asked(request.headers, 'make-cohort', cohort), (client) =>
      makeCohortWith(client, madeBy(request), cohort),
    )
  })
}

function addBriefings(app: App): void {
  const schema = {
    ...described,
    summary: 'Add a briefing',
    description: 'Under a new id of your choice, on a day of the cohort that is not over.',
    params: ofBriefing,
    headers: writeHeaders,
    body: z.strictObject({ heldOn: day, place: nameSchema, places }).describe('When and where'),
    response: changed,
  }
  app.put('/admin/v1/cohorts/:cohortId/briefings/:briefingId', { config, schema }, (request, reply) => {
    const briefing = { ...request.params, ...request.body }
    return write(request, reply, asked(request.headers, 'add-briefing', briefing), (client) =>
      addBriefingWith(client, madeBy(request), briefing),
    )
  })

  const cameSchema = {
    ...described,
    summary: 'Say how many came',
    description:
      'To a briefing, from its day on, and not fewer than have joined there: a number, and nobody’s name. The last one said counts.',
    params: ofBriefing,
    headers: writeHeaders,
    body: z.strictObject({ came: z.int().min(0).max(100_000) }).describe('How many'),
    response: changed,
  }
  app.put(
    '/admin/v1/cohorts/:cohortId/briefings/:briefingId/came',
    { config, schema: cameSchema },
    (request, reply) => {
      const counted = { ...request.params, ...request.body }
      return write(request, reply, asked(request.headers, 'count-who-came', counted), (client) =>
        countWhoCameWith(client, request.tenant.clock.now(), counted),
      )
    },
  )
}

function addRevoking(app: App): void {
  const schema = {
    ...described,
    summary: 'Revoke a sheet of invitation numbers',
    description: 'None of its numbers lets anybody in any more. Who has joined stays.',
    params: ofSheet,
    headers: writeHeaders,
    response: changed,
  }
  app.post('/admin/v1/cohorts/:cohortId/sheets/:sheetId/revoke', { config, schema }, (request, reply) => {
    const { params, tenant } = request
    return write(request, reply, asked(request.headers, 'revoke-sheet', params), (client) =>
      revokeSheet({ database: client, clock: tenant.clock }, programOf(request), params),
    )
  })
}
