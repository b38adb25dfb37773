import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { selectHeldOf, selectKindsSince } from './letter-store.ts'
import { isImportant, type LetterHold, type NoticeKind } from './rules.ts'

/** As many lines as a letter says what happened in. */
const mostLines = 3

/** What a letter tells of: what is important, the newest first. */
export async function toldByLetter(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  since: Date,
): Promise<NoticeKind[]> {
  const kinds = await selectKindsSince(database, residentId, since)
  return kinds.filter(isImportant).slice(0, mostLines)
}

/** Why a letter to them waits until they have been asked, if one does. */
export function letterHeldOf(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
): Promise<LetterHold | undefined> {
  return selectHeldOf(database, residentId)
}
