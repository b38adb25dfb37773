/** A desk of the counter at which somebody is found to have two entries. */
import { foundAt } from './attending.ts'
import {
  askToMerge,
  attend,
  checkIdentity,
  foundDuplicates,
  lookUpsOf,
  requestsOf,
  searchDuplicate,
  searchResident,
  type Attendance,
  type AttendanceId,
} from '../../src/counter/index.ts'
import type { LocalDay } from '../../src/kernel/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { enrolResident, type ResidentId } from '../../src/residents/index.ts'
import { aClerkOf } from './clerks.ts'
import type { TestTenant } from './tenant.ts'
import { agreeToTerms } from './terms.ts'

/** What the merging has left in their record. */
export async function mergeDeedsOf(city: Tenant, residentId: ResidentId) {
  return (await lookUpsOf(city, residentId, { before: null, limit: 50 }))
    .filter(({ reason }) => reason === 'merge')
    .map(({ did }) => did)
    .toSorted()
}

interface Person {
  said: { kana: string; birthDate: LocalDay }
  residentId: ResidentId
}

export function mergeDesk(city: TestTenant) {
  let days = 0
  /** Nobody else was born on that day. */
  async function aPerson(kana = 'ニシノ ミツコ', birthDate?: LocalDay): Promise<Person> {
    days += 1
    const said = { kana, birthDate: birthDate ?? (`${String(1900 + days)}-01-02` as LocalDay) }
    const residentId = await enrolResident(city, { ...said, name: '西野 光子' })
    return { said, residentId: await agreeToTerms(city, residentId) }
  }

  async function attending({ said }: Person, place = 1): Promise<Attendance> {
    const clerk = await aClerkOf(city)
    await searchResident(city, clerk, { said, reason: 'question' })
    const attended = await attend(city, clerk, await foundAt(city, clerk, place))
    if (!attended.ok) throw new Error(attended.because)
    return attended.attendance
  }

  /** Two entries: before and after she married; and who attends to her, and has seen her document. */
  async function twoEntries() {
    const remains = await aPerson()
    const duplicate = await aPerson('ヒガシ ミツコ', remains.said.birthDate)
    const attendance = await attending(remains)
    await checkIdentity(city, attendance, 'passport')
    return { remains, duplicate, attendance }
  }

  /** By what the one entry is chosen that the search has found. */
  async function idFound(attendance: Attendance): Promise<AttendanceId> {
    const [found] = await foundDuplicates(city, attendance)
    if (!found) throw new Error('nobody was found')
    return found.attendanceId
  }

  async function asked() {
    const entries = await twoEntries()
    const { attendance, duplicate } = entries
    const searched = await searchDuplicate(city, attendance, duplicate.said)
    if (!searched.ok) throw new Error(searched.because)
    const outcome = await askToMerge(city, attendance, await idFound(attendance))
    if (!outcome.ok) throw new Error(outcome.because)
    const [request] = await requestsOf(city, attendance)
    if (!request) throw new Error('nothing was asked for')
    return { ...entries, requestId: request.requestId }
  }

  return { aPerson, attending, twoEntries, idFound, asked }
}
