import { Personal } from '../kernel/index.ts'
import {
  countLetters,
  heldLetters,
  reachedByLetter,
  toldByLetter,
  type HeldLetter,
  type NoticeKind,
} from '../notices/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  findResident,
  forgetFormerAddress,
  mayBeWrittenTo,
  preferencesOf,
  standsOf,
  type Address,
  type Preferences,
  type ResidentId,
} from '../residents/index.ts'
import { isInOurFont, letterNumber } from './rules.ts'
import { selectPrinted, selectPrints, type Print } from './store.ts'

/** What one letter says. */
export interface Letter {
  /** None of the last one to where letters went before: if it comes back, nothing is learnt of where they go now. */
  number: string | null
  to: Personal<{ name: string; address: Address }>
  locale: Preferences['locale']
  /** What happened, the newest first; our words alone. */
  kinds: NoticeKind[]
}

/**
 * The letters of a print, one after the other as they are drawn. Whoever has gone meanwhile gets none. The first time they are
 * what waited, so that who wants no more letters is told so by one; `again`, only to whom one may go now.
 */
export async function* lettersOf(
  tenant: Tenant,
  number: number,
  { again }: { again: boolean },
): AsyncGenerator<Letter, void> {
  const printed = await selectPrinted(tenant.database, number)
  const letters = again ? await reachedNow(tenant.database, printed) : printed
  for (const { residentId, place, since } of letters) {
    const stands = await standsOf(tenant.database, residentId)
    if (!mayBeWrittenTo(stands?.standing)) continue
    const identity = (await findResident(tenant, residentId))?.identity.reveal()
    if (!identity?.address || !isInOurFont(identity)) continue
    const { locale } = await preferencesOf(tenant, residentId)
    yield {
      number: letterNumber(number, place),
      to: new Personal({ name: identity.name, address: identity.address }),
      locale,
      kinds: await toldByLetter(tenant, residentId, since),
    }
    if (identity.formerAddress)
      yield* lastLetterTo(tenant, residentId, identity.formerAddress, { ...identity, locale })
  }
}

/** With the first print of theirs after it was changed, beside the letter to the new one; then nothing is kept of that place. */
async function* lastLetterTo(
  tenant: Tenant,
  residentId: ResidentId,
  address: Address,
  { name, locale }: { name: string; locale: Preferences['locale'] },
): AsyncGenerator<Letter, void> {
  if (isInOurFont({ name, address })) {
    yield { number: null, to: new Personal({ name, address }), locale, kinds: [] }
  }
  await inTransaction(tenant.database, (client) =>
    forgetFormerAddress(tenant, client, residentId, new Personal(address)),
  )
}

/** Of these letters those that may go out now: not to where one came back from, and to nobody who wants none. */
export async function reachedNow<Of extends { residentId: ResidentId }>(
  database: Queryable,
  letters: readonly Of[],
): Promise<Of[]> {
  const residentIds = letters.map(({ residentId }) => residentId)
  const reached = await reachedByLetter(database, residentIds)
  return letters.filter(({ residentId }) => reached.has(residentId))
}

export interface Overview {
  waiting: number
  /** Whose residents have to be asked first. */
  held: { count: number; letters: HeldLetter[] }
  prints: Print[]
}

const mostShown = 20

/** What waits, what cannot be sent, and the last prints. It names nobody. */
export async function overview({ database }: Pick<Tenant, 'database'>): Promise<Overview> {
  return {
    waiting: await countLetters(database),
    held: await heldLetters(database, mostShown),
    prints: await selectPrints(database, mostShown),
  }
}
