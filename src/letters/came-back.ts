import { addressEnteredAt } from '../counter/index.ts'
import type { StaffId } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { returnLetter } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { LetterRefusal } from './refusals.ts'
import { readLetterNumber } from './rules.ts'
import { insertAct, selectPrinted, selectSent } from './store.ts'

/**
 * The post brought this letter back: it waits again, and nothing more goes there, until its resident has been asked. Where they
 * have said since it was printed where they live, it goes there with the next print.
 */
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
    const [sent, entered] = [
      await selectSent(client, read.number),
      await addressEnteredAt(client, letter.residentId),
    ]
    await returnLetter(client, { ...letter, held: !entered || !sent || sent >= entered })
    return { ok: true } as const
  })
}
