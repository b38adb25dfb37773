/** Somebody at the counter, found by name and date of birth, to whom a member of staff attends. */
import {
  attend,
  foundBy,
  lookUpsOf,
  searchResident,
  type Attendance,
  type AttendanceId,
  type Clerk,
} from '../../src/counter/index.ts'
import { newId, type LocalDay } from '../../src/kernel/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { enrolResident, type ResidentId } from '../../src/residents/index.ts'

interface Said {
  kana: string
  birthDate: LocalDay
}

let years = 1900
/** Somebody whom nobody else of this file is like. */
export async function somebodyIn(city: Tenant): Promise<{ residentId: ResidentId; said: Said }> {
  years += 1
  const said = { kana: 'キタノ イチロウ', birthDate: `${String(years)}-05-02` as LocalDay }
  return { residentId: await enrolResident(city, { name: '北野 一郎', ...said }), said }
}

/** By what whoever was found is chosen; of nobody, what would choose nobody. */
export async function foundAt(city: Tenant, clerk: Clerk, place = 1): Promise<AttendanceId> {
  return (await foundBy(city, clerk))[place - 1]?.attendanceId ?? newId<AttendanceId>()
}

export async function attendTo(city: Tenant, clerk: Clerk, { said }: { said: Said }): Promise<Attendance> {
  await searchResident(city, clerk, { said, reason: 'card' })
  const attended = await attend(city, clerk, await foundAt(city, clerk))
  if (!attended.ok) throw new Error(attended.because)
  return attended.attendance
}

/** What the staff did, as it stands in the resident's record. */
export async function deedsIn(city: Tenant, residentId: ResidentId) {
  const lookUps = await lookUpsOf(city, residentId, { before: null, limit: 50 })
  return lookUps.map(({ did, reason, staffId }) => ({ did, reason, staffId }))
}
