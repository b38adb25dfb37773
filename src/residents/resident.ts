import { z } from 'zod'
import { idSchema, localDaySchema, type Id, type Personal } from '../kernel/index.ts'
import { addressSchema } from './address/address.ts'
import { emailSchema, phoneSchema, textNumberSchema } from './contact.ts'
import { kanaAtMost, nameAtMost } from './names/limits.ts'

export type ResidentId = Id<'resident'>
export const residentIdSchema = idSchema<ResidentId>()

/** Who somebody is. It lies sealed under the resident's identity key and travels as `Personal`. */
export const residentIdentitySchema = z.strictObject({
  name: z.string().min(1).max(nameAtMost),
  kana: z.string().min(1).max(kanaAtMost),
  birthDate: localDaySchema,
  // Not known of who joined before these were asked for.
  address: addressSchema.optional(),
  // Where letters went before, until one there has said that they go elsewhere now.
  formerAddress: addressSchema.optional(),
  phone: phoneSchema.optional(),
  email: emailSchema.optional(),
  // Where text messages go: they have shown that it is theirs.
  textNumber: textNumberSchema.optional(),
})
export type ResidentIdentity = z.infer<typeof residentIdentitySchema>

export const preferencesSchema = z.object({
  locale: z.enum(['ja', 'ja-easy', 'en']),
  ruby: z.boolean(),
  largeText: z.boolean(),
})
export type Preferences = z.infer<typeof preferencesSchema>

export const defaultPreferences: Preferences = { locale: 'ja', ruby: false, largeText: false }

export interface Resident {
  residentId: ResidentId
  identity: Personal<ResidentIdentity>
  joinedAt: Date
}
