import { z } from 'zod'
import { isSensitive, purposeCodes } from '../../catalog/index.ts'
import {
  decideConsent,
  grantsOf,
  longestSearch,
  mentions,
  usesOpenTo,
  type GrantRow,
  type UseOfCompany,
} from '../../consent/index.ts'
import { appOf } from '../../identity/index.ts'
import type { App } from '../../platform/http/index.ts'
import { useIdSchema } from '../../review/index.ts'
import { vendorIdSchema } from '../../vendors/index.ts'
import { anyNo, forScope } from '../route.ts'
import { shownUse, shownUseSchema } from './shown-use.ts'

const { config, described } = forScope('me:read')

const wishSchema = z.strictObject({
  after: useIdSchema.optional().describe('Where the page before ended'),
  limit: z.coerce.number().int().min(1).max(50).default(20).describe('At most so many in one answer'),
  words: z
    .string()
    .max(longestSearch)
    .default('')
    .describe('Every one of them is in what is said of the use'),
  purpose: z.enum(purposeCodes).optional().describe('Of this purpose alone'),
  vendorId: vendorIdSchema.optional().describe('Of this company alone'),
})
type Wish = z.infer<typeof wishSchema>

const openUseSchema = z.object({
  ...shownUseSchema,
  items: z.array(
    z.object({
      item: z.string(),
      sensitive: z.boolean().describe('It is agreed to alone'),
      allowed: z.boolean().describe('The company may use it now'),
    }),
  ),
})

const answerSchema = z.object({
  because: z
    .enum(['not-taking-part', 'too-young', 'terms-not-agreed'])
    .nullable()
    .describe('Why the resident can agree to nothing now; then nothing is listed'),
  uses: z.array(openUseSchema),
  next: z.string().nullable(),
})

/** What its resident could agree to now, whether or not they were ever asked. */
export function addOpenUses(app: App): void {
  app.get(
    '/me/v1/uses/open',
    {
      config,
      schema: {
        ...described,
        summary: 'What the resident can choose',
        description:
          'Each use that they could agree to now, by id, also one that never asked them, or that they have refused or stopped; ask again with after set to next, until it is null.',
        querystring: wishSchema,
        response: { 200: answerSchema.describe('One page of uses'), ...anyNo },
      },
    },
    async (request) => {
      const { tenant, query } = request
      const { residentId } = appOf(request)
      const { because, open } = await usesOpenTo(tenant, residentId)
      const rest = open
        .filter((one) => isWished(one, query))
        .toSorted((one, other) => (one.use.useId < other.use.useId ? -1 : 1))
      const page = rest.slice(0, query.limit)
      const next = rest.length > query.limit ? (page.at(-1)?.use.useId ?? null) : null
      const grants = await grantsOf(tenant, residentId)
      const uses = page.map((one) => shownOpen(one, grants, tenant.clock.now()))
      return { because: because ?? null, uses, next }
    },
  )
}

function isWished({ use, vendor }: UseOfCompany, { after, words, purpose, vendorId }: Wish): boolean {
  return (
    (after === undefined || use.useId > after) &&
    (purpose === undefined || use.terms.purpose === purpose) &&
    (vendorId === undefined || use.vendorId === vendorId) &&
    mentions({ profile: vendor.profile, terms: use.terms }, words)
  )
}

function shownOpen({ use, vendor }: UseOfCompany, grants: readonly GrantRow[], now: Date) {
  const { useId, version: useVersion } = use
  const items = use.terms.items.map((item) => {
    const grant = grants.find((one) => one.useId === useId && one.item === item)
    const { allowed } = decideConsent(grant, { useId, useVersion, item }, now)
    return { item, sensitive: isSensitive(item), allowed }
  })
  return { ...shownUse(use, vendor), items }
}
