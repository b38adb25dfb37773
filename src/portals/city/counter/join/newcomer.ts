import { z } from 'zod'
import type { LocalDay } from '../../../../kernel/index.ts'
import {
  readAddress,
  readBirthDate,
  readEmail,
  readKana,
  readName,
  readPhone,
  residentRefusals,
  type ResidentIdentity,
} from '../../../../residents/index.ts'

const text = z.string().max(300)
export const typedSchema = z.object({
  name: text,
  kana: text,
  birthDate: text,
  postalCode: text,
  municipalityCode: text,
  address: text,
  phone: text,
  email: text,
})
export type Typed = z.infer<typeof typedSchema>
export type TypedField = keyof Typed

export const nothingTyped: Typed = {
  name: '',
  kana: '',
  birthDate: '',
  postalCode: '',
  municipalityCode: '',
  address: '',
  phone: '',
  email: '',
}

export type Wrong = Partial<Record<TypedField, keyof typeof residentRefusals>>

/** Who somebody is, from what was typed; or what is wrong, entry by entry. Address, telephone and e-mail may be left out. */
export function readNewcomer(
  typed: Typed,
  today: LocalDay,
): { ok: true; identity: ResidentIdentity } | { ok: false; wrong: Wrong } {
  const name = readName(typed.name)
  const kana = readKana(typed.kana)
  const birthDate = readBirthDate(typed.birthDate, today)
  const { postalCode, municipalityCode } = typed
  const noAddress = [postalCode, municipalityCode, typed.address].every((part) => part.trim() === '')
  const address = noAddress
    ? undefined
    : readAddress({ postalCode, municipalityCode, townCode: '', text: typed.address })
  const phone = typed.phone.trim() === '' ? undefined : readPhone(typed.phone)
  const email = typed.email.trim() === '' ? undefined : readEmail(typed.email)
  if (
    name.ok &&
    kana.ok &&
    birthDate.ok &&
    address?.ok !== false &&
    phone?.ok !== false &&
    email?.ok !== false
  )
    return {
      ok: true,
      identity: {
        name: name.name,
        kana: kana.kana,
        birthDate: birthDate.birthDate,
        ...(address && { address: address.address }),
        ...(phone && { phone: phone.phone }),
        ...(email && { email: email.email }),
      },
    }
  return {
    ok: false,
    wrong: {
      ...(!name.ok && { name: name.because }),
      ...(!kana.ok && { kana: kana.because }),
      ...(!birthDate.ok && { birthDate: birthDate.because }),
      ...(address?.ok === false && { address: address.because }),
      ...(phone?.ok === false && { phone: phone.because }),
      ...(email?.ok === false && { email: email.because }),
    },
  }
}
