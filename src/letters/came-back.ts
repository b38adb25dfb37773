import type { StaffId } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { returnLetter } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { LetterRefusal } from './refusals.ts'
import { readLetterNumber } from './rules.ts'
import { insertAct, selectPrinted } from './store.ts'

/** The post brought this letter back: it waits again, and nothing more goes there, until its resident has been asked. */
export async function noteCameBack(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  staffId: StaffId,
  typed: string,
): Promise<{ ok: true } | Refusal<LetterRefusal>> {
  const read = readLetterNumber(typed)
  if (!read) return refuse('no-such-letter')
  return inTransaction(database, async (client) => {
    const letter = (await selectPrinted(client, read.number)).find(({ place }) => place === read.place)
    if (!letter) return refuse('no-such-letter')
    const act = { ...read, kind: 'came-back', staffId, at: clock.now() } as const
    if (!(await insertAct(client, act))) return refuse('came-back-already')
    await returnLetter(client, letter)
    return { ok: true } as const
  })
}
