import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import { z } from 'zod'
import { Personal, systemClock } from '../../kernel/index.ts'
import { openBytes, sealBytes } from '../../platform/keys/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { newToken } from '../token.ts'

const codeSchema = z
  .string()
  .regex(/^\d{8}$/u)
  .brand<'email-code'>()
export type EmailCode = z.infer<typeof codeSchema>

/** As somebody types it: full-width figures, and spaces or hyphens of any kind between them. */
export const typedCodeSchema = z
  .string()
  .max(40)
  .transform((text) => text.normalize('NFKC').replace(/[\s\p{Pd}−ー]/gu, ''))
  .pipe(codeSchema)
  .transform((code) => new Personal(code))

export function makeCode(): EmailCode {
  return codeSchema.parse(String(randomInt(100_000_000)).padStart(8, '0'))
}

/** As it stands in the mail: two groups of four. */
export function groupedCode(code: EmailCode): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

/** What binds a code to the browser that asked for it: the token is in its cookie, and its hash alone in the database. */
export const newBrowserToken = newToken

export function browserHashOf(token: string): Buffer {
  return createHash('sha256').update(`azukari/email-code/${token}`).digest()
}

/** Bound to the browser: the same code for another browser has another hash. */
export async function codeHashOf(
  { keys }: Pick<Tenant, 'keys'>,
  browserHash: Buffer,
  code: EmailCode,
): Promise<Buffer> {
  const secret = await keys.serviceSecret('email-codes', () => randomBytes(32), systemClock.now())
  return createHmac('sha256', secret).update(browserHash).update(code).digest()
}

/** So that only who has the cookie can say which address it was. */
export function sealAddress(token: string, address: Personal<string>): Buffer {
  return sealBytes(keyFrom(token), Buffer.from(address.reveal()), 'identity/email-code')
}

export function openAddress(token: string, sealed: Buffer): Personal<string> {
  return new Personal(openBytes(keyFrom(token), sealed, 'identity/email-code').toString('utf8'))
}

function keyFrom(token: string): Buffer {
  return createHmac('sha256', token).update('azukari/email-code/address').digest()
}
