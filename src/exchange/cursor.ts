import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { dayMs, systemClock } from '../kernel/index.ts'
import { openBytes, sealBytes } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { useIdSchema, type UseId } from '../review/index.ts'
import { pseudonymSchema, type Pseudonym } from './delivery-store.ts'

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
  /** What has data was passed over on the way here, so it leads on to what was withdrawn alone. */
  only?: 'withdrawn' | undefined
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
  only: z.literal('withdrawn').optional(),
})

export function startOf(useId: UseId, subject: Pseudonym | null): Cursor {
  return { useId, subject, low: 0n, page: null }
}

/** A cursor names a resident while a window is paged, so companies get it sealed: it can be handed back, not read. */
export async function writeCursor(tenant: Tenant, cursor: Cursor): Promise<string> {
  const plain = JSON.stringify(cursor, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  const [newest] = await cursorKeys(tenant)
  if (!newest) throw new Error('there is always a key for cursors')
  return sealBytes(newest, Buffer.from(plain), 'exchange/cursor').toString('base64url')
}

/** For whom a cursor has to be one. */
interface Asked {
  useId: UseId
  subject: Pseudonym | null
  onlyWithdrawn?: true
}

/** `undefined` when the text is no cursor of ours, or one of another use or subject, or of what was withdrawn alone. */
export async function readCursor(
  tenant: Tenant,
  text: string,
  { useId, subject, onlyWithdrawn }: Asked,
): Promise<Cursor | undefined> {
  const sealed = Buffer.from(text, 'base64url')
  if (sealed.length < 32 || sealed.length > 512) return undefined
  const plain = openedBy(await cursorKeys(tenant), sealed) ?? openedBy(await readCursorKeys(tenant), sealed)
  const parsed = plain && cursorSchema.safeParse(JSON.parse(plain.toString('utf8')))
  if (!parsed?.success || (parsed.data.only && !onlyWithdrawn)) return undefined
  return parsed.data.useId === useId && parsed.data.subject === subject ? parsed.data : undefined
}

function openedBy(keys: readonly KeyObject[], sealed: Buffer): Buffer | undefined {
  for (const key of keys) {
    const plain = tryOpen(key, sealed)
    if (plain) return plain
  }
  return undefined
}

/** Bytes that do not open are a cursor somebody made up: an answer, not a fault. */
function tryOpen(key: KeyObject, sealed: Buffer): Buffer | undefined {
  try {
    return openBytes(key, sealed, 'exchange/cursor')
  } catch {
    return undefined
  }
}

const name = 'exchange-cursor'
const makeKey = () => randomBytes(32)
/** A company that comes back later than this begins at the start of its cursor. */
const goodAfterRenewalMs = 90 * dayMs
/** As long at most a process goes on with a key that another has renewed; a cursor of the new one it looks up. */
const believedMs = 30_000

const known = new WeakMap<Tenant['keys'], { keys: KeyObject[]; readAt: number }>()

/** The newest first. */
async function cursorKeys(tenant: Tenant): Promise<KeyObject[]> {
  const remembered = known.get(tenant.keys)
  const isFresh = remembered !== undefined && performance.now() - remembered.readAt < believedMs
  return isFresh ? remembered.keys : readCursorKeys(tenant)
}

async function readCursorKeys({ keys }: Tenant): Promise<KeyObject[]> {
  const now = systemClock.now()
  const secrets = await keys.goodServiceSecrets(name, makeKey, { now, goodAfterRenewalMs })
  const found = secrets.map((secret) => createSecretKey(secret))
  known.set(keys, { keys: found, readAt: performance.now() })
  return found
}

/** One more key, which seals from now on. Returns its number. */
export function renewCursorKey({ keys }: Pick<Tenant, 'keys'>): Promise<number> {
  return keys.renewServiceSecret(name, makeKey, systemClock.now())
}
