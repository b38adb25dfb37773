import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import type { InvitingDoor } from '../../identity/index.ts'
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
  /** The pages that ask for a passkey once more, and to which it leads back. */
  provenFor: readonly string[]
  /** Where somebody goes who has come to the wrong door. */
  elsewhere: string
}
