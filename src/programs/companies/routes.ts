import { z } from 'zod'
import { programOf } from '../../identity/index.ts'
import { instantSchema, refuse } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import {
  findVendor,
  listVendors,
  quotasOf,
  quotasOfMany,
  quotasSchema,
  saveVendorWith,
  setQuotasWith,
  usualQuotas,
  vendorIdSchema,
  newVendorProfileSchema,
  vendorProfileSchema,
  type SavedBefore,
  type Vendor,
} from '../../vendors/index.ts'
import { maySaveCompany } from '../rules.ts'
import { programRefusals } from '../refusals.ts'
import { anyNo, forScope, pageOf, writeHeaders } from '../route.ts'
import { writeOnce } from '../write-once.ts'

const { config, described } = forScope('admin:vendors')

const standing = z
  .enum(['active', 'suspended', 'ended'])
  .describe('Only an active company, while its contract runs, receives anything')
const companySchema = z.object({
  vendorId: z.string(),
  profile: vendorProfileSchema,
  standing: z.string(),
  contractUntil: z.string(),
  quotas: quotasSchema,
})
const companyBody = z
  .strictObject({
    profile: newVendorProfileSchema,
    standing,
    contractUntil: instantSchema.describe('Within five years, where it is not what it was'),
    // Who does not know of quotas must not take them away.
    quotas: quotasSchema.optional().describe('Left out: as they are'),
  })
  .describe('The whole of it, as it is from now on')

export function addCompanyRoutes(app: App): void {
  addList(app)
  addSave(app)
}

function addList(app: App): void {
  app.get(
    '/admin/v1/vendors',
    {
      config,
      schema: {
        ...described,
        summary: 'The companies of the city',
        description:
          'By id, page by page: ask again with after set to the next of the answer, until it is null.',
        querystring: pageOf(vendorIdSchema),
        response: {
          200: z
            .object({ companies: z.array(companySchema), next: z.string().nullable() })
            .describe('One page of companies'),
          ...anyNo,
        },
      },
    },
    async ({ tenant, query: { after, limit } }) => {
      const found = await listVendors(tenant.database, after, limit)
      const next = found.length === limit ? (found.at(-1)?.vendorId ?? null) : null
      const quotas = await quotasOfMany(
        tenant.database,
        found.map(({ vendorId }) => vendorId),
      )
      return { companies: found.map((vendor) => shown(vendor, quotas.get(vendor.vendorId))), next }
    },
  )
}

function addSave(app: App): void {
  app.put(
    '/admin/v1/vendors/:vendorId',
    {
      config,
      schema: {
        ...described,
        summary: 'Save a company',
        description:
          'Under an id of your choice where it is new. A standing that is not active counts from the next read on.',
        params: z.strictObject({ vendorId: vendorIdSchema }),
        headers: writeHeaders,
        body: companyBody,
        response: {
          200: companySchema.describe('As it is now'),
          ...anyNo,
          ...problemResponses(404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const { tenant, params, body, headers } = request
      const asked = { ...programOf(request), idempotencyKey: headers['idempotency-key'] }
      const outcome = await saveCompany(tenant, asked, { ...params, ...body })
      if (!outcome.ok) return answerRefusal(request, reply, outcome, programRefusals)
      const saved = await findVendor(tenant.database, params.vendorId)
      return saved
        ? shown(saved, await quotasOf(tenant.database, saved.vendorId))
        : answerRefusal(request, reply, { because: 'unknown-company' }, programRefusals)
    },
  )
}

/** The company, and with it what it may read, where that is said. */
function saveCompany(
  tenant: Tenant,
  asked: { programId: string; idempotencyKey: string },
  { quotas, ...vendor }: z.infer<typeof companyBody> & Pick<Vendor, 'vendorId'>,
) {
  const content = quotas ? { ...vendor, quotas } : vendor
  return writeOnce(tenant, { ...asked, deed: 'save-company', content }, async (client) => {
    const by = { programId: asked.programId }
    const at = tenant.clock.now()
    const may = (before: SavedBefore | undefined) => maySaveCompany(before, vendor.standing)
    const saved = await saveVendorWith(client, vendor, { ...by, at }, may)
    if (!saved.ok) return saved
    if (!quotas) return { ok: true }
    const set = { by, at }
    const limited = await setQuotasWith(client, vendor.vendorId, quotas, set)
    // Parsed at the edge, and the company is there: it was saved just now.
    return limited.ok ? limited : refuse('unknown-company')
  })
}

function shown({ contractUntil, ...vendor }: Vendor, quotas = usualQuotas) {
  return { ...vendor, contractUntil: contractUntil.toISOString(), quotas }
}
