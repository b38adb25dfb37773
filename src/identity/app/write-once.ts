import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { decideRepeat } from '../../platform/decide-repeat.ts'
import type { OwnerKeys } from '../../platform/keys/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { SpeakingApp } from './require-app.ts'
import {
  deleteAppWrite,
  insertAppWrite,
  selectAppWrite,
  updateBegun,
  updateOutcome,
  type AppWrite,
} from './write-store.ts'

/** What an app or a partner is answered for a deed; kept sealed under a key of the resident's. */
type Outcome = Readonly<Record<string, string | number | boolean | null>>

interface Asked {
  /** Of the request. */
  idempotencyKey: string
  deed: string
  /** All that the deed depends on. */
  content: unknown
}

/** A deed that has not ended after so long was that of a process that died, and is done again: each can be. */
const underWayMs = 60_000

/**
 * Does it, once for a key, for an app or a partner: the same again is answered the same, for a day. Unlike a program's (programs)
 * the deed has transactions of its own, so that its key is taken first. What is refused leaves none.
 */
export async function appWriteOnce<Answer extends Outcome, Because extends string>(
  tenant: Pick<Tenant, 'database' | 'keys'>,
  { residentId, linkHash }: Pick<SpeakingApp, 'residentId' | 'linkHash'>,
  { idempotencyKey, deed, content }: Asked,
  work: () => Promise<{ ok: true; answer: Answer } | Refusal<Because>>,
): Promise<{ ok: true; answer: Answer } | Refusal<Because | 'key-used' | 'being-done' | 'no-such-resident'>> {
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('values')) return refuse('no-such-resident')
  const write: AppWrite = {
    residentId,
    keyHash: keys.hmac('values', 'app-write/key', `${linkHash.toString('hex')}/${idempotencyKey}`),
    deed,
    contentHash: keys.hmac('values', 'app-write/content', JSON.stringify(content)),
    begunAt: systemClock.now(),
  }
  const claimed = await claim(tenant, keys, write)
  if (!claimed.ok) return claimed
  if (claimed.before) return { ok: true, answer: claimed.before as Answer }
  try {
    const outcome = await work()
    if (outcome.ok) await updateOutcome(tenant.database, write, sealed(keys, write, outcome.answer))
    else await deleteAppWrite(tenant.database, write)
    return outcome
  } catch (fault) {
    await deleteAppWrite(tenant.database, write)
    throw fault
  }
}

async function claim(
  { database }: Pick<Tenant, 'database'>,
  keys: OwnerKeys,
  write: AppWrite,
): Promise<{ ok: true; before: Outcome | undefined } | Refusal<'key-used' | 'being-done'>> {
  if (await insertAppWrite(database, write)) return { ok: true, before: undefined }
  const written = await selectAppWrite(database, write)
  // Refused a moment ago, and gone: its sender asks again.
  if (!written) return refuse('being-done')
  if (decideRepeat(written, write) === 'key-used') return refuse('key-used')
  if (written.outcome) return { ok: true, before: opened(keys, write, written.outcome) }
  const isOver = write.begunAt.getTime() - written.begunAt.getTime() >= underWayMs
  const taken = isOver && (await updateBegun(database, write, written.begunAt))
  return taken ? { ok: true, before: undefined } : refuse('being-done')
}

function sealed(keys: OwnerKeys, write: AppWrite, answer: Outcome): Buffer {
  return keys.seal('values', Buffer.from(JSON.stringify(answer)), contextOf(write))
}

function opened(keys: OwnerKeys, write: AppWrite, outcome: Buffer): Outcome {
  return JSON.parse(keys.open('values', outcome, contextOf(write)).toString('utf8')) as Outcome
}

function contextOf({ residentId, keyHash }: AppWrite): string {
  return `app-write/${residentId}/${keyHash.toString('hex')}`
}
