import { z } from 'zod'
import { programOf } from '../../identity/index.ts'
import { cohortOf, joiningRefusals, makeCodesWith, most, type MadeCodes } from '../../joining/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { programRefusals } from '../refusals.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'
import { writeOnce } from '../write-once.ts'
import { day, ofSheet, sheetSchema, shownSheet } from './schemas.ts'

const { config, described } = forScope('admin:cohorts')
const refusals = { ...joiningRefusals, ...programRefusals }

const schema = {
  ...described,
  summary: 'Make a sheet of invitation numbers',
  description: `Under a new id of your choice. The numbers are told once, in this answer: the city keeps none, and a repeat of
the request is told that the sheet is there, and no number. Where the answer was lost, revoke the sheet and make another.`,
  params: ofSheet,
  headers: writeHeaders,
  body: z
    .strictObject({
      codes: z.int().min(1).max(most.codesOfASheet).describe('How many numbers'),
      goodFor: z.int().min(1).max(1000).describe('How many people each lets in'),
      untilDay: day,
    })
    .describe('What is to be printed'),
  response: {
    200: z
      .object({
        sheet: sheetSchema,
        numbers: z
          .array(z.string().describe('Twelve figures'))
          .nullable()
          .describe('Null for a repeat: they were told before'),
      })
      .describe('The sheet, and its numbers'),
    ...anyNo,
    ...problemResponses(404, 409, 422),
  },
}

export function addSheetRoute(app: App): void {
  app.put('/admin/v1/cohorts/:cohortId/sheets/:sheetId', { config, schema }, async (request, reply) => {
    const { tenant, params, body, headers } = request
    const wanted = { ...params, ...body }
    const by = programOf(request)
    const asked = { ...by, idempotencyKey: headers['idempotency-key'], deed: 'make-codes', content: wanted }
    let told: MadeCodes['codes'] | null = null
    const outcome = await writeOnce(tenant, asked, async (client) => {
      const made = await makeCodesWith(client, tenant, by, wanted)
      if (made.ok) told = made.codes
      return made
    })
    if (!outcome.ok) return answerRefusal(request, reply, outcome, refusals)
    const found = await cohortOf(tenant, params.cohortId)
    const sheet = found?.sheets.find(({ sheetId }) => sheetId === params.sheetId)
    if (!sheet) return answerRefusal(request, reply, { because: 'no-cohort' }, refusals)
    return { sheet: shownSheet(sheet), numbers: numbersOf(told) }
  })
}

function numbersOf(codes: MadeCodes['codes'] | null): string[] | null {
  return codes?.map((code) => code.reveal()) ?? null
}
