import type { FastifyRequest } from 'fastify'
import { fieldsIn } from './fields.ts'
import { fillingOf, keepFields, type Filling, type KeptNames } from './keep-fields.ts'

/** By the address of each form of a door, what is kept of it. */
interface Forms {
  provenFor: Readonly<Record<string, KeptNames>>
}

/**
 * What this form is filled with again where something has to be corrected: what would be kept of it while a passkey is shown, and
 * nothing else, so that no secret comes back.
 */
export async function fillAgain({ provenFor }: Forms, request: FastifyRequest): Promise<Filling> {
  const names = provenFor[request.routeOptions.url ?? ''] ?? {}
  const { fields } = await keepFields(fieldsIn(request.body) ?? [], names)
  return fillingOf(fields)
}
