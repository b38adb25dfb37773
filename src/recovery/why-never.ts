import { migrationsOf } from '../installation/index.ts'
import { unknownBreaking } from '../platform/database/index.ts'
import { movedAt } from '../platform/moved-away.ts'
import type { Tenant } from '../platform/tenant.ts'

/** Why this process must end, with the remedy: asking again would not help. Undefined when nothing speaks against it. */
export async function whyNever({ database }: Pick<Tenant, 'database'>): Promise<string | undefined> {
  const breaking = await unknownBreaking(database, migrationsOf('data'))
  if (breaking !== undefined)
    return `the database has a change that this version cannot survive (${breaking}): start the newer version`
  const there = await movedAt(database)
  if (there)
    return `the city moved to another installation at ${there.toISOString()}: it goes on there (called off: azukari moved --take-back)`
  return undefined
}
