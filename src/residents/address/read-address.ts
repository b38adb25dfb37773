import { refuse, type Refusal } from '../../kernel/index.ts'
import { figuresOf, hasPrivateCharacter, hasUnseenCharacter, tidied } from '../typed-text.ts'
import { addressTextAtMost, type Address } from './address.ts'
import { isMunicipalityCode } from './municipality-code.ts'

interface TypedAddress {
  postalCode: string
  municipalityCode: string
  /** Empty where it is not known. */
  townCode: string
  text: string
}

type AddressRefusal =
  | 'bad-postal-code'
  | 'bad-municipality'
  | 'bad-town'
  | 'no-address'
  | 'address-too-long'
  | 'private-character'
  | 'wrong-character'

/** An address as it was typed. What is wrong first is told, in the order of the form. */
export function readAddress(typed: TypedAddress): { ok: true; address: Address } | Refusal<AddressRefusal> {
  const postalCode = figuresOf(typed.postalCode).replace(/^〒/u, '')
  const municipalityCode = figuresOf(typed.municipalityCode)
  const townCode = figuresOf(typed.townCode)
  const text = tidied(typed.text)
  if (!/^\d{7}$/u.test(postalCode)) return refuse('bad-postal-code')
  if (!isMunicipalityCode(municipalityCode)) return refuse('bad-municipality')
  if (!/^(\d{7})?$/u.test(townCode)) return refuse('bad-town')
  if (text === '') return refuse('no-address')
  if (text.length > addressTextAtMost) return refuse('address-too-long')
  if (hasPrivateCharacter(text)) return refuse('private-character')
  if (hasUnseenCharacter(text)) return refuse('wrong-character')
  return { ok: true, address: { postalCode, municipalityCode, ...(townCode ? { townCode } : {}), text } }
}
