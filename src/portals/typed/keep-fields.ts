import { publicTextOf, readPastedKeys } from '../../identity/index.ts'
import { writeFields, type Fields } from './fields.ts'

/** Which of the fields of a form are kept, by name; of a public key, what was read of it, also of a kind that cannot be used. */
export interface KeptNames {
  keeps?: readonly string[]
  keepsKeys?: readonly string[]
}

/** What is kept of a form while a passkey is shown; whole, or without something that was typed. */
export interface Kept {
  fields: Fields
  isWhole: boolean
}

/** As written into one field of a form: the longest that can be typed is far below. */
export const mostKept = 16_000

/** What was typed is kept by name, and a private key under none. What is too long in all is not kept at all. */
export async function keepFields(typed: Fields, { keeps = [], keepsKeys = [] }: KeptNames): Promise<Kept> {
  const named = typed.filter(([name]) => keeps.includes(name) || keepsKeys.includes(name))
  const fields: [string, string][] = []
  for (const [name, value] of named) {
    const kept = await keptOf(value, keepsKeys.includes(name))
    if (kept !== undefined) fields.push([name, kept])
  }
  const isShort = writeFields(fields).length <= mostKept
  return { fields: isShort ? fields : [], isWhole: isShort && fields.length === named.length }
}

async function keptOf(value: string, isKey: boolean): Promise<string | undefined> {
  const read = await readPastedKeys(value)
  if (isKey) return read.ok ? JSON.stringify(read.jwks) : publicTextOf(value)
  return !read.ok && read.because === 'private-key' ? undefined : value
}

/** What a form is filled with again. */
export interface Filling {
  one(name: string): string | undefined
  all(name: string): readonly string[]
}

export function fillingOf(fields: Fields): Filling {
  const all = (name: string) => fields.filter(([of]) => of === name).map(([, value]) => value)
  return { all, one: (name) => all(name)[0] }
}
