/** A city in which everything has happened, which leaves; and an empty installation that takes it in. */
import { foundAt } from './attending.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Writable } from 'node:stream'
import { readSealed } from '../../src/backup/sealed-file.ts'
import { makeIdentity, readIdentities } from '../../src/backup/identity.ts'
import { askForCard, askSecond, attend, searchResident, tellOfFile } from '../../src/counter/index.ts'
import { beginCopy } from '../../src/copies/index.ts'
import { eraseEverything } from '../../src/erasure/index.ts'
import { openShare, stop } from '../../src/exchange/index.ts'
import {
  issueCard,
  makeClientKeyPair,
  registerApp,
  registerCompanyProgram,
  registerProgram,
  startSession,
  type PaperCard,
  type StaffId,
} from '../../src/identity/index.ts'
import { putFormer } from '../../src/identity/sent-code/tell-former.ts'
import { takePlace } from '../../src/joining/index.ts'
import { newId, Personal, type LocalDay } from '../../src/kernel/index.ts'
import { leave } from '../../src/leaving/index.ts'
import { changeWish } from '../../src/notices/index.ts'
import { prepareJobs } from '../../src/platform/jobs/index.ts'
import { databasesOf, inTransaction, type ProvisionOptions } from '../../src/platform/database/index.ts'
import { CityKeyRing } from '../../src/platform/keys/index.ts'
import { exportCity, type Exported, type ExportOptions } from '../../src/portability/export-city.ts'
import { importCity, type Imported, type ImportOptions } from '../../src/portability/import-city.ts'
import { writeOnce } from '../../src/programs/write-once.ts'
import { enrolResident, savePreferences, type ResidentId } from '../../src/residents/index.ts'
import { openImport, readImport, undoDeposit } from '../../src/vault/index.ts'
import { setQuotas } from '../../src/vendors/index.ts'
import { aBackedUpCity, type BackedUpCity } from './backed-up-city.ts'
import { agree, anImport, aResident, by, bytes, deposit, session, stepsFile } from './city.ts'
import { aCompany } from './company.ts'
import { askFor, readAsCompany } from './company-reads.ts'
import { aPasskeyOf } from './own-passkey.ts'
import { aBriefing, aCode, aCohort } from './joining.ts'
import { holdMailbox } from './mail-codes.ts'
import { provenFor } from './proven.ts'
import { aShare } from './shares.ts'
import { openTestTenant, type TestTenant } from './tenant.ts'
import { logEverything } from './whole-log.ts'

export interface LeavingCity extends BackedUpCity {
  erased: ResidentId
  /** Whose deposit waits to be confirmed. */
  waiting: ResidentId
  /** Theirs, too: the second they were given. */
  card: PaperCard
  leave(purpose?: ExportOptions['purpose']): Promise<Exported>
  /** Where an export may be taken in: databases, logins and keys of its own; on these clusters unless told otherwise. */
  arrival(clusters?: Pick<ProvisionOptions, 'dataAdmin' | 'keystoreAdmin'>): Arrival
  identities: readonly string[]
}

export interface Arrival {
  provision: ProvisionOptions
  ring: CityKeyRing
  journalDirectory: string
  takeIn(folder: string, changed?: Partial<ImportOptions>): Promise<Imported>
  /** The city that was taken in, as a process of the service has it. */
  open(): Promise<TestTenant>
  leave(): Promise<Exported>
}

export async function aLeavingCity(): Promise<LeavingCity> {
  const city = await aBackedUpCity()
  const { tenant } = city
  const identityFile = join(city.directory, 'export-identity.txt')
  const recipients = [await makeIdentity(identityFile)]
  const identities = await readIdentities(identityFile)
  const { erased, waiting, card } = await liveMore(city)
  const leaveFrom = (
    from: Pick<TestTenant, 'id' | 'databases' | 'ring'>,
    purpose: ExportOptions['purpose'],
  ) =>
    exportCity({
      tenant: from.id,
      databases: from.databases,
      ring: from.ring,
      directory: join(city.directory, randomUUID()),
      recipients,
      purpose,
      program: 'test',
      now: () => new Date(),
    })
  return {
    ...city,
    erased,
    waiting,
    card,
    identities,
    leave: (purpose = 'move') => leaveFrom(tenant, purpose),
    arrival: (clusters = tenant.provision) => anArrival(city, clusters, identities, leaveFrom),
  }
}

function anArrival(
  { tenant, directory }: BackedUpCity,
  { dataAdmin, keystoreAdmin }: Pick<ProvisionOptions, 'dataAdmin' | 'keystoreAdmin'>,
  identities: readonly string[],
  leaveFrom: (from: Pick<TestTenant, 'id' | 'databases' | 'ring'>, purpose: 'move') => Promise<Exported>,
): Arrival {
  const id = `i${randomBytes(5).toString('hex')}`
  const provision = { dataAdmin, keystoreAdmin, tenant: id, secret: randomBytes(16).toString('hex') }
  const ring = CityKeyRing.fresh()
  const journalDirectory = join(directory, id)
  const databases = databasesOf(provision)
  return {
    provision,
    ring,
    journalDirectory,
    takeIn: async (path, changed) => {
      const imported = await importCity({
        provision,
        city: { id, hosts: [`${id}.test`], city: tenant.city },
        ring,
        path,
        identities,
        logKey: undefined,
        journalDirectory,
        now: () => new Date(),
        ...changed,
      })
      await prepareJobs(databases.data.migrate)
      return imported
    },
    open: () => openTestTenant(id, databases, ring, join(journalDirectory, 'stops.journal')),
    leave: () => leaveFrom({ id, databases, ring }, 'move'),
  }
}

/** An erasure, a card in place of another, a deposit that waits, a file that was refused, one that was undone, preferences, refusals of a company. */
async function liveMore({
  tenant,
  owner,
  people,
  use,
}: BackedUpCity): Promise<{ erased: ResidentId; waiting: ResidentId; card: PaperCard }> {
  const [first, second, third] = people
  if (!first || !second || !third) throw new Error('the city has four people')
  const erased = await aResident(tenant, '消去 する')
  await deposit(tenant, erased, stepsFile({ '2026-11-03': 77 }))
  await agree(tenant, erased, use)
  await readAsCompany(tenant, use)
  await logEverything(tenant)
  await eraseEverything(tenant, by(erased))
  // Of whom nothing was ever given to anybody: nothing is kept.
  await eraseEverything(tenant, by(await aResident(tenant, '去る 人')))
  const waits = stepsFile({ '2026-11-09': 4_321 })
  await readImport(tenant, second, await anImport(tenant, second, waits), waits)
  const broken = bytes('export.xml', Buffer.from('no xml'))
  await readImport(tenant, third, await anImport(tenant, third, broken), broken)
  await undoDeposit(tenant, third, await deposit(tenant, third, stepsFile({ '2026-11-05': 9 })))
  await askFor(tenant, use, first)
  await changeWish(tenant, third, 'mail')
  const brought = stepsFile({ '2026-11-06': 5 })
  const opened = await openImport(tenant, third, brought, {
    programId: 'city.clinic',
    linkHash: randomBytes(32),
  })
  if (!opened.ok) throw new Error(opened.because)
  await readImport(tenant, third, opened.importId, brought)
  await takeOutACopy(tenant, second)
  await showSomething(tenant, second)
  await savePreferences(tenant, third, { locale: 'en', ruby: true, largeText: false })
  await logEverything(tenant)
  await owner.query(`
    insert into proof.cosignatures select max(size), decode(repeat('0a', 32), 'hex'), '— w key', now() from proof.checkpoints;
    insert into proof.restored_leaves values (0, now());
    insert into consent.spent_papers values ('${third}', gen_random_uuid(), decode(repeat('0b', 32), 'hex'), now());
    insert into notices.terms_told values (1, null, now());
    insert into notices.letters values (gen_random_uuid(), now(), now(), 'came-back');
    insert into letters.prints values (1, gen_random_uuid(), 1, now());
    insert into letters.printed values (gen_random_uuid(), 1, 1, now());
    insert into letters.acts values (gen_random_uuid(), 1, 'came-back', 1, gen_random_uuid(), now())`)
  // What this leaves behind still waits for the log.
  await stop(tenant, by(third), { useId: use.useId, items: ['body.weight'] })
  await helpSomebody(tenant)
  await startSession(tenant, third, 'card')
  await joinAtBriefing(tenant)
  await registerSomeProgram(tenant)
  await leave(tenant, by(await aResident(tenant, '退会 する')), 'left')
  await letProgramIn(tenant)
  await issueCard(tenant, second)
  await aPasskeyOf(tenant, third)
  await aPasskeyOf(tenant, second)
  await holdMailbox(tenant, third, 'third@mail.example')
  await inTransaction(tenant.database, (client) =>
    putFormer(tenant, client, third, new Personal('before@mail.example')),
  )
  const card = await issueCard(tenant, second)
  if (!card.ok) throw new Error(card.because)
  return { erased, waiting: second, card }
}

async function takeOutACopy(tenant: TestTenant, residentId: ResidentId): Promise<void> {
  const begun = await beginCopy(tenant, provenFor('export', residentId), session)
  if (!begun.ok) throw new Error(begun.because)
}

/** Opened once, and once more when nothing was shown after all. */
async function showSomething(tenant: TestTenant, residentId: ResidentId): Promise<void> {
  const { code } = await aShare(tenant, residentId, { once: false, note: new Personal('みほん医院') })
  const opener = { code, said: new Personal('みほん医院 院長') }
  const opened = await openShare(tenant, opener)
  if (!opened.ok) throw new Error(opened.because)
  await tenant.database.query(
    `insert into shares.withheld select resident_id, opening_id, opened_at from shares.openings`,
  )
}

/** A company that came in by its own door, with a program of its own. */
async function registerSomeProgram(tenant: TestTenant): Promise<void> {
  const { publicJwks } = await makeClientKeyPair()
  const company = await aCompany(tenant)
  const quota = { readsAMinute: 600, residentsADay: null }
  await setQuotas(tenant, company.vendorId, { company: quota, program: quota }, { staffId: newId() })
  await registerCompanyProgram(tenant, company, {
    name: '受け取り',
    pasted: JSON.stringify(publicJwks),
  })
}

/** At the counter, up to a card that waits for the second person. */
async function helpSomebody(tenant: TestTenant): Promise<void> {
  const clerk = { staffId: newId<StaffId>(), sessionHash: randomBytes(32) }
  const someone = { kana: 'ミナミ ジロウ', birthDate: '1960-01-02' as LocalDay }
  await enrolResident(tenant, { ...someone, name: '南 次郎' })
  await searchResident(tenant, clerk, { said: someone, reason: 'card' })
  const attended = await attend(tenant, clerk, await foundAt(tenant, clerk))
  if (!attended.ok) throw new Error(attended.because)
  const { residentId } = attended.attendance
  await tellOfFile(tenant, tenant.database, [residentId], 'city.ledger')
  await askForCard(tenant, attended.attendance, 'passport')
  const said = { reporter: 'relative', document: 'death-certificate', day: '2026-11-01' as LocalDay } as const
  const asked = await askSecond(tenant, attended.attendance, { kind: 'died', ...said })
  if (!asked.ok) throw new Error(asked.because)
}

/** With a cohort, at its briefing. */
async function joinAtBriefing(tenant: TestTenant): Promise<void> {
  await aCohort(tenant, { by: { programId: 'city.cohorts' } })
  const cohortId = await aCohort(tenant)
  const briefingId = await aBriefing(tenant, cohortId)
  await aCode(tenant, cohortId)
  const residentId = await aResident(tenant, '説明 会子')
  await inTransaction(tenant.database, (client) =>
    takePlace(tenant, client, residentId, { cohortId, briefingId }),
  )
}

/** A program of the city's own, which has saved a company. */
async function letProgramIn(tenant: TestTenant): Promise<void> {
  const programId = 'city.ledger'
  const { publicJwks: jwks } = await makeClientKeyPair()
  await registerProgram(tenant, null, { programId, name: '台帳', scopes: ['admin:items'], jwks })
  const app = { appId: 'app.walk', name: '歩く', maker: '見本', redirectUris: ['https://app.example/back'] }
  const clinic = { programId: 'city.clinic', name: '医院', items: ['activity.steps'] as const, jwks }
  await registerProgram(tenant, null, { ...clinic, scopes: ['intake:deposit'] })
  await registerApp(tenant, null, { ...app, scopes: ['me:read'], jwks: null })
  const asked = { programId, idempotencyKey: 'first-write', deed: 'save-company', content: {} }
  await writeOnce<never>(tenant, asked, () => Promise.resolve({ ok: true }))
}

/** What stands in every file, opened: `name → text`. */
export async function textsIn(folder: string, identities: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.age')).sort()) {
    const pieces: Buffer[] = []
    const into = new Writable({ write: (chunk: Buffer, _, done) => (pieces.push(chunk), done()) })
    await readSealed(join(folder, file), identities, into)
    texts.set(basename(file, '.ndjson.zst.age'), Buffer.concat(pieces).toString('utf8'))
  }
  return texts
}

export async function manifestIn(folder: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>
}
