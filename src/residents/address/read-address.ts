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

type WrongAddress = Partial<Record<keyof TypedAddress, AddressRefusal>>

/** An address as it was typed. What is wrong first is told, in the order of the form. */
export function readAddress(typed: TypedAddress): { ok: true; address: Address } | Refusal<AddressRefusal> {
  const [because] = Object.values(wrongInAddress(typed))
  if (because) return refuse(because)
  const { townCode, ...address } = tidiedAddress(typed)
  return { ok: true, address: { ...address, ...(townCode ? { townCode } : {}) } }
}

/** All that is wrong with it, entry by entry, in the order of the form. */
export function wrongInAddress(typed: TypedAddress): WrongAddress {
  const { postalCode, municipalityCode, townCode, text } = tidiedAddress(typed)
  const wrongText = whyNoAddress(text)
  return {
    ...(!/^\d{7}$/u.test(postalCode) && { postalCode: 'bad-postal-code' }),
    ...(!isMunicipalityCode(municipalityCode) && { municipalityCode: 'bad-municipality' }),
    ...(!/^(\d{7})?$/u.test(townCode) && { townCode: 'bad-town' }),
    ...(wrongText && { text: wrongText }),
  }
}

function tidiedAddress({ postalCode, municipalityCode, townCode, text }: TypedAddress): TypedAddress {
  return {
    postalCode: figuresOf(postalCode).replace(/^〒/u, ''),
    municipalityCode: figuresOf(municipalityCode),
    townCode: figuresOf(townCode),
    text: tidied(text),
  }
}

function whyNoAddress(text: string): AddressRefusal | undefined {
  if (text === '') return 'no-address'
  if (text.length > addressTextAtMost) return 'address-too-long'
  if (hasPrivateCharacter(text)) return 'private-character'
  return hasUnseenCharacter(text) ? 'wrong-character' : undefined
}
