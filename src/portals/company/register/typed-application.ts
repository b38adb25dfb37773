import { z } from 'zod'
import { personNameSchema } from '../../../identity/index.ts'
import { lineSchema, Personal } from '../../../kernel/index.ts'
import {
  contactSchema,
  newVendorProfileSchema,
  typedCorporateNumberSchema,
  type Application,
} from '../../../vendors/index.ts'

const fields = [
  'name',
  'nameEn',
  'kind',
  'corporateNumber',
  'address',
  'representative',
  'department',
  'departmentEn',
  'phone',
  'certificate',
  'person',
  'email',
  'contactPhone',
] as const
export type RegisterField = (typeof fields)[number]
export type Typed = z.infer<typeof typedSchema>

const text = z.string().max(300).optional()
export const typedSchema = z.strictObject({
  name: text,
  nameEn: text,
  kind: text,
  corporateNumber: text,
  address: text,
  representative: text,
  department: text,
  departmentEn: text,
  phone: text,
  certificate: text,
  person: text,
  email: text,
  contactPhone: text,
})

/** What was pasted in several lines, in one. */
const tidied = (given: string | undefined) => given?.replace(/\s+/gu, ' ').trim() ?? ''
const line = (within: z.ZodType<string, string>) => z.string().transform(tidied).pipe(within)
const phone = z.string().transform((typed) =>
  tidied(typed)
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−ー]/gu, '-'),
)
const { shape } = newVendorProfileSchema
const emptyIsNone = (typed: string | undefined) => (tidied(typed) === '' ? undefined : typed)

const readers = {
  name: line(shape.name),
  nameEn: line(shape.nameEn),
  kind: shape.kind,
  corporateNumber: typedCorporateNumberSchema,
  address: line(shape.address),
  representative: line(shape.representative),
  department: line(shape.department),
  departmentEn: z
    .string()
    .optional()
    .transform(emptyIsNone)
    .pipe(line(lineSchema(80)).optional()),
  phone: phone.pipe(shape.phone),
  certificate: z
    .string()
    .optional()
    .transform(emptyIsNone)
    .pipe(line(lineSchema(80)).optional()),
  person: line(z.string()).pipe(personNameSchema),
  email: z
    .string()
    .transform((typed) => tidied(typed).normalize('NFKC'))
    .pipe(contactSchema.shape.email),
  contactPhone: phone.pipe(contactSchema.shape.phone),
} as const satisfies Record<RegisterField, z.ZodType>
const applicationSchema = z.object(readers)

/** What a company says of itself, from what was typed; or the entries that must be corrected, in their order. */
export function readApplication(
  typed: Typed,
):
  | { ok: true; application: Application & { person: Personal<string> } }
  | { ok: false; wrong: RegisterField[] } {
  const read = applicationSchema.safeParse(typed)
  if (!read.success) {
    const wrong = new Set(read.error.issues.map(({ path: [field] }) => field))
    return { ok: false, wrong: fields.filter((field) => wrong.has(field)) }
  }
  const { corporateNumber, person, email, contactPhone, departmentEn, certificate, ...rest } = read.data
  const profile = {
    ...rest,
    ...(departmentEn === undefined ? {} : { departmentEn }),
    certificate: certificate ?? null,
  }
  const contact = new Personal({ email, phone: contactPhone })
  return { ok: true, application: { profile, corporateNumber, contact, person: new Personal(person) } }
}
