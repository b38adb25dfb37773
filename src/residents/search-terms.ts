import { createHmac, randomBytes } from 'node:crypto'
import { systemClock, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident } from './find-resident.ts'
import { searchKana } from './names/search-forms.ts'
import type { ResidentId, ResidentIdentity } from './resident.ts'
import {
  deleteSearchTerms,
  insertSearchTerms,
  selectByTerm,
  selectUnfound,
  type FoundByTerm,
} from './store.ts'

const secretName = 'resident-search'

/** What somebody says of themselves at the counter. `kana`: the whole name, or the family name alone. */
export interface SaidOfOneself {
  kana: string
  birthDate: LocalDay
}

/** Under which terms are made. Asked for once, however many residents there are. */
export function searchSecretOf({ keys }: Pick<Tenant, 'keys'>): Promise<Buffer> {
  return keys.serviceSecret(secretName, () => randomBytes(32), systemClock.now())
}

/** Where to find somebody: their date of birth with the whole name, and with the family name. */
function termsUnder(
  secret: Buffer,
  { kana, birthDate }: Pick<ResidentIdentity, 'kana' | 'birthDate'>,
): Buffer[] {
  const [family = kana] = kana.trim().split(/\s+/u)
  const names = new Set([kana, family].flatMap((name) => searchKana(name) ?? []))
  return [...names].map((name) => termOf(secret, name, birthDate))
}

/** Where somebody is found by their whole name alone: two of whom it is the same may be one. */
export function wholeTermUnder(
  secret: Buffer,
  { kana, birthDate }: Pick<ResidentIdentity, 'kana' | 'birthDate'>,
): Buffer {
  return termOf(secret, searchKana(kana) ?? kana, birthDate)
}

/** In the transaction that writes who they are. */
export function writeSearchTerms(
  client: Queryable,
  secret: Buffer,
  people: readonly { residentId: ResidentId; identity: ResidentIdentity }[],
): Promise<void> {
  const found = people.flatMap(({ residentId, identity }) =>
    termsUnder(secret, identity).map((term) => ({ residentId, term })),
  )
  return insertSearchTerms(client, found)
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
): Promise<FoundByTerm[]> {
  const name = searchKana(kana)
  if (name === undefined) return []
  return selectByTerm(client, termOf(await searchSecretOf(tenant), name, birthDate), limit)
}

function termOf(secret: Buffer, name: string, birthDate: LocalDay): Buffer {
  return createHmac('sha256', secret)
    .update(JSON.stringify([name, birthDate]))
    .digest()
}

/** Residents looked at in one round. */
const perRound = 200

/** Makes those findable who are not yet. Whoever is erased has no identity any more, and stays unfound. */
export async function writeMissingSearchTerms(tenant: Tenant, stopping?: AbortSignal): Promise<void> {
  const secret = await searchSecretOf(tenant)
  let after: ResidentId | undefined
  do {
    const unfound: ResidentId[] = await selectUnfound(tenant.database, after, perRound)
    for (const residentId of unfound) {
      const resident = await findResident(tenant, residentId)
      if (resident)
        await writeSearchTerms(tenant.database, secret, [
          { residentId, identity: resident.identity.reveal() },
        ])
    }
    after = unfound.length === perRound ? unfound.at(-1) : undefined
  } while (after !== undefined && stopping?.aborted !== true)
}
