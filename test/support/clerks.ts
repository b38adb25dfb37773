/** Members of staff at the counter, each with a session of their own. */
import { randomBytes } from 'node:crypto'
import type { Clerk } from '../../src/counter/index.ts'
import type { StaffId } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { aColleague } from './staff.ts'

/** Whom the city need not know: for what the door of staff has asked already. */
export const aClerk = (): Clerk => ({ staffId: newId<StaffId>(), sessionHash: randomBytes(32) })

/** Whom the city knows: for what asks whether they are of the staff still. */
export async function aClerkOf(city: Tenant): Promise<Clerk> {
  return { ...aClerk(), staffId: await aColleague(city) }
}
