import { refuse, type LocalDay, type Refusal } from '../../kernel/index.ts'
import { readAddress, wrongInAddress } from '../address/read-address.ts'
import { readEmail, readPhone } from '../contact.ts'
import { readKana } from '../names/read-kana.ts'
import { readName } from '../names/read-name.ts'
import { readBirthDate } from '../read-birth-date.ts'
import type { residentRefusals } from '../refusals.ts'
import type { ResidentIdentity } from '../resident.ts'
import type { Field, TypedPerson } from './rules.ts'

export type PersonRefusal = keyof typeof residentRefusals

/** Why a line cannot be read, and in which of its columns. */
type WrongField = Refusal<PersonRefusal> & { field: Field }

const wrong = (field: Field, because: PersonRefusal): WrongField => ({ ...refuse(because), field })

/** Who stands in a line, read as if it had been typed at the counter. What is wrong first is told. */
export function readPerson(
  typed: TypedPerson,
  today: LocalDay,
): { ok: true; identity: ResidentIdentity } | WrongField {
  const name = readName(typed.name)
  if (!name.ok) return wrong('name', name.because)
  const kana = readKana(typed.kana)
  if (!kana.ok) return wrong('kana', kana.because)
  const birth = readBirthDate(typed.birthDate, today)
  if (!birth.ok) return wrong('birthDate', birth.because)
  const reached = readWhereReached(typed)
  if (!reached.ok) return reached
  const { ok, ...where } = reached
  return { ok, identity: { name: name.name, kana: kana.kana, birthDate: birth.birthDate, ...where } }
}

type WhereReached = Pick<ResidentIdentity, 'address' | 'phone' | 'email'>

/** What is left empty is not known; what is begun must be whole. */
function readWhereReached(typed: TypedPerson): ({ ok: true } & WhereReached) | WrongField {
  const { postalCode, municipalityCode, townCode, address: text } = typed
  const isEmpty = [postalCode, municipalityCode, townCode, text].every((one) => one.trim() === '')
  const typedAddress = { postalCode, municipalityCode, townCode, text }
  const address = isEmpty ? undefined : readAddress(typedAddress)
  if (address && !address.ok) return wrong(wrongColumn(typedAddress), address.because)
  const phone = typed.phone.trim() === '' ? undefined : readPhone(typed.phone)
  if (phone && !phone.ok) return wrong('phone', phone.because)
  const email = typed.email.trim() === '' ? undefined : readEmail(typed.email)
  if (email && !email.ok) return wrong('email', email.because)
  return {
    ok: true,
    ...(address ? { address: address.address } : {}),
    ...(phone ? { phone: phone.phone } : {}),
    ...(email ? { email: email.email } : {}),
  }
}

/** The column of what is wrong first in an address. */
function wrongColumn(typed: Parameters<typeof wrongInAddress>[0]): Field {
  const entries = wrongInAddress(typed)
  return addressColumns.find(({ entry }) => entries[entry] !== undefined)?.column ?? 'address'
}

/** In the order in which an address is read. */
const addressColumns = [
  { entry: 'postalCode', column: 'postalCode' },
  { entry: 'municipalityCode', column: 'municipalityCode' },
  { entry: 'townCode', column: 'townCode' },
  { entry: 'text', column: 'address' },
] as const
