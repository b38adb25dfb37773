import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { openBytes, sealBytes } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { useIdSchema, type UseId } from '../review/index.ts'
import { pseudonymSchema, type Pseudonym } from './store.ts'

/**
 * Where a company stands on the change cursor of one use. Positions are PostgreSQL transaction ids: a window holds
 * what happened at low ≤ position < high. `page`: the window is being read in pages of residents.
 */
export interface Cursor {
  useId: UseId
  /** One resident alone; null for all. A cursor of one is none for the others. */
  subject: Pseudonym | null
  low: bigint
  page: { high: bigint; after: ResidentId } | null
}

const position = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform(BigInt)

const cursorSchema = z.strictObject({
  useId: useIdSchema,
  subject: pseudonymSchema.nullable(),
  low: position,
  page: z.strictObject({ high: position, after: residentIdSchema }).nullable(),
})

export function startOf(useId: UseId, subject: Pseudonym | null): Cursor {
  return { useId, subject, low: 0n, page: null }
}

/** A cursor names a resident while a window is paged, so companies get it sealed: it can be handed back, not read. */
export async function writeCursor(tenant: Tenant, cursor: Cursor): Promise<string> {
  const plain = JSON.stringify(cursor, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  return sealBytes(await cursorKey(tenant), Buffer.from(plain), 'exchange/cursor').toString('base64url')
}

/** `undefined` when the text is no cursor of ours, or one of another use or subject. */
export async function readCursor(
  tenant: Tenant,
  text: string,
  useId: UseId,
  subject: Pseudonym | null,
): Promise<Cursor | undefined> {
  const sealed = Buffer.from(text, 'base64url')
  if (sealed.length < 32 || sealed.length > 512) return undefined
  const key = await cursorKey(tenant)
  const plain = tryOpen(key, sealed)
  const parsed = plain && cursorSchema.safeParse(JSON.parse(plain.toString('utf8')))
  if (!parsed?.success) return undefined
  return parsed.data.useId === useId && parsed.data.subject === subject ? parsed.data : undefined
}

/** Bytes that do not open are a cursor somebody made up: an answer, not a fault. */
function tryOpen(key: KeyObject, sealed: Buffer): Buffer | undefined {
  try {
    return openBytes(key, sealed, 'exchange/cursor')
  } catch {
    return undefined
  }
}

const cursorKeys = new WeakMap<Tenant, Promise<KeyObject>>()

function cursorKey(tenant: Tenant): Promise<KeyObject> {
  const known = cursorKeys.get(tenant)
  if (known) return known
  const key = tenant.keys
    .serviceSecret('exchange-cursor', () => randomBytes(32), tenant.clock.now())
    .then((secret) => createSecretKey(secret))
  cursorKeys.set(tenant, key)
  // A key store that was away for a moment must not be remembered as a broken key.
  key.catch(() => cursorKeys.delete(tenant))
  return key
}
