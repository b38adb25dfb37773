import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aCardHolder } from '../../test/support/cards.ts'
import { aResident } from '../../test/support/city.ts'
import { aCompany, joinAsPerson, type TestPerson } from '../../test/support/company.ts'
import { aMailHolder } from '../../test/support/mail-codes.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { aPasskeyOf } from '../../test/support/own-passkey.ts'
import { aProgram } from '../../test/support/program.ts'
import { provenFor } from '../../test/support/proven.ts'
import { aMember, anAdministrator } from '../../test/support/staff.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import {
  addKey,
  changeProgramKeys,
  companyPersons,
  companyPrograms,
  endCompanyProgram,
  endOwnPasskey,
  endPerson,
  endProgram,
  endStaff,
  findSession,
  inviteAgain,
  invitePerson,
  issueCard,
  linkedSince,
  mailAddressOf,
  makeClientKeyPair,
  ownPasskeys,
  programs,
  registerCompanyProgram,
  removeMailAddress,
  retireKey,
  staffMembers,
  startSession,
  unlinkOwn,
} from '../identity/index.ts'
import { linkSubject } from '../identity/outside-provider/links.ts'
import { Personal } from '../kernel/index.ts'
import type { JournalEntry, JournalFile } from '../platform/stop-journal/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/** Yesterday all of these were good; then it was backed up. After that some were ended. */
let made: TestTenant
let city: TestTenant
let of: Awaited<ReturnType<typeof everybody>>

async function everybody(tenant: TestTenant) {
  const [ended, again] = [await aMember(tenant, 'counter'), await aMember(tenant, 'auditor')]
  const company = await aCompany(tenant)
  const invited = await invitePerson(tenant, company, new Personal('担当 次郎'))
  if (!invited.ok) throw new Error(invited.because)
  const { personId } = await joinAsPerson(tenant, invited.invitation)
  const [lost, stays] = [await aResident(tenant), await aResident(tenant)]
  const { residentId: carded } = await aCardHolder(tenant)
  for (const residentId of [lost, stays, carded]) await aPasskeyOf(tenant, residentId)
  await aPasskeyOf(tenant, lost, { name: 'タブレット', now: new Date(Date.now() + 1) })
  await startSession(tenant, lost, 'passkey')
  const [shut, other, kept] = [await withWaysIn(tenant), await withWaysIn(tenant), await withWaysIn(tenant)]
  const programsOfTheCity = {
    ...{ ended: await aProgram(tenant), changed: await aProgram(tenant), stays: await aProgram(tenant) },
  }
  const clients = {
    ended: await aClient(tenant, company),
    changes: await aClient(tenant, company),
    stays: await aClient(tenant, company),
  }
  const by = (await anAdministrator(tenant)).staffId
  return {
    by,
    ended,
    again,
    company,
    personId,
    lost,
    stays,
    carded,
    shut,
    other,
    kept,
    programsOfTheCity,
    clients,
  }
}

/** Somebody who comes in by a mailbox and by an outside provider. */
async function withWaysIn(tenant: TestTenant) {
  const { residentId } = await aMailHolder(tenant)
  const { sessionHash } = await aSession(tenant, residentId)
  await linkSubject(
    tenant,
    { residentId, sessionHash },
    { issuer: 'https://outside.invalid', sub: residentId },
  )
  return residentId
}

async function aSession(tenant: TestTenant, residentId: ResidentId) {
  const session = await findSession(tenant, await startSession(tenant, residentId, 'card'))
  if (!session) throw new Error('no session')
  return session
}

async function aClient(tenant: TestTenant, company: TestPerson) {
  const pasted = async () => JSON.stringify((await makeClientKeyPair()).publicJwks)
  const registered = await registerCompanyProgram(tenant, company, {
    name: '受け取り',
    pasted: await pasted(),
  })
  if (!registered.ok) throw new Error(registered.because)
  const { clientId } = registered
  const added = await addKey(tenant, company, { clientId, pasted: await pasted() })
  if (!added.ok) throw new Error(added.because)
  return clientId
}

const keysOf = async (clientId: string) =>
  (await companyPrograms(city, of.company.vendorId)).find((one) => one.clientId === clientId)!.keys

beforeAll(async () => {
  made = await createTestTenant()
  await admit(made)
  of = await everybody(made)
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
  await admit(city)
  const { by, company, clients } = of
  await endStaff(city, { by, staffId: of.ended.staffId })
  await inviteAgain(city, { by, staffId: of.again.staffId })
  await endPerson(city, company, of.personId)
  const { credentialHash } = (await ownPasskeys(city, of.lost))[0]!
  const proof = provenFor('change-ways-in', of.lost)
  await endOwnPasskey(city, proof, { credentialHash, sessionHash: Buffer.alloc(32) })
  await issueCard(city, of.carded)
  const shut = { proof: provenFor('change-ways-in', of.shut), at: await aSession(city, of.shut) }
  await unlinkOwn(city, shut.proof, shut.at)
  await removeMailAddress(city, shut.proof, shut.at)
  const newSubject = { issuer: 'https://outside.invalid', sub: 'another one' }
  await linkSubject(city, await aSession(city, of.other), newSubject)
  await changeProgramKeys(city, null, {
    programId: of.programsOfTheCity.changed.clientId,
    jwks: (await makeClientKeyPair()).publicJwks,
  })
  await endProgram(city, null, of.programsOfTheCity.ended.clientId)
  await endCompanyProgram(city, company, clients.ended)
  const { keyId } = (await keysOf(clients.changes))[0]!
  await retireKey(city, company, { clientId: clients.changes, keyId })
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
})
afterAll(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

const countOf = async (ownerId: string) =>
  (await city.database.query('select from identity.passkeys where owner_id = $1', [ownerId])).rowCount
const namesOf = async (residentId: (typeof of)['lost']) =>
  (await ownPasskeys(city, residentId)).map((passkey) => passkey.name.reveal())

it('What was ended is not made good by an older database, and everything else stays good', async () => {
  expect([await countOf(of.ended.staffId), (await namesOf(of.lost)).length], 'they are back').toEqual([1, 2])
  // Of staff 3, of companies 2, two passkeys, a card, a mailbox and two links of residents, a program, a client, two keys.
  expect(await admit(city)).toEqual({ ok: true, again: 15 })
  const waysInOf = async (residentId: ResidentId) =>
    [await mailAddressOf(city, residentId), await linkedSince(city, residentId)].map(
      (way) => way !== undefined,
    )
  expect([await waysInOf(of.shut), await waysInOf(of.other), await waysInOf(of.kept)]).toEqual([
    [false, false],
    [true, false],
    [true, true],
  ])
  for (const owner of [of.ended.staffId, of.again.staffId, of.personId, of.carded])
    expect(await countOf(owner)).toBe(0)
  expect([await namesOf(of.lost), await namesOf(of.stays)]).toEqual([['タブレット'], ['じぶんのスマホ']])
  const signedIn = await city.database.query('select resident_id as id from identity.sessions')
  expect(signedIn.rows).toEqual([{ id: of.kept }])
  const standingOf = new Map((await staffMembers(city)).map(({ staffId, standing }) => [staffId, standing]))
  expect([of.ended, of.by].map((one) => standingOf.get(typeof one === 'string' ? one : one.staffId))).toEqual(
    ['ended', 'active'],
  )
  const persons = await companyPersons(city, of.company.vendorId)
  expect(persons.find(({ personId }) => personId === of.personId)?.standing).toBe('ended')
  expect(persons.find(({ personId }) => personId === of.company.personId)?.standing).toBe('active')
})

it('Nor is a program, or a key that was retired', async () => {
  const ofTheCity = new Map((await programs(city)).map(({ programId, kind }) => [programId, kind]))
  expect(ofTheCity.get(of.programsOfTheCity.ended.clientId)).toBe('ended')
  expect(ofTheCity.get(of.programsOfTheCity.stays.clientId)).toBe('registered')
  // Its only key of yesterday is good no more, and the new one is not in this database: nobody proves it.
  expect(ofTheCity.get(of.programsOfTheCity.changed.clientId)).toBe('ended')
  const standings = new Map(
    (await companyPrograms(city, of.company.vendorId)).map(({ clientId, standing }) => [clientId, standing]),
  )
  const { ended, changes, stays } = of.clients
  expect([ended, changes, stays].map((id) => standings.get(id))).toEqual(['ended', 'active', 'active'])
  expect([(await keysOf(changes)).length, (await keysOf(stays)).length]).toEqual([1, 2])
})

it('What was ended again is known from then on', async () => {
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
})

it('A journal that begins anew has what was ended before', async () => {
  const before = await endsIn(city.journal.file)
  await rm(city.journal.file.path)
  await freezeEverything(city, `${city.journal.file.path}.checkpoints`, () => undefined)
  expect(await endsIn(city.journal.file)).toEqual(before)
  expect(before).toHaveLength(14)
})

async function endsIn(file: JournalFile): Promise<JournalEntry[]> {
  const { entries } = await wholeJournal(file)
  const ends = entries.filter(({ kind }) => kind === 'ended')
  return ends.toSorted((one, other) => one.entryId.localeCompare(other.entryId))
}
