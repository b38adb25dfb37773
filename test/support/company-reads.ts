import { deliver, type Receiver } from '../../src/exchange/deliver.ts'
import { findSubject } from '../../src/exchange/find-subject.ts'
import { openDelivery, type DeliveryRequest } from '../../src/exchange/open-delivery.ts'
import type { Pseudonym } from '../../src/exchange/delivery-store.ts'
import { findClient, makeClientKeyPair, registerClient, type Company } from '../../src/identity/index.ts'
import { newId, type Id } from '../../src/kernel/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { settled } from './city.ts'

/** What the company asks for beyond all it may have; or how it takes it. */
interface Wishes extends Partial<DeliveryRequest> {
  /** Told of each piece before the next is sent: a company that reads slowly. */
  onWrite?: Receiver['write']
}

/** A company reads everything it may under this use, as its program does through the gate. */
export async function readAsCompany(tenant: Tenant, use: Use, wishes: Wishes = {}): Promise<void> {
  const { onWrite, ...asked } = wishes
  const open = await mustOpen(tenant, use, asked)
  await deliver(tenant, open, null, { write: onWrite ?? (() => Promise.resolve()) })
}

/** The company asks for this one resident, whom it knows by a pseudonym. Returns why not, if not. */
export async function askFor(tenant: Tenant, use: Use, residentId: ResidentId): Promise<string | undefined> {
  const { rows } = await tenant.database.query<{ pseudonym: Pseudonym }>(
    'select pseudonym from exchange.pseudonyms where use_id = $1 and resident_id = $2',
    [use.useId, residentId],
  )
  const [known] = rows
  if (!known) throw new Error('the company has never received anything of this resident')
  const open = await mustOpen(tenant, use)
  const subject = await findSubject(tenant, open.read, known.pseudonym)
  return subject.ok ? undefined : subject.because
}

/** The program of the company of this use, registered when it is first asked for. */
export async function programOf(tenant: Tenant, { vendorId }: Pick<Use, 'vendorId'>): Promise<Company> {
  const clientId = `test-${vendorId}`
  if (!(await findClient(tenant, clientId))) {
    const { publicJwks } = await makeClientKeyPair()
    await registerClient(tenant, { clientId, vendorId, jwks: publicJwks })
  }
  return { clientId, vendorId }
}

/**
 * The company's request, decided; its window holds all that was deposited and agreed to before, because other tests'
 * transactions on the cluster are waited for first.
 */
export async function openRead(tenant: Tenant, use: Use, asked: Partial<DeliveryRequest> = {}) {
  await settled(tenant)
  return openDelivery(tenant, await programOf(tenant, use), {
    useId: use.useId,
    reasonCode: use.terms.reasons[0]?.code ?? '',
    ownWords: null,
    cursor: null,
    limit: 1_000,
    idempotencyKey: newId<Id<'key'>>(),
    subject: null,
    ...asked,
  })
}

async function mustOpen(tenant: Tenant, use: Use, asked?: Partial<DeliveryRequest>) {
  const open = await openRead(tenant, use, asked)
  if (!open.ok) throw new Error(open.because)
  return open
}

/** Of whom a company is given a record, by its pseudonyms. */
export async function subjectsGiven(tenant: Tenant, use: Use): Promise<Set<string>> {
  let lines = ''
  await readAsCompany(tenant, use, { onWrite: (text) => Promise.resolve(void (lines += text)) })
  const records = lines.split('\n').filter((line) => line.includes('"type":"record"'))
  return new Set(records.map((line) => (JSON.parse(line) as { subject: string }).subject))
}
