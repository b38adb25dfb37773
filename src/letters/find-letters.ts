import { Personal } from '../kernel/index.ts'
import {
  countLetters,
  heldLetters,
  toldByLetter,
  type HeldLetter,
  type NoticeKind,
} from '../notices/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, isLetIn, preferencesOf, type Address, type Preferences } from '../residents/index.ts'
import { letterNumber } from './rules.ts'
import { selectPrinted, selectPrints, type Print } from './store.ts'

/** What one letter says. */
export interface Letter {
  number: string
  to: Personal<{ name: string; address: Address }>
  locale: Preferences['locale']
  /** What happened, the newest first; our words alone. */
  kinds: NoticeKind[]
}

/** The letters of a print, one after the other as they are drawn. Whoever has gone meanwhile gets none. */
export async function* lettersOf(tenant: Tenant, number: number): AsyncGenerator<Letter, void> {
  for (const { residentId, place, since } of await selectPrinted(tenant.database, number)) {
    if (!(await isLetIn(tenant.database, residentId))) continue
    const identity = (await findResident(tenant, residentId))?.identity.reveal()
    if (!identity?.address) continue
    const { locale } = await preferencesOf(tenant, residentId)
    yield {
      number: letterNumber(number, place),
      to: new Personal({ name: identity.name, address: identity.address }),
      locale,
      kinds: await toldByLetter(tenant, residentId, since),
    }
  }
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
