import { localDayOf, newId, Personal, refuse, type LocalDay, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { insertCodes, selectSheets, updateRevoked, type SheetId } from './code-store.ts'
import { lockCohort, selectCohorts, type Cohort, type CohortId, type MadeBy } from './cohort-store.ts'
import { codeSecretOf, hashUnder, makeInvitationCode, type InvitationCode } from './invitation-code.ts'
import { isDayOf, most } from './rules.ts'

export interface WantedCodes {
  /** Chosen by the form, so that sent twice it makes one sheet. */
  sheetId?: SheetId | undefined
  cohortId: CohortId
  /** At most `most.codesOfASheet`. */
  codes: number
  /** How many people each lets in. */
  goodFor: number
  untilDay: LocalDay
}

export interface MadeCodes {
  ok: true
  cohort: Cohort
  /** Told once, here: the database has their hashes alone. */
  codes: readonly Personal<InvitationCode>[]
}

export type CodesNo = Refusal<'no-cohort' | 'cohort-closed' | 'bad-day' | 'too-many-codes' | 'id-taken'>

/** A sheet of codes to print. */
export async function makeCodes(
  tenant: Pick<Tenant, 'database' | 'clock' | 'keys'>,
  by: MadeBy,
  wanted: WantedCodes,
): Promise<MadeCodes | CodesNo> {
  const sheet = { ...wanted, sheetId: wanted.sheetId ?? newId<SheetId>() }
  return inTransaction(tenant.database, (client) => makeCodesWith(client, tenant, by, sheet))
}

/** The same in the caller's transaction, under an id of the caller's choice. */
export async function makeCodesWith(
  client: Queryable,
  tenant: Pick<Tenant, 'clock' | 'keys'>,
  by: MadeBy,
  { codes: count, ...sheet }: WantedCodes & { sheetId: SheetId },
): Promise<MadeCodes | CodesNo> {
  const now = tenant.clock.now()
  const secret = await codeSecretOf(tenant)
  await lockCohort(client, sheet.cohortId)
  const [cohort] = await selectCohorts(client, sheet.cohortId)
  if (!cohort) return refuse('no-cohort')
  if (cohort.closedAt !== null) return refuse('cohort-closed')
  if (!isDayOf(cohort, sheet.untilDay, localDayOf(now))) return refuse('bad-day')
  const sheets = await selectSheets(client, sheet.cohortId)
  if (sheets.some(({ sheetId }) => sheetId === sheet.sheetId)) return refuse('id-taken')
  if (sheets.length >= most.sheetsOfOne || count > most.codesOfASheet) return refuse('too-many-codes')
  const codes = Array.from({ length: count }, makeInvitationCode)
  const codeHashes = codes.map((code) => hashUnder(secret, code))
  await insertCodes(client, { ...sheet, codeHashes, madeBy: by, madeAt: now })
  return { ok: true, cohort, codes: codes.map((code) => new Personal(code)) }
}

/** None of its codes lets anybody in any more, from the next look at one on. Who has joined stays. */
export async function revokeSheet(
  { database, clock }: { database: Queryable } & Pick<Tenant, 'clock'>,
  by: MadeBy,
  sheet: { cohortId: CohortId; sheetId: SheetId },
): Promise<{ ok: true } | Refusal<'no-cohort'>> {
  const revoked = await updateRevoked(database, { ...sheet, revokedBy: by, revokedAt: clock.now() })
  return revoked ? { ok: true } : refuse('no-cohort')
}
