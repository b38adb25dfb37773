import { z } from 'zod'
import { idSchema, localDaySchema, type Id, type Personal } from '../kernel/index.ts'

export type ResidentId = Id<'resident'>
export const residentIdSchema = idSchema<ResidentId>()

/** Who somebody is. It lies sealed under the resident's identity key and travels as `Personal`. */
export const residentIdentitySchema = z.strictObject({
  name: z.string().min(1).max(80),
  kana: z.string().min(1).max(120),
  birthDate: localDaySchema,
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
