import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { z } from 'zod'
import { checkDigitOf } from '../identity/index.ts'
import { Personal, systemClock } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'

const codeSchema = z
  .string()
  .regex(/^\d{12}$/u)
  .refine((digits) => checkDigitOf(digits.slice(0, -1)) === digits.at(-1))
  .brand<'invitation-code'>()
export type InvitationCode = z.infer<typeof codeSchema>

/** As somebody types it: full-width figures, and spaces or hyphens of any kind between them. A mistyped one is known by its check digit. */
export const typedInvitationSchema = z
  .string()
  .max(64)
  .transform((text) => text.normalize('NFKC').replace(/[\s\p{Pd}−ー]/gu, ''))
  .pipe(codeSchema)
  .transform((code) => new Personal(code))

/** Figures alone, for they are read out over the telephone: eleven at random and one to check them by. */
export function makeInvitationCode(): InvitationCode {
  const digits = Array.from({ length: 11 }, () => String(randomInt(10))).join('')
  return codeSchema.parse(digits + checkDigitOf(digits))
}

/** As it is printed and read out: three groups of four. */
export function groupedInvitation(code: InvitationCode): string {
  return code.replace(/(\d{4})(?=\d)/gu, '$1 ')
}

/** By which codes are found. Asked for once, however many are hashed. */
export function codeSecretOf({ keys }: Pick<Tenant, 'keys'>): Promise<Buffer> {
  return keys.serviceSecret('invitation-codes', () => randomBytes(32), systemClock.now())
}

export function hashUnder(secret: Buffer, code: InvitationCode): Buffer {
  return createHmac('sha256', secret).update(`azukari/invitation/${code}`).digest()
}
