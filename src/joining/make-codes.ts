import type { StaffId } from '../identity/index.ts'
import { localDayOf, newId, Personal, refuse, type LocalDay, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { insertCodes, selectSheets, updateRevoked, type SheetId } from './code-store.ts'
import { lockCohort, selectCohorts, type Cohort, type CohortId } from './cohort-store.ts'
import { codeSecretOf, hashUnder, makeInvitationCode, type InvitationCode } from './invitation-code.ts'
import { isDayOf, most } from './rules.ts'

export interface WantedCodes {
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

/** A sheet of codes to print. */
export async function makeCodes(
  tenant: Pick<Tenant, 'database' | 'clock' | 'keys'>,
  by: StaffId,
  { cohortId, codes: count, goodFor, untilDay }: WantedCodes,
): Promise<MadeCodes | Refusal<'no-cohort' | 'bad-day' | 'too-many-codes'>> {
  const now = tenant.clock.now()
  const secret = await codeSecretOf(tenant)
  return inTransaction(tenant.database, async (client) => {
    await lockCohort(client, cohortId)
    const [cohort] = await selectCohorts(client, cohortId)
    if (!cohort) return refuse('no-cohort')
    if (!isDayOf(cohort, untilDay, localDayOf(now))) return refuse('bad-day')
    const isTooMany = (await selectSheets(client, cohortId)).length >= most.sheetsOfOne
    if (isTooMany || count > most.codesOfASheet) return refuse('too-many-codes')
    const codes = Array.from({ length: count }, makeInvitationCode)
    const codeHashes = codes.map((code) => hashUnder(secret, code))
    const sheetId = newId<SheetId>()
    await insertCodes(client, {
      sheetId,
      cohortId,
      codeHashes,
      goodFor,
      untilDay,
      madeBy: by,
      madeAt: now,
    })
    return { ok: true, cohort, codes: codes.map((code) => new Personal(code)) }
  })
}

/** None of its codes lets anybody in any more, from the next look at one on. Who has joined stays. */
export async function revokeSheet(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  by: StaffId,
  sheet: { cohortId: CohortId; sheetId: SheetId },
): Promise<{ ok: true } | Refusal<'no-cohort'>> {
  const revoked = await updateRevoked(database, { ...sheet, revokedBy: by, revokedAt: clock.now() })
  return revoked ? { ok: true } : refuse('no-cohort')
}
