import { z } from 'zod'
import { isMailAddress } from '../mail/index.ts'
import { isHttpsOrOnThisMachine, isOrigin } from './forms.ts'

const twoLanguages = z.strictObject({ ja: z.string().min(1).max(80), en: z.string().min(1).max(80) })

const httpsOrOnThisMachine = z
  .url()
  .max(500)
  .refine((text) => isHttpsOrOnThisMachine(text))

/** What is not the same at every provider is a setting; how each is chosen: docs/operations.md. */
const outsideProviderSchema = z.strictObject({
  issuer: httpsOrOnThisMachine,
  origins: z.array(httpsOrOnThisMachine.refine(isOrigin)).max(5).default([]),
  clientId: z.string().min(1).max(200),
  // RFC 6749 §3.3; without `openid` it is no OpenID.
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/))
    .max(10)
    .default(['openid'])
    .refine((scopes) => scopes.includes('openid')),
  acrValues: z
    .array(z.string().regex(/^\S{1,200}$/))
    .max(10)
    .default([]),
  assertionAudience: z.enum(['issuer', 'token-endpoint']).default('issuer'),
  freshness: z.enum(['auth-time', 'each-time']).default('auth-time'),
  name: z.strictObject({
    ja: z.string().min(1).max(40),
    jaEasy: z.string().min(1).max(80),
    en: z.string().min(1).max(60),
  }),
})

/** In days. Whoever leaves may come back for at least two weeks: who did it for them, with their password, is found out. */
const keepDaysSchema = z.strictObject({
  leaving: z.int().min(14).max(365),
  movedAway: z.int().min(14).max(1_825),
  died: z.int().min(90).max(1_825),
})

const tenantSchema = z.strictObject({
  // `x_keys` would be the name of city x's key store.
  id: z.string().regex(/^(?!.*_keys$)[a-z0-9_]{1,20}$/),
  hosts: z.array(z.string().min(1).max(253).toLowerCase()).min(1).max(20),
  city: z.strictObject({
    name: twoLanguages,
    contact: z.strictObject({
      name: twoLanguages,
      phone: z.string().regex(/^[0-9-]{9,15}$/),
      hours: twoLanguages,
    }),
  }),
  mailFrom: z.string().refine(isMailAddress).optional(),
  outsideProvider: outsideProviderSchema.optional(),
  keepDays: keepDaysSchema.optional(),
  // Below sixteen nobody agrees for themselves.
  joinAloneAge: z.int().min(16).max(25).optional(),
})

/** One city: its short name, and the host names under which it is served. */
export type TenantSetting = z.infer<typeof tenantSchema>

export const tenantsSchema = z
  .array(tenantSchema)
  .min(1)
  .max(200)
  .refine((tenants) => allDiffer(tenants.map(({ id }) => id)))
  .refine((tenants) => allDiffer(tenants.flatMap(({ hosts }) => hosts)))

function allDiffer(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}
