import { z } from 'zod'
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { programIdSchema, type InvitingDoor } from '../../identity/index.ts'
import type { Personal } from '../../kernel/index.ts'

/** The door of the city's staff or of companies, as pages. */
export interface DoorPlace {
  door: InvitingDoor
  find: (request: FastifyRequest) => Promise<{ name: Personal<string> } | undefined>
  require: preHandlerAsyncHookHandler
  home: string
  signIn: string
  signOut: string
  invited: string
  proof: string
  /** The pages that ask for a passkey once more, and to which it leads back; in place of `:id` an id, and nothing else. */
  provenFor: readonly string[]
  /** Where somebody goes who has come to the wrong door. */
  elsewhere: string
}

const idSchema = z.union([z.uuid(), programIdSchema])

/** Is this one of the pages that ask for a passkey once more? */
export function leadsBackTo({ provenFor }: Pick<DoorPlace, 'provenFor'>, page: string): boolean {
  const parts = page.split('/')
  return provenFor.some((known) => {
    const pattern = known.split('/')
    const fits = (part: string, at: number) =>
      part.startsWith(':') ? idSchema.safeParse(parts[at]).success : part === parts[at]
    return pattern.length === parts.length && pattern.every(fits)
  })
}
