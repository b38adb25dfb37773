import { createHash } from 'node:crypto'
import type pg from 'pg'
import { refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { decideRepeat } from '../platform/decide-repeat.ts'
import type { Tenant } from '../platform/tenant.ts'
import { insertWrite, lockKey, selectWrite } from './store.ts'

export interface Asked {
  programId: string
  /** Of the request. */
  idempotencyKey: string
  deed: string
  /** All that the deed depends on. Nothing about a person: a hash of it is kept. */
  content: unknown
}

/** Does it, once for a key, in one transaction with its line in the ledger. What is refused leaves none. */
export function writeOnce<Because extends string>(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  { programId, idempotencyKey, deed, content }: Asked,
  work: (client: pg.PoolClient) => Promise<{ ok: true } | Refusal<Because>>,
): Promise<{ ok: true } | Refusal<Because | 'key-used'>> {
  const write = {
    programId,
    keyHash: hashOf(idempotencyKey),
    deed,
    contentHash: hashOf(JSON.stringify(content)),
    writtenAt: clock.now(),
  }
  return inTransaction(database, async (client) => {
    await lockKey(client, write)
    const before = decideRepeat(await selectWrite(client, write), write)
    if (before === 'key-used') return refuse('key-used')
    if (before === 'repeated') return { ok: true }
    const outcome = await work(client)
    if (outcome.ok) await insertWrite(client, write)
    return outcome
  })
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
