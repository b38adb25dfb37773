import { z } from 'zod'
import { municipalityCodeSchema } from './municipality-code.ts'

export const addressTextAtMost = 200

/** Where somebody lives. */
export const addressSchema = z.strictObject({
  /** 郵便番号, seven figures without 〒 or hyphen. */
  postalCode: z.string().regex(/^\d{7}$/),
  municipalityCode: municipalityCodeSchema,
  /** 町字ID of the アドレス・ベース・レジストリ: four figures of the 大字・町, three of the 丁目・小字. */
  townCode: z
    .string()
    .regex(/^\d{7}$/)
    .optional(),
  /** As it is written on a letter, from the prefecture on. */
  text: z.string().min(1).max(addressTextAtMost),
})
export type Address = z.infer<typeof addressSchema>
