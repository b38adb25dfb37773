import { z } from 'zod'
import { identityRefusals, programScopes, type ProgramScope } from '../../../identity/index.ts'
import { sentenceIn, type EntryError, type View } from '../../ui/index.ts'
import { words } from './words.ts'

const scope = z.enum(programScopes)
/** What was ticked; nothing is, where nothing was sent. */
export const ticked = z
  .union([scope.transform((one) => [one]), z.array(scope).max(programScopes.length)])
  .default([])
export const pasted = z.string().max(10_000)

/** What stands in the form that registers a program; kept where something had to be corrected. */
export interface TypedProgram {
  id: string
  name: string
  may: readonly ProgramScope[]
  /** The public keys that were read, as a set; nothing, of what could not be read. */
  keys: string
}

/** What is wrong with an entry: a reason of the page, or of the room. */
type Because = 'no-name' | 'no-id' | 'no-scope' | keyof typeof identityRefusals
export type Wrong = Readonly<Partial<Record<'id' | 'name' | 'may' | 'key', Because>>>

export function messageOf(view: View, because: Because | undefined) {
  switch (because) {
    case undefined:
      return undefined
    case 'no-name':
    case 'no-id':
    case 'no-scope':
      return words.in(view)(because)
    default:
      return sentenceIn(view, identityRefusals[because])
  }
}

export function errorsOf(view: View, wrong: Wrong): EntryError[] {
  return Object.entries(wrong).map(([name, because]) => ({ name, message: messageOf(view, because) }))
}
