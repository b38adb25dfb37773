import { randomBytes } from 'node:crypto'
import { refuse, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isProvedByAnother, noteKey, selectKnownKeys } from '../client-key-store.ts'
import { putEnd, thenKept, writeKey } from '../ends/put-end.ts'
import { thumbprintOf, type PublicKeySet } from '../public-keys.ts'
import { updateClientEnded } from '../store.ts'
import { insertCompanyAct, type CompanyAct } from './act-store.ts'
import type { CompanyPerson } from './company-person.ts'
import { decideOnAdding, decideOnRetiring, mostPrograms, type ProgramRefusal } from './program-rules.ts'
import { countPrograms, insertProgram, lockProgram, updateKeys, type ProgramRow } from './program-store.ts'
import { readPastedKeys } from './read-pasted-keys.ts'
import { mayActForCompany } from './rules.ts'
import { lockCompany, lockPersons } from './store.ts'

type City = Pick<Tenant, 'database' | 'clock' | 'journal'>
type By = Pick<CompanyPerson, 'personId' | 'vendorId'>
type KeyRefusal = Refusal<ProgramRefusal | 'private-key' | 'unreadable-key'>
type Changed = { ok: true } | KeyRefusal

/** A program that may ask for tokens from now on. Its id is made here: one that is chosen would tell which ids others have. */
export async function registerCompanyProgram(
  city: City,
  by: By,
  { name, pasted }: { name: string; pasted: string },
): Promise<{ ok: true; clientId: string } | KeyRefusal> {
  const read = await readPastedKeys(pasted)
  if (!read.ok) return read
  return asPerson(city, by, async (client) => {
    if ((await countPrograms(client, by.vendorId)) >= mostPrograms) return refuse('too-many-programs')
    const clientId = `program-${randomBytes(8).toString('hex')}`
    const names = await namesOf(read.jwks)
    const decision = decideOnAdding(names, { good: 0, known: [] })
    if (!decision.ok) return decision
    if (await isOfAnother(client, clientId, names)) return refuse('key-known-already')
    const createdAt = city.clock.now()
    await insertProgram(client, by.vendorId, { clientId, name, jwks: read.jwks, createdAt })
    for (const key of read.jwks.keys) await noteKey(client, clientId, key, { addedAt: createdAt })
    await note(city, client, by, { kind: 'program-registered', clientId })
    return { ok: true, clientId }
  })
}

/** One more key besides those in use, so that nothing stands still while a program changes to it. */
export async function addKey(
  city: City,
  by: By,
  { clientId, pasted }: { clientId: string; pasted: string },
): Promise<Changed> {
  const read = await readPastedKeys(pasted)
  if (!read.ok) return read
  return onProgram(city, by, clientId, async (client, { jwks }) => {
    // Keys of which nothing was written down yet, because the city registered them, are known all the same.
    for (const key of jwks.keys) await noteKey(client, clientId, key, {})
    const known = await selectKnownKeys(client, [clientId])
    const names = await namesOf(read.jwks)
    const decision = decideOnAdding(names, { good: jwks.keys.length, known })
    if (!decision.ok) return decision
    if (await isOfAnother(client, clientId, names)) return refuse('key-known-already')
    await updateKeys(client, clientId, { keys: [...jwks.keys, ...read.jwks.keys] })
    for (const key of read.jwks.keys) {
      await noteKey(client, clientId, key, { addedAt: city.clock.now() })
      await note(city, client, by, { kind: 'key-added', clientId, keyId: key.kid })
    }
    return { ok: true }
  })
}

/** For good. What was signed with it, and tokens that were got with it, are refused from the next request on. */
export function retireKey(
  city: City,
  by: By,
  { clientId, keyId }: { clientId: string; keyId: string },
): Promise<Changed> {
  const done = onProgram(city, by, clientId, async (client, { jwks }) => {
    const retired = jwks.keys.find(({ kid }) => kid === keyId)
    const decision = decideOnRetiring(
      keyId,
      jwks.keys.map(({ kid }) => kid),
    )
    if (!decision.ok || !retired) return decision.ok ? refuse('unknown-key') : decision
    await updateKeys(client, clientId, { keys: jwks.keys.filter((key) => key !== retired) })
    await noteKey(client, clientId, retired, { retiredAt: city.clock.now() })
    await putEnd(client, { what: 'client-key', which: writeKey(clientId, keyId) }, city.clock.now())
    await note(city, client, by, { kind: 'key-retired', clientId, keyId })
    return { ok: true }
  })
  return thenKept(city.journal, done)
}

/** For good: tokens the program already holds are refused from the next request on. */
export function endCompanyProgram(city: City, by: By, clientId: string): Promise<Changed> {
  const done = onProgram(city, by, clientId, async (client) => {
    await updateClientEnded(client, clientId)
    await putEnd(client, { what: 'client', which: clientId }, city.clock.now())
    await note(city, client, by, { kind: 'program-ended', clientId })
    return { ok: true }
  })
  return thenKept(city.journal, done)
}

/** One after the other for each company, by a person who may act for it as they stand now. */
function asPerson<Outcome>(
  { database }: City,
  by: By,
  act: (client: Queryable) => Promise<Outcome | KeyRefusal>,
): Promise<Outcome | KeyRefusal> {
  return inTransaction(database, async (client) => {
    await lockCompany(client, by.vendorId)
    const acting = (await lockPersons(client, [by.personId])).get(by.personId)
    return mayActForCompany(acting) && acting?.vendorId === by.vendorId
      ? act(client)
      : refuse('company-at-rest')
  })
}

/** A program of another company is, to this one, none at all. */
function onProgram(
  city: City,
  by: By,
  clientId: string,
  act: (client: Queryable, program: ProgramRow) => Promise<Changed>,
): Promise<Changed> {
  return asPerson(city, by, async (client) => {
    const program = await lockProgram(client, by.vendorId, clientId)
    return program ? act(client, program) : refuse('unknown-program')
  })
}

/** Whose it is, nobody is told: the same answer as for a key of one's own that was retired. */
function isOfAnother(
  client: Queryable,
  clientId: string,
  names: readonly { thumbprint: string }[],
): Promise<boolean> {
  return isProvedByAnother(
    client,
    clientId,
    names.map(({ thumbprint }) => thumbprint),
  )
}

function namesOf({ keys }: PublicKeySet) {
  return Promise.all(keys.map(async (key) => ({ keyId: key.kid, thumbprint: await thumbprintOf(key) })))
}

function note(
  { clock }: City,
  client: Queryable,
  { vendorId, personId }: By,
  act: Pick<CompanyAct, 'kind'> & Partial<CompanyAct>,
): Promise<void> {
  return insertCompanyAct(client, vendorId, { ...act, by: personId, happenedAt: clock.now() })
}
