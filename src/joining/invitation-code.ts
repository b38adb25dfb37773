import { createHmac, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import {
  groupedFigures,
  makeTwelveFigures,
  twelveFiguresSchema,
  typedFiguresSchema,
} from '../identity/index.ts'
import { Personal, systemClock } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'

const codeSchema = twelveFiguresSchema.brand<'invitation-code'>()
export type InvitationCode = z.infer<typeof codeSchema>

/** As somebody types it. A mistyped one is known by its check digit. */
export const typedInvitationSchema = typedFiguresSchema
  .pipe(codeSchema)
  .transform((code) => new Personal(code))

/** Figures alone, for they are read out over the telephone. */
export function makeInvitationCode(): InvitationCode {
  return codeSchema.parse(makeTwelveFigures())
}

export function groupedInvitation(code: InvitationCode): string {
  return groupedFigures(code)
}

/** By which codes are found. Asked for once, however many are hashed. */
export function codeSecretOf({ keys }: Pick<Tenant, 'keys'>): Promise<Buffer> {
  return keys.serviceSecret('invitation-codes', () => randomBytes(32), systemClock.now())
}

export function hashUnder(secret: Buffer, code: InvitationCode): Buffer {
  return createHmac('sha256', secret).update(`azukari/invitation/${code}`).digest()
}
