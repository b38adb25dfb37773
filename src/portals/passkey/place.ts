import { z } from 'zod'
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { programIdSchema, type InvitingDoor } from '../../identity/index.ts'
import type { Personal } from '../../kernel/index.ts'

/** A form that wants a passkey shown just now. What is not named here is not kept until then: no secret ever is. */
export interface FormToProveFor {
  /** Where it stands; in place of `:id` an id, and nothing else. */
  page: string
  /** The fields that are kept. */
  keeps?: readonly string[]
  /** Fields for a public key: what is kept is what was read of it. */
  keepsKeys?: readonly string[]
}

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
  /** Was a passkey shown just now? Of a request that passed `require`. */
  isProven: (request: FastifyRequest) => boolean
  /** By its address, each form that wants that first. Only to their pages is anybody led back. */
  provenFor: Readonly<Record<string, FormToProveFor>>
  /** Where somebody goes who has come to the wrong door. */
  elsewhere: string
}

const idSchema = z.union([z.uuid(), programIdSchema])

/** One of the pages that ask for a passkey once more, of what or whom it is, and what is kept for its forms. */
export interface PageToProveFor extends Required<FormToProveFor> {
  id: string
}

/** Undefined where this address is none of them. */
export function findPage({ provenFor }: Pick<DoorPlace, 'provenFor'>, address: string) {
  const forms = Object.values(provenFor)
  const page = forms.map(({ page: known }) => known).find((known) => idIn(known, address) !== undefined)
  const here = forms.filter((form) => form.page === page)
  if (page === undefined) return undefined
  return {
    page,
    id: idIn(page, address) ?? '',
    keeps: here.flatMap(({ keeps = [] }) => keeps),
    keepsKeys: here.flatMap(({ keepsKeys = [] }) => keepsKeys),
  } satisfies PageToProveFor
}

/** The id that stands in this address, or nothing where none has to; undefined where it is another address. */
function idIn(known: string, address: string): string | undefined {
  const [pattern, parts] = [known.split('/'), address.split('/')]
  const isId = (at: number) => pattern[at]?.startsWith(':') === true
  const fits = (part: string, at: number) =>
    isId(at) ? idSchema.safeParse(parts[at]).success : part === parts[at]
  if (pattern.length !== parts.length || !pattern.every(fits)) return undefined
  return parts.find((_, at) => isId(at)) ?? ''
}
