import { refuse, type LocalDay, type Refusal } from '../../kernel/index.ts'
import { readAddress } from '../address/read-address.ts'
import { readEmail, readPhone } from '../contact.ts'
import { readKana } from '../names/read-kana.ts'
import { readName } from '../names/read-name.ts'
import { readBirthDate } from '../read-birth-date.ts'
import type { residentRefusals } from '../refusals.ts'
import type { ResidentIdentity } from '../resident.ts'
import type { TypedPerson } from './rules.ts'

export type PersonRefusal = keyof typeof residentRefusals

/** Who stands in a line, read as if it had been typed at the counter. What is wrong first is told. */
export function readPerson(
  typed: TypedPerson,
  today: LocalDay,
): { ok: true; identity: ResidentIdentity } | Refusal<PersonRefusal> {
  const name = readName(typed.name)
  if (!name.ok) return refuse(name.because)
  const kana = readKana(typed.kana)
  if (!kana.ok) return refuse(kana.because)
  const birth = readBirthDate(typed.birthDate, today)
  if (!birth.ok) return refuse(birth.because)
  const reached = readWhereReached(typed)
  if (!reached.ok) return reached
  const { ok, ...where } = reached
  return { ok, identity: { name: name.name, kana: kana.kana, birthDate: birth.birthDate, ...where } }
}

type WhereReached = Pick<ResidentIdentity, 'address' | 'phone' | 'email'>

/** What is left empty is not known; what is begun must be whole. */
function readWhereReached(typed: TypedPerson): ({ ok: true } & WhereReached) | Refusal<PersonRefusal> {
  const { postalCode, municipalityCode, townCode, address: text } = typed
  const isEmpty = [postalCode, municipalityCode, townCode, text].every((one) => one.trim() === '')
  const address = isEmpty ? undefined : readAddress({ postalCode, municipalityCode, townCode, text })
  if (address && !address.ok) return refuse(address.because)
  const phone = typed.phone.trim() === '' ? undefined : readPhone(typed.phone)
  if (phone && !phone.ok) return refuse(phone.because)
  const email = typed.email.trim() === '' ? undefined : readEmail(typed.email)
  if (email && !email.ok) return refuse(email.because)
  return {
    ok: true,
    ...(address ? { address: address.address } : {}),
    ...(phone ? { phone: phone.phone } : {}),
    ...(email ? { email: email.email } : {}),
  }
}
