import { z } from 'zod'
import { grantsOf, type GrantRow } from '../../consent/index.ts'
import { appOf } from '../../identity/index.ts'
import type { App } from '../../platform/http/index.ts'
import { listUses, useIdSchema, type Use } from '../../review/index.ts'
import { findVendors, type Vendor } from '../../vendors/index.ts'
import { anyNo, forScope, instant, textOf } from '../route.ts'
import { addOpenUses } from './open-uses-route.ts'
import { shownUse, shownUseSchema } from './shown-use.ts'

const { config, described } = forScope('me:read')

/** What companies ask for, and what the resident has said. */
export function addUseRoutes(app: App): void {
  addUses(app)
  addOpenUses(app)
  addConsents(app)
}

const usesSchema = z.object({ uses: z.array(z.object(shownUseSchema)), next: z.string().nullable() })

function addUses(app: App): void {
  app.get(
    '/me/v1/uses',
    {
      config,
      schema: {
        ...described,
        summary: 'What companies ask for',
        description:
          'The current version of each use, by id; ask again with after set to next, until it is null.',
        querystring: z.strictObject({
          after: useIdSchema.optional().describe('Where the page before ended'),
          limit: z.coerce.number().int().min(1).max(50).default(20).describe('At most so many in one answer'),
        }),
        response: { 200: usesSchema.describe('One page of uses'), ...anyNo },
      },
    },
    async ({ tenant, query: { after, limit } }) => {
      const rest = (await listUses(tenant.database)).filter(
        ({ useId }) => after === undefined || useId > after,
      )
      const page = rest.slice(0, limit)
      const vendors = await findVendors(tenant.database, [...new Set(page.map(({ vendorId }) => vendorId))])
      const next = rest.length > limit ? (page.at(-1)?.useId ?? null) : null
      return { uses: page.map((use) => shownUse(use, vendors.find(isOf(use)))), next }
    },
  )
}

function isOf({ vendorId }: Use) {
  return (vendor: Vendor) => vendor.vendorId === vendorId
}

const consentsSchema = z.object({
  consents: z.array(
    z.object({
      useId: z.string(),
      useVersion: z.number().int(),
      item: z.string(),
      state: z.string().describe('granted, paused, refused, withdrawn or frozen; anything else is a no'),
      until: instant.nullable(),
      pausedUntil: instant
        .nullable()
        .describe('Of what is paused: from when it may be used again; null until the resident resumes it'),
      changedAt: instant,
    }),
  ),
})

function addConsents(app: App): void {
  app.get(
    '/me/v1/consents',
    {
      config,
      schema: {
        ...described,
        summary: 'What the resident has said',
        description: 'One line for each use and item they were asked about, as it stands now.',
        response: { 200: consentsSchema.describe('Every line'), ...anyNo },
      },
    },
    async (request) => {
      const grants = await grantsOf(request.tenant, appOf(request).residentId)
      return { consents: grants.map(shownGrant) }
    },
  )
}

function shownGrant({ useId, useVersion, item, state, until, pausedUntil, changedAt }: GrantRow) {
  const paused = textOf(state === 'paused' ? pausedUntil : null)
  return {
    useId,
    useVersion,
    item,
    state,
    until: textOf(until),
    pausedUntil: paused,
    changedAt: textOf(changedAt),
  }
}
