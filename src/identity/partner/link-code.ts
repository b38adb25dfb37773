import { createHmac, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { Personal, systemClock } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import {
  groupedFigures,
  makeTwelveFigures,
  twelveFiguresSchema,
  typedFiguresSchema,
} from '../twelve-figures.ts'

const codeSchema = twelveFiguresSchema.brand<'link-code'>()
export type LinkCode = z.infer<typeof codeSchema>

/** As a partner's program sends it, however it was typed there. Undefined for what can be none. */
export function readLinkCode(typed: string): Personal<LinkCode> | undefined {
  const code = typedFiguresSchema.pipe(codeSchema).safeParse(typed)
  return code.success ? new Personal(code.data) : undefined
}

export function makeLinkCode(): LinkCode {
  return codeSchema.parse(makeTwelveFigures())
}

export function groupedLinkCode(code: LinkCode): string {
  return groupedFigures(code)
}

/** By which codes are found, and links named. */
export function linkSecretOf({ keys }: Pick<Tenant, 'keys'>): Promise<Buffer> {
  return keys.serviceSecret('partner-codes', () => randomBytes(32), systemClock.now())
}

export function hashOfCode(secret: Buffer, code: LinkCode): Buffer {
  return under(secret, 'code', [code])
}

export function hashOfKey(secret: Buffer, programId: string, idempotencyKey: string): Buffer {
  return under(secret, 'key', [programId, idempotencyKey])
}

/**
 * What a partner is given for a link. Nobody could guess it, and asked for again under the same key it is the same: so a lost
 * answer costs nothing, and no database has it.
 */
export function linkIdOf(
  secret: Buffer,
  of: { programId: string; idempotencyKey: string; code: LinkCode },
): string {
  return under(secret, 'link', [of.programId, of.idempotencyKey, of.code]).toString('base64url')
}

function under(secret: Buffer, what: string, of: readonly string[]): Buffer {
  return createHmac('sha256', secret)
    .update(JSON.stringify([`azukari/partner/${what}`, ...of]))
    .digest()
}
