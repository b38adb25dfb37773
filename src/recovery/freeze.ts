import { randomUUID } from 'node:crypto'
import { freezeConsents, queueNoesAgain } from '../consent/index.ts'
import { queueErasuresAgain } from '../erasure/index.ts'
import { endEveryShare, queueCardEndsAgain, queueEndsAgain } from '../identity/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { beginAnew, compareWithJournal } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { goOnWithoutLost } from '../proof/index.ts'
import { queueLifeChangesAgain } from '../residents/index.ts'
import { doAgain } from './admit.ts'
import { recordedIn } from './recorded.ts'

export interface Frozen {
  /** Whose consents were frozen: they are asked again. */
  residents: number
  /** Where the old journal lies, and what the log cannot go on from, if there was any. */
  aside: string[]
}

/**
 * For when the stop journal is lost for good: nobody knows what was stopped since this database was written, so every
 * consent is frozen and every share ended, and only then does a new journal begin, with the erasures, the ended cards, who has left or died, and the
 * newest no of everybody, of which this database knows. What can still be read of the old one is done again first. Broken off, it is run again.
 * @throws when the new journal cannot be written
 */
export async function freezeEverything(
  tenant: Tenant,
  checkpoints: string,
  onProgress: (residents: number) => void,
): Promise<Frozen> {
  const { missing } = await compareWithJournal(tenant.database, tenant.journal, recordedIn(tenant))
  await doAgain(tenant, missing)
  const residents = await freezeConsents(tenant, onProgress)
  await endEveryShare(tenant.database)
  const journal = await inTransaction(tenant.database, async (client) => {
    const aside = await beginAnew(client, tenant.journal, randomUUID())
    await queueErasuresAgain(client)
    await queueCardEndsAgain(client)
    await queueLifeChangesAgain(client)
    await queueEndsAgain(client)
    await queueNoesAgain(client)
    return aside
  })
  tenant.journal.found(true)
  if (!(await tenant.journal.keep())) throw new Error('the new journal could not be written')
  const lost = await goOnWithoutLost(tenant, checkpoints)
  return { residents, aside: journal === null ? lost : [journal, ...lost] }
}
