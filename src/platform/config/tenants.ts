import { z } from 'zod'

const twoLanguages = z.strictObject({ ja: z.string().min(1).max(80), en: z.string().min(1).max(80) })

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
