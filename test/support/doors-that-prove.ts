/** Every form of staff and companies that wants a passkey shown just now: whose it is, where it stands, and what is typed. */
import {
  askForCard,
  askSecond,
  cardsToConfirm,
  requestsOf,
  type Attendance,
} from '../../src/counter/index.ts'
import {
  addKey,
  companyPrograms,
  inviteAdministrator,
  invitePerson,
  makeClientKeyPair,
  registerCompanyProgram,
  type StaffRole,
} from '../../src/identity/index.ts'
import { Personal } from '../../src/kernel/index.ts'
import { paths } from '../../src/portals/paths.ts'
import type { Authenticator } from './authenticator.ts'
import { aResident } from './city.ts'
import { aClerkOf } from './clerks.ts'
import { aCompany, companySessionFrom } from './company.ts'
import { death } from './death-desk.ts'
import { aProgram } from './program.ts'
import { aColleague, aMember, sessionFrom } from './staff.ts'
import type { TestTenant } from './tenant.ts'

type Fields = Readonly<Record<string, string>>

/** Somebody whose passkey was shown a while ago, before one form. */
export interface AtForm {
  portal: 'city' | 'company'
  authenticator: Authenticator
  session: string
  /** Of the same person, before or after. */
  sessionOf: (agoMs: number) => Promise<string>
  page: string
  form: string
  /** As the form sends it. */
  typed: Fields
  /** What of it is typed, and so kept; nothing, of a form that is a button. */
  keeps: readonly string[]
}

type Prepared = Pick<AtForm, 'page' | 'form' | 'typed' | 'keeps'>

const whileAgoMs = 6 * 60_000
export const aPublicKey = async () => JSON.stringify((await makeClientKeyPair()).publicJwks)

async function staffAt(city: TestTenant, role: StaffRole, at: Prepared): Promise<AtForm> {
  const { staffId, authenticator } = await aMember(city, role)
  const sessionOf = (agoMs: number) => sessionFrom(city, staffId, agoMs)
  return { ...at, portal: 'city', authenticator, session: await sessionOf(whileAgoMs), sessionOf }
}

type OfCompany = Awaited<ReturnType<typeof aCompany>>

async function personAt(city: TestTenant, company: OfCompany, at: Prepared): Promise<AtForm> {
  const { personId, authenticator } = company
  const sessionOf = (agoMs: number) => companySessionFrom(city, personId, agoMs)
  return { ...at, portal: 'company', authenticator, session: await sessionOf(whileAgoMs), sessionOf }
}

async function appointing(city: TestTenant, form: string, typed: Fields, keeps: readonly string[] = []) {
  return staffAt(city, 'administrator', { page: paths.staff, form, typed, keeps })
}

async function ofProgram(city: TestTenant, form: (id: string) => string, typed: Fields) {
  const { clientId } = await aProgram(city, 'admin:items')
  const at = { page: paths.cityProgram(clientId), form: form(clientId), typed, keeps: Object.keys(typed) }
  return staffAt(city, 'administrator', at)
}

async function ofCompany(city: TestTenant, form: (id: string) => string, typed: Fields, accepted: boolean) {
  const { vendorId } = await aCompany(city, { accepted })
  const at = { page: paths.cityCompany(vendorId), form: form(vendorId), typed, keeps: Object.keys(typed) }
  return staffAt(city, 'reviewer', at)
}

async function byTwo(city: TestTenant, ask: (attendance: Attendance) => Promise<string>) {
  const attendance = { ...(await aClerkOf(city)), residentId: await aResident(city), reason: 'card' } as const
  const page = await ask(attendance)
  return staffAt(city, 'counter', { page, form: page, typed: {}, keeps: [] })
}

async function ofPersons(city: TestTenant, form: string, typed?: Fields) {
  const company = await aCompany(city)
  const invited = await invitePerson(city, company, new Personal('次の 担当'))
  if (!invited.ok) throw new Error(invited.because)
  const at = { page: paths.companyPersons, form, keeps: Object.keys(typed ?? {}) }
  return personAt(city, company, { ...at, typed: typed ?? { person: invited.invitation.personId } })
}

async function ofKeys(city: TestTenant, form: string, keeps: readonly string[], typed: Fields) {
  const company = await aCompany(city)
  const given = { name: '歩数', pasted: await aPublicKey() }
  const registered = await registerCompanyProgram(city, company, given)
  if (!registered.ok) throw new Error(registered.because)
  const { clientId: program } = registered
  const [kept] = await companyPrograms(city, company.vendorId)
  // The last key of a program is retired by nobody.
  await addKey(city, company, { clientId: program, pasted: await aPublicKey() })
  const own: Fields = { program, keyId: kept?.keys[0]?.keyId ?? '' }
  const filled = Object.entries(typed).map(([name, value]) => [
    name,
    value === '' ? (own[name] ?? '') : value,
  ])
  return personAt(city, company, { page: paths.companyKeys, form, typed: Object.fromEntries(filled), keeps })
}

const quotas = { reads: '30', residents: '', programReads: '5', programResidents: '7' }
const day = { contractUntil: '2028-11-30' }
const newcomer = { name: '窓口 “四郎” & <五郎>', role: 'reviewer' }
const newProgram = async () => ({
  name: '台帳',
  id: 'city.typed',
  may: 'admin:items',
  key: await aPublicKey(),
})

/** One for each form of the tables of both doors (`provenFor`), under its address there; two where it is sent by two. */
export const doorsThatProve: readonly (readonly [form: string, at: (city: TestTenant) => Promise<AtForm>])[] =
  [
    [paths.staff, (city) => appointing(city, paths.staff, newcomer, ['name', 'role'])],
    [
      paths.staff,
      async (city) => {
        const { staffId: member } = await inviteAdministrator(city, new Personal('管理 八郎'))
        return appointing(city, paths.staff, { member })
      },
    ],
    [
      paths.staffRole,
      async (city) => appointing(city, paths.staffRole, { member: await aColleague(city), role: 'auditor' }),
    ],
    [paths.staffEnd, async (city) => appointing(city, paths.staffEnd, { member: await aColleague(city) })],
    [
      paths.cityPrograms,
      async (city) => {
        const form = paths.cityPrograms
        const typed = await newProgram()
        return staffAt(city, 'administrator', { page: form, form, typed, keeps: Object.keys(typed) })
      },
    ],
    [
      paths.cityProgramScopes(':programId'),
      (city) => ofProgram(city, paths.cityProgramScopes, { may: 'admin:uses' }),
    ],
    [
      paths.cityProgramKeys(':programId'),
      async (city) => ofProgram(city, paths.cityProgramKeys, { key: await aPublicKey() }),
    ],
    [paths.cityProgramEnd(':programId'), (city) => ofProgram(city, paths.cityProgramEnd, {})],
    [paths.cityCompanyAccept(':vendorId'), (city) => ofCompany(city, paths.cityCompanyAccept, day, false)],
    [paths.cityCompanyContract(':vendorId'), (city) => ofCompany(city, paths.cityCompanyContract, day, true)],
    [paths.cityCompanyQuotas(':vendorId'), (city) => ofCompany(city, paths.cityCompanyQuotas, quotas, true)],
    [
      paths.cityCompanyTurnDown(':vendorId'),
      (city) => ofCompany(city, paths.cityCompanyTurnDown, { reason: '登記が 見つかりません' }, false),
    ],
    [
      paths.counterConfirm(':requestId'),
      (city) =>
        byTwo(city, async (attendance) => {
          await askForCard(city, attendance, 'passport')
          const requests = await cardsToConfirm(city, await aClerkOf(city))
          return paths.counterConfirm(requests[0]?.requestId ?? '')
        }),
    ],
    [
      paths.counterDecide(':requestId'),
      (city) =>
        byTwo(city, async (attendance) => {
          await askSecond(city, { ...attendance, reason: 'death' }, death)
          const requests = await requestsOf(city, attendance)
          return paths.counterDecide(requests[0]?.requestId ?? '')
        }),
    ],
    [paths.companyPersons, (city) => ofPersons(city, paths.companyPersons, { name: '担当 三郎' })],
    [paths.companyPersons, (city) => ofPersons(city, paths.companyPersons)],
    [paths.companyPersonEnd, (city) => ofPersons(city, paths.companyPersonEnd)],
    [
      paths.companyKeys,
      async (city) =>
        ofKeys(city, paths.companyKeys, ['name', 'key'], { name: '体重', key: await aPublicKey() }),
    ],
    [
      paths.companyKeyAdd,
      async (city) =>
        ofKeys(city, paths.companyKeyAdd, ['program', 'newKey'], { program: '', newKey: await aPublicKey() }),
    ],
    [paths.companyKeyRetire, (city) => ofKeys(city, paths.companyKeyRetire, [], { program: '', keyId: '' })],
    [paths.companyProgramEnd, (city) => ofKeys(city, paths.companyProgramEnd, [], { program: '' })],
  ]
