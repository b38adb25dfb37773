import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { systemClock } from '../../kernel/index.ts'
import { openBytes, sealBytes } from '../../platform/keys/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { Joining } from '../enrol-resident.ts'
import { residentIdentitySchema, residentIdSchema } from '../resident.ts'
import type { LoadId } from './store.ts'

/** Under which lines wait to be worked off. They have no keys of their own yet, for they are nobody's yet. */
export function lineSecretOf({ keys }: Pick<Tenant, 'keys'>): Promise<Buffer> {
  return keys.serviceSecret('bulk-lines', () => randomBytes(32), systemClock.now())
}

const joiningSchema: z.ZodType<Joining> = z.object({
  residentId: residentIdSchema,
  identity: residentIdentitySchema,
})

/** The id stands in it, so that whoever works a line off a second time makes the same resident. */
export function sealPerson(secret: Buffer, place: { loadId: LoadId; line: number }, person: Joining): Buffer {
  return sealBytes(secret, Buffer.from(JSON.stringify(person)), contextOf(place))
}

export function openPerson(secret: Buffer, place: { loadId: LoadId; line: number }, sealed: Buffer): Joining {
  return joiningSchema.parse(JSON.parse(openBytes(secret, sealed, contextOf(place)).toString('utf8')))
}

function contextOf({ loadId, line }: { loadId: LoadId; line: number }): string {
  return `bulk-line/${loadId}/${line.toFixed()}`
}
