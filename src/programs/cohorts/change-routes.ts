import { z } from 'zod'
import {
  changeBriefingWith,
  changeCohortWith,
  closeCohortWith,
  nameSchema,
  reopenCohortWith,
} from '../../joining/index.ts'
import type { App } from '../../platform/http/index.ts'
import { forScope, writeHeaders } from '../route.ts'
import { day, ofBriefing, ofCohort, places } from './schemas.ts'
import { asked, changed, madeBy, write } from './write-cohort.ts'

const { config, described } = forScope('admin:cohorts')

/** What a cohort and its briefings are to be from now on; closing it, and opening it again. */
export function addChangeRoutes(app: App): void {
  addChangingCohort(app)
  addChangingBriefing(app)
  addClosing(app)
}

function addChangingCohort(app: App): void {
  const body = z
    .strictObject({ name: nameSchema, places, fromDay: day, untilDay: day })
    .partial()
    .describe('What is left out stays as it is')
  const schema = {
    ...described,
    summary: 'Change a cohort',
    description: `Its name, places and days. There are no fewer places than people who have joined, and no briefing outside of
its days. To end it before its last day, close it.`,
    params: ofCohort,
    headers: writeHeaders,
    body,
    response: changed,
  }
  app.patch('/admin/v1/cohorts/:cohortId', { config, schema }, (request, reply) => {
    const cohort = { ...request.params, ...request.body }
    return write(request, reply, asked(request.headers, 'change-cohort', cohort), (client) =>
      changeCohortWith(client, madeBy(request), cohort),
    )
  })
}

function addChangingBriefing(app: App): void {
  const briefingSchema = {
    ...described,
    summary: 'Change a briefing',
    description:
      'Where it is held, on which day of the cohort that is not over, and for how many. The day of one to which somebody came stays.',
    params: ofBriefing,
    headers: writeHeaders,
    body: z
      .strictObject({ heldOn: day, place: nameSchema, places })
      .partial()
      .describe('What is left out stays as it is'),
    response: changed,
  }
  const path = '/admin/v1/cohorts/:cohortId/briefings/:briefingId'
  app.patch(path, { config, schema: briefingSchema }, (request, reply) => {
    const briefing = { ...request.params, ...request.body }
    return write(request, reply, asked(request.headers, 'change-briefing', briefing), (client) =>
      changeBriefingWith(client, madeBy(request), briefing),
    )
  })
}

function addClosing(app: App): void {
  const shared = { ...described, params: ofCohort, headers: writeHeaders, response: changed }
  const closing = {
    ...shared,
    summary: 'Close a cohort',
    description: 'Nobody joins with it any more, by no number and at no briefing. Who has joined stays.',
  }
  app.post('/admin/v1/cohorts/:cohortId/close', { config, schema: closing }, (request, reply) => {
    const { params } = request
    return write(request, reply, asked(request.headers, 'close-cohort', params), (client) =>
      closeCohortWith(client, madeBy(request), params.cohortId),
    )
  })

  const reopening = {
    ...shared,
    summary: 'Open a cohort again',
    description:
      'Takes a closing back while its days are not over. Numbers that were neither used nor revoked nor have run out are good again.',
  }
  app.post('/admin/v1/cohorts/:cohortId/reopen', { config, schema: reopening }, (request, reply) => {
    const { params } = request
    return write(request, reply, asked(request.headers, 'reopen-cohort', params), (client) =>
      reopenCohortWith(client, madeBy(request), params.cohortId),
    )
  })
}
