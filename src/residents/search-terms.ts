import { createHmac, randomBytes } from 'node:crypto'
import { systemClock, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident } from './find-resident.ts'
import { searchKana } from './names/search-forms.ts'
import type { ResidentId, ResidentIdentity } from './resident.ts'
import { deleteSearchTerms, insertSearchTerms, selectByTerm, selectUnfound } from './store.ts'

const secretName = 'resident-search'

/** What somebody says of themselves at the counter. `kana`: the whole name, or the family name alone. */
export interface SaidOfOneself {
  kana: string
  birthDate: LocalDay
}

/** Where to find somebody: their date of birth with the whole name, and with the family name. */
export async function searchTermsOf(
  tenant: Pick<Tenant, 'keys'>,
  { kana, birthDate }: Pick<ResidentIdentity, 'kana' | 'birthDate'>,
): Promise<Buffer[]> {
  const [family = kana] = kana.trim().split(/\s+/u)
  const names = new Set([kana, family].flatMap((name) => searchKana(name) ?? []))
  return Promise.all([...names].map((name) => termOf(tenant, name, birthDate)))
}

/** In the transaction that writes who they are. */
export function writeSearchTerms(
  client: Queryable,
  residentId: ResidentId,
  terms: readonly Buffer[],
): Promise<void> {
  return insertSearchTerms(client, residentId, terms)
}

/** In the caller's transaction. */
export function forgetSearchTerms(client: Queryable, residentId: ResidentId): Promise<void> {
  return deleteSearchTerms(client, residentId)
}

/** At most `limit` residents of whom both are true. Writing down who looked is the caller's. */
export async function searchResidents(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  { kana, birthDate }: SaidOfOneself,
  limit: number,
): Promise<ResidentId[]> {
  const name = searchKana(kana)
  return name === undefined ? [] : selectByTerm(client, await termOf(tenant, name, birthDate), limit)
}

async function termOf({ keys }: Pick<Tenant, 'keys'>, name: string, birthDate: LocalDay): Promise<Buffer> {
  const secret = await keys.serviceSecret(secretName, () => randomBytes(32), systemClock.now())
  return createHmac('sha256', secret)
    .update(JSON.stringify([name, birthDate]))
    .digest()
}

/** Residents looked at in one round. */
const perRound = 200

/** Makes those findable who are not yet. Whoever is erased has no identity any more, and stays unfound. */
export async function writeMissingSearchTerms(tenant: Tenant, stopping?: AbortSignal): Promise<void> {
  let after: ResidentId | undefined
  do {
    const unfound: ResidentId[] = await selectUnfound(tenant.database, after, perRound)
    for (const residentId of unfound) {
      const resident = await findResident(tenant, residentId)
      if (resident)
        await insertSearchTerms(
          tenant.database,
          residentId,
          await searchTermsOf(tenant, resident.identity.reveal()),
        )
    }
    after = unfound.length === perRound ? unfound.at(-1) : undefined
  } while (after !== undefined && stopping?.aborted !== true)
}
