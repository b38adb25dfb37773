import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ItemCode } from '../../src/catalog/index.ts'
import { giveConsent, grantsOf } from '../../src/consent/index.ts'
import { addDays, newId, type LocalDay } from '../../src/kernel/index.ts'
import { noticesOf } from '../../src/notices/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { enrolResident, standsOf, type ResidentId } from '../../src/residents/index.ts'
import { publishUse, useTermsSchema, type Use, type UseId } from '../../src/review/index.ts'
import {
  confirmDeposit,
  openImport,
  readImport,
  type ByteSource,
  type ImportId,
} from '../../src/vault/index.ts'
import { saveVendor, vendorProfileSchema, type Vendor, type VendorId } from '../../src/vendors/index.ts'
import { agreeToTerms } from './terms.ts'
import { proven } from './proven.ts'

const sentence = (ja: string) => ({ ja, jaEasy: ja, en: ja })

/** A company in good standing, saved. */
export async function aVendor(tenant: Tenant, changed: Partial<Vendor> = {}): Promise<Vendor> {
  const vendor: Vendor = {
    vendorId: newId<VendorId>(),
    profile: vendorProfileSchema.parse({
      name: '見本薬局',
      nameEn: 'Sample Pharmacy',
      kind: 'pharmacy',
      address: 'あおば野市中央1-1',
      representative: '見本 一郎',
      department: 'データ係',
      phone: '048-000-0000',
      certificate: null,
    }),
    standing: 'active',
    contractUntil: addDays(tenant.clock.now(), 365),
    ...changed,
  }
  await saveVendor(tenant.database, vendor)
  return vendor
}

export interface UseWishes {
  items?: readonly ItemCode[]
  purpose?: Use['terms']['purpose']
  frequency?: 'as-needed' | 'once'
  useId?: UseId
  version?: number
  standing?: Use['standing']
}

/** An approved use of this company, published. */
export async function aUse(tenant: Tenant, vendor: Vendor, wishes: UseWishes = {}): Promise<Use> {
  const use: Use = {
    useId: wishes.useId ?? newId<UseId>(),
    vendorId: vendor.vendorId,
    version: wishes.version ?? 1,
    standing: wishes.standing ?? 'approved',
    terms: useTermsSchema.parse({
      title: sentence('歩数による健康づくりの助言'),
      purpose: wishes.purpose ?? 'health-advice',
      explanation: sentence('歩数に合わせた助言をお送りします。'),
      items: wishes.items ?? ['activity.steps', 'body.weight'],
      periodMonths: 12,
      retentionDays: 365,
      benefit: sentence('助言'),
      benefitYen: null,
      risk: sentence('体調が推しはかられることがあります。'),
      afterStopping: sentence('お渡しした分は、消すよう頼めます。'),
      countries: [],
      subcontractors: [],
      couldRecognise: true,
      frequency: wishes.frequency ?? 'as-needed',
      reasons: [{ code: 'monthly-advice', sentence: sentence('毎月の助言をつくるため') }],
    }),
  }
  await publishUse(tenant.database, use, tenant.clock.now())
  return use
}

/** Who has joined and agreed to the terms. */
export async function aResident(tenant: Tenant, name = '青葉 花子'): Promise<ResidentId> {
  const birthDate = '1950-04-01' as LocalDay
  const identity = { name, kana: 'アオバ ハナコ', birthDate, phone: '0480000001' }
  return agreeToTerms(tenant, await enrolResident(tenant, identity))
}

export const session = Buffer.alloc(32, 7)

/** The resident as they act in their own browser. */
export function by(residentId: ResidentId, sessionHash: Buffer = session) {
  return { residentId, sessionHash, channel: 'web' as const }
}

export async function agree(
  tenant: Tenant,
  residentId: ResidentId,
  use: Use,
  items: readonly ItemCode[] = use.terms.items,
): Promise<void> {
  const answer = { useId: use.useId, versionShown: use.version, items }
  const given = await giveConsent(tenant, proven(by(residentId)), answer)
  if (!given.ok) throw new Error(given.because)
}

/** How each item stands that the resident was ever asked for, whatever the use. */
export async function answersOf(tenant: Tenant, residentId: ResidentId): Promise<Record<string, string>> {
  return Object.fromEntries((await grantsOf(tenant, residentId)).map(({ item, state }) => [item, state]))
}

/** What a resident was told of, the newest first. */
export async function toldOf(tenant: Tenant, residentId: ResidentId) {
  return (await noticesOf(tenant, residentId, null)).shown.map(({ kind }) => kind)
}

export async function standingOf({ database }: Pick<Tenant, 'database'>, residentId: ResidentId) {
  return (await standsOf(database, residentId))?.standing
}

/** An Apple Health export with one steps record a day, at noon in Japan. */
export function stepsFile(steps: Readonly<Record<string, number>>, device = 'Watch'): ByteSource {
  const records = Object.entries(steps).map(
    ([day, count]) =>
      `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="${device}" unit="count" ` +
      `startDate="${day} 12:00:00 +0900" endDate="${day} 12:10:00 +0900" value="${String(count)}"/>`,
  )
  const text = `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">${records.join('\n')}</HealthData>`
  return bytes('export.xml', Buffer.from(text))
}

export function bytes(name: string, content: Buffer): ByteSource {
  return { name, size: content.length, stream: (start, end) => Readable.from([content.subarray(start, end)]) }
}

/** An import of theirs, whose file is still to be read. */
export async function anImport(tenant: Tenant, residentId: ResidentId, file: ByteSource): Promise<ImportId> {
  const opened = await openImport(tenant, residentId, file)
  if (!opened.ok) throw new Error(opened.because)
  return opened.importId
}

/** Deposits the file and confirms it: what a resident does in three taps. */
export async function deposit(tenant: Tenant, residentId: ResidentId, file: ByteSource): Promise<ImportId> {
  const importId = await anImport(tenant, residentId, file)
  await readImport(tenant, residentId, importId, file)
  const wishes = { alsoChosen: [], notWanted: [], isMine: true }
  const confirmed = await confirmDeposit(tenant, residentId, importId, wishes)
  if (!confirmed.ok) throw new Error(confirmed.because)
  return importId
}

/**
 * Waits until every transaction that has begun on the cluster, also in other tests' databases, has ended: what was
 * written before is then inside the window of the next read (ADR 0004).
 */
export async function settled(tenant: Tenant): Promise<void> {
  const { rows } = await tenant.database.query<{ reached: string }>(
    'select pg_current_xact_id()::text as reached',
  )
  const reached = BigInt(rows[0]?.reached ?? 0)
  for (;;) {
    const now = await tenant.database.query<{ xmin: string }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
    )
    if (BigInt(now.rows[0]?.xmin ?? 0) > reached) return
    await sleep(5)
  }
}
