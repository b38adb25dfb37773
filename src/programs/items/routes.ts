import { z } from 'zod'
import { itemCodes, itemOf, purposeCodes, purposes } from '../../catalog/index.ts'
import type { App } from '../../platform/http/index.ts'
import { anyNo, forScope } from '../route.ts'

const { config, described } = forScope('admin:items')
const names = z.object({ ja: z.string(), jaEasy: z.string(), en: z.string() })

const itemSchema = z.object({
  code: z.string(),
  names,
  tier: z
    .enum(['G0', 'P1', 'P2', 'H1', 'H2', 'H3'])
    .describe('How sensitive it is; H2 and H3 are 要配慮個人情報'),
  shape: z.enum(['sum', 'level', 'span', 'document']).describe('How the samples of a day combine'),
  unit: z.string().describe('UCUM'),
  plausible: z.object({ min: z.number(), max: z.number() }).nullable(),
  concerns: z.enum(['person', 'household', 'others']),
})

/** The catalogue is part of the program: it is read here, and changes with a new version. */
export function addItemRoutes(app: App): void {
  const itemsAnswer = z.object({ items: z.array(itemSchema) }).describe('Every item')
  app.get(
    '/admin/v1/items',
    {
      config,
      schema: {
        ...described,
        summary: 'The items of the catalogue',
        description: 'All of them: what residents may deposit and companies may ask for.',
        response: { 200: itemsAnswer, ...anyNo },
      },
    },
    () => ({ items: itemCodes.map((code) => ({ code, ...itemOf(code) })) }),
  )
  const purposesAnswer = z
    .object({ purposes: z.array(z.object({ code: z.string(), names })) })
    .describe('Every purpose')
  app.get(
    '/admin/v1/purposes',
    {
      config,
      schema: {
        ...described,
        summary: 'What data may be used for',
        description: 'All of them. A use names exactly one.',
        response: { 200: purposesAnswer, ...anyNo },
      },
    },
    () => ({ purposes: purposeCodes.map((code) => ({ code, names: purposes[code] })) }),
  )
}
