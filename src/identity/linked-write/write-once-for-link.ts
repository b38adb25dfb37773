import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { decideRepeat } from '../../platform/decide-repeat.ts'
import type { OwnerKeys } from '../../platform/keys/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import {
  deleteLinkedWrite,
  insertLinkedWrite,
  selectLinkedWrite,
  updateBegun,
  updateOutcome,
  updateUnderWay,
  type LinkedWrite,
} from './store.ts'

/** By what an app or a partner speaks for a resident: what they have let in, or linked. */
interface Link {
  residentId: ResidentId
  linkHash: Buffer
}

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
/** A deed may take an hour, as a large file does that comes slowly: so often its process says that it is at it. */
const sayAgainMs = 15_000

/**
 * Does it once for an Idempotency-Key of an app or a partner: the same again is answered the same, for a day. Unlike a program's
 * (programs) the deed has transactions of its own, so that its key is taken first. What is refused leaves none.
 */
export async function writeOnceForLink<Answer extends Outcome, Because extends string>(
  tenant: Pick<Tenant, 'database' | 'keys'>,
  { residentId, linkHash }: Link,
  { idempotencyKey, deed, content }: Asked,
  work: () => Promise<{ ok: true; answer: Answer } | Refusal<Because>>,
): Promise<{ ok: true; answer: Answer } | Refusal<Because | 'key-used' | 'being-done' | 'no-such-resident'>> {
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('values')) return refuse('no-such-resident')
  // Under these labels answers of a day are kept: with others, a repeat during an upgrade would be done twice.
  const write: LinkedWrite = {
    residentId,
    keyHash: keys.hmac('values', 'app-write/key', `${linkHash.toString('hex')}/${idempotencyKey}`),
    deed,
    contentHash: keys.hmac('values', 'app-write/content', JSON.stringify(content)),
    begunAt: systemClock.now(),
  }
  const claimed = await claim(tenant, keys, write)
  if (!claimed.ok) return claimed
  if (claimed.before) return { ok: true, answer: claimed.before as Answer }
  const underWay = setInterval(() => {
    // Said in vain, it is said again in time; said not at all, the deed may be done twice, which each can be.
    void updateUnderWay(tenant.database, write, systemClock.now()).catch(() => undefined)
  }, sayAgainMs)
  try {
    const outcome = await work().finally(() => clearInterval(underWay))
    if (outcome.ok) await updateOutcome(tenant.database, write, sealed(keys, write, outcome.answer))
    else await deleteLinkedWrite(tenant.database, write)
    return outcome
  } catch (fault) {
    await deleteLinkedWrite(tenant.database, write)
    throw fault
  }
}

async function claim(
  { database }: Pick<Tenant, 'database'>,
  keys: OwnerKeys,
  write: LinkedWrite,
): Promise<{ ok: true; before: Outcome | undefined } | Refusal<'key-used' | 'being-done'>> {
  if (await insertLinkedWrite(database, write)) return { ok: true, before: undefined }
  const written = await selectLinkedWrite(database, write)
  // Refused a moment ago, and gone: its sender asks again.
  if (!written) return refuse('being-done')
  if (decideRepeat(written, write) === 'key-used') return refuse('key-used')
  if (written.outcome) return { ok: true, before: opened(keys, write, written.outcome) }
  const isOver = write.begunAt.getTime() - written.begunAt.getTime() >= underWayMs
  const taken = isOver && (await updateBegun(database, write, written.begunAt))
  return taken ? { ok: true, before: undefined } : refuse('being-done')
}

function sealed(keys: OwnerKeys, write: LinkedWrite, answer: Outcome): Buffer {
  return keys.seal('values', Buffer.from(JSON.stringify(answer)), contextOf(write))
}

function opened(keys: OwnerKeys, write: LinkedWrite, outcome: Buffer): Outcome {
  return JSON.parse(keys.open('values', outcome, contextOf(write)).toString('utf8')) as Outcome
}

function contextOf({ residentId, keyHash }: LinkedWrite): string {
  return `app-write/${residentId}/${keyHash.toString('hex')}`
}
