import { giveConsent, grantsOf } from '../consent/index.ts'
import { inventedProof } from '../identity/index.ts'
import type { Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { confirmDeposit, depositsOf, openImport, readImport } from '../vault/index.ts'
import { companies } from './companies.ts'
import { madeUpHealthExport } from './health-export.ts'
import { people, type SeededPerson } from './people.ts'

/** One of the fictional residents has been with the city for a while: data is deposited, and a company may use some. */
export async function seedLife(tenant: Tenant): Promise<void> {
  const person = people.find(({ handle }) => handle === 'ichiro')
  const [pharmacy] = companies
  const [use] = pharmacy?.uses ?? []
  if (!person || !use) throw new Error('the seed has lost its people or its companies')
  // A start that was killed in the middle leaves a deposit that never came to be: it counts for nothing.
  const came = (await depositsOf(tenant, person.residentId)).some(
    ({ state }) => state === 'live' || state === 'undone',
  )
  if (!came) await depositFor(tenant, person)
  if ((await grantsOf(tenant, person.residentId)).length > 0) return
  const by = { residentId: person.residentId, sessionHash: null, channel: 'demo-seed' as const }
  const items = ['activity.steps', 'body.weight'] as const
  const proof = inventedProof('agree', person.residentId)
  taken(await giveConsent(tenant, { ...by, proof }, { useId: use.useId, versionShown: 1, items }))
}

async function depositFor(tenant: Tenant, { residentId, identity }: SeededPerson): Promise<void> {
  const file = madeUpHealthExport(tenant.clock.now(), identity.birthDate)
  const opened = await openImport(tenant, residentId, file)
  if (!opened.ok) throw new Error(`the seed was refused: ${opened.because}`)
  const { importId } = opened
  await readImport(tenant, residentId, importId, file)
  taken(await confirmDeposit(tenant, residentId, importId, { alsoChosen: [], notWanted: [], isMine: false }))
}

/** The seed is ours: a no to it is a fault. */
function taken(outcome: { ok: true } | Refusal<string>): void {
  if (!outcome.ok) throw new Error(`the seed was refused: ${outcome.because}`)
}
