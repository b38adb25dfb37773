import { receiptHash } from '../consent/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { selectErasuresOfNumber } from './store.ts'

/** What the holder of a number may know of it. It says nothing of whom it was. */
export interface ErasureFound {
  number: string
  happenedAt: Date
  /** Until when the law keeps the records; null when nothing is left. */
  keptUntil: Date | null
}

/** The erasure with this number, as it was written on paper or read out; undefined when there is none. */
export async function findErasure(
  { database }: Pick<Tenant, 'database'>,
  written: string,
): Promise<ErasureFound | undefined> {
  const number = written.toUpperCase()
  const erasures = await selectErasuresOfNumber(database, receiptHash(number))
  const [first] = erasures
  return first && { number, happenedAt: first.happenedAt, keptUntil: erasures.at(-1)?.keptUntil ?? null }
}
