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
  wrongInAddress,
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

/** Who somebody is, from what was typed; or what is wrong, entry by entry. */
export function readNewcomer(
  typed: Typed,
  today: LocalDay,
): { ok: true; identity: ResidentIdentity } | { ok: false; wrong: Wrong } {
  const name = readName(typed.name)
  const kana = readKana(typed.kana)
  const birthDate = readBirthDate(typed.birthDate, today)
  const { read, wrong } = readReach(typed)
  if (name.ok && kana.ok && birthDate.ok && Object.keys(wrong).length === 0) {
    const who = { name: name.name, kana: kana.kana, birthDate: birthDate.birthDate }
    return { ok: true, identity: { ...who, ...read } }
  }
  return {
    ok: false,
    wrong: {
      ...(!name.ok && { name: name.because }),
      ...(!kana.ok && { kana: kana.because }),
      ...(!birthDate.ok && { birthDate: birthDate.because }),
      ...wrong,
    },
  }
}

/** How to reach them: what is empty is left out, and nobody has to give any of it. */
function readReach(typed: Typed): {
  read: Pick<ResidentIdentity, 'address' | 'phone' | 'email'>
  wrong: Wrong
} {
  const { postalCode, municipalityCode } = typed
  const typedAddress = { postalCode, municipalityCode, townCode: '', text: typed.address }
  const isEmpty = (...parts: string[]) => parts.every((part) => part.trim() === '')
  const address = isEmpty(postalCode, municipalityCode, typed.address) ? undefined : readAddress(typedAddress)
  const phone = isEmpty(typed.phone) ? undefined : readPhone(typed.phone)
  const email = isEmpty(typed.email) ? undefined : readEmail(typed.email)
  return {
    read: {
      ...(address?.ok && { address: address.address }),
      ...(phone?.ok && { phone: phone.phone }),
      ...(email?.ok && { email: email.email }),
    },
    wrong: {
      ...(address?.ok === false && wrongAt(typedAddress)),
      ...(phone?.ok === false && { phone: phone.because }),
      ...(email?.ok === false && { email: email.because }),
    },
  }
}

/** Each mistake at the entry it was made in. */
function wrongAt(typed: Parameters<typeof wrongInAddress>[0]): Wrong {
  const { text: address, postalCode, municipalityCode } = wrongInAddress(typed)
  return {
    ...(postalCode && { postalCode }),
    ...(municipalityCode && { municipalityCode }),
    ...(address && { address }),
  }
}
