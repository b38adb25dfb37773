import { createHash } from 'node:crypto'
import type { ItemCode } from '../catalog/index.ts'
import { newId, refuse, type Refusal } from '../kernel/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, hasAgreedToTerms, type ResidentId } from '../residents/index.ts'
import { asResident } from './as-resident.ts'
import { sealPeople, sealSummary, sealTold } from './deposit-summary.ts'
import { insertStaged } from './envelope-store.ts'
import { sealEnvelope, valuesKeysOf, type EnvelopeId } from './envelope.ts'
import {
  endImport,
  finishReading,
  insertImport,
  updateProgress,
  updateTold,
  type ImportId,
} from './import-store.ts'
import { readDeposit, type ByteSource, type Reading, type ReadingOptions } from './importers/index.ts'
import type { DepositRefusal } from './refusals.ts'
import { doubtOwner, keepOnly } from './rules.ts'

/** How long a preview waits to be confirmed; then what lies there sealed is removed. */
export const previewHours = 24

/**
 * Envelopes are sealed and written together until one of these is reached: many small ones to be quick, few large ones
 * because a statement takes several times their bytes (a day told minute by minute is 60 kB; 200 of them took 170 MB).
 */
const stagedAtOnce = { envelopes: 200, bytes: 512 * 1024 }

/**
 * Opens an import in state `reading`, for who has agreed to the terms. Its file is read by `readImport`, which the caller may
 * let run behind a page. A partner is not refused, which would tell it that they have not: of its file nothing is kept then.
 */
export async function openImport(
  tenant: Tenant,
  residentId: ResidentId,
  file: ByteSource,
  broughtBy: { programId: string; linkHash: Buffer } | undefined = undefined,
): Promise<{ ok: true; importId: ImportId } | Refusal<'terms-not-agreed'>> {
  if (!broughtBy && !(await hasAgreedToTerms(tenant, residentId))) return refuse('terms-not-agreed')
  const importId = newId<ImportId>()
  const createdAt = tenant.clock.now()
  const expiresAt = new Date(createdAt.getTime() + previewHours * 60 * 60 * 1000)
  await insertImport(tenant.database, {
    residentId,
    importId,
    bytesTotal: file.size,
    processId: tenant.processId,
    createdAt,
    expiresAt,
    programId: broughtBy?.programId ?? null,
    linkHash: broughtBy?.linkHash ?? null,
  })
  return { ok: true, importId }
}

type HowToRead = Pick<ReadingOptions, 'person' | 'signal' | 'onProgress'> & {
  only?: readonly ItemCode[] | undefined
}

/**
 * Reads the file into sealed, staged envelopes and leaves the import in `preview`, or in `refused` with its reason.
 * `person`: which user of a shared scale, by the number the file gives them (`several-people`, `no-such-person`).
 * `signal`: once it is aborted, reading stops soon and the import is refused as `interrupted`.
 * `only`: of a partner's file, what is not of these items is left out, and nothing of it is staged.
 * `onProgress`: for who waits here; pages read the progress from the import.
 * Whatever happens, nothing half-read can become live: only `confirmDeposit` makes it so, in one transaction.
 */
export async function readImport(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  file: ByteSource,
  { only, person, signal, onProgress }: HowToRead = {},
): Promise<void> {
  const end = (because: DepositRefusal, people?: Buffer) =>
    endImport(tenant, residentId, importId, { state: 'refused', because, people })
  const writeProgress = progressEvery(500, (bytes) =>
    updateProgress(tenant.database, residentId, importId, bytes),
  )
  try {
    const result = await readDeposit(file, {
      now: tenant.clock.now(),
      person,
      signal,
      onProgress: (bytes) => {
        writeProgress(bytes)
        onProgress?.(bytes)
      },
    })
    if (!result.ok) await end(result.because, await sealedPeople(tenant, residentId, importId, result.people))
    else {
      const reading = only ? keepOnly(result.reading, only) : result.reading
      await stage(
        tenant,
        residentId,
        importId,
        { name: file.name, reading, tells: only !== undefined },
        signal,
      )
    }
  } catch (fault) {
    await end(isOutOfSpace(fault) ? 'no-space' : 'interrupted')
    if (!isOutOfSpace(fault)) throw fault
  }
}

/** undefined when nobody is named, or nobody is left to name them to. */
async function sealedPeople(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  people: readonly number[] | undefined,
): Promise<Buffer | undefined> {
  const keys = people && (await valuesKeysOf(tenant, residentId))
  return keys && sealPeople(keys, importId, people)
}

async function stage(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  { name, reading, tells }: { name: string; reading: Reading; tells: boolean },
  signal: AbortSignal | undefined,
): Promise<void> {
  const keys = await valuesKeysOf(tenant, residentId)
  const resident = await findResident(tenant, residentId)
  const contentHash = keys && (await stageDays(tenant, keys, residentId, importId, reading, signal))
  // Before anything depends on whose it is, and however it ends. Of what this process has no time for, nothing is told.
  if (keys && tells && signal?.aborted !== true)
    await updateTold(tenant.database, residentId, importId, sealTold(keys, importId, reading))
  // The person, their wish to deposit or this process's time is gone meanwhile: what was staged goes too.
  if (!keys || !resident || contentHash === undefined) {
    await endImport(tenant, residentId, importId, { state: 'refused', because: 'interrupted' })
    return
  }
  const summary = sealSummary(keys, importId, {
    fileName: name.slice(0, 200),
    format: reading.format,
    doubt: doubtOwner(reading.owner, resident.identity.reveal()) ?? null,
    contentHash,
    counts: reading.counts,
    leftOut: reading.leftOut,
    chosen: [],
  })
  await finishReading(tenant.database, residentId, importId, summary)
}

/**
 * A hash of the content, independent of how the file was packed; kept sealed. Undefined when the import was ended or
 * `signal` is aborted.
 */
async function stageDays(
  tenant: Tenant,
  keys: OwnerKeys,
  residentId: ResidentId,
  importId: ImportId,
  reading: Reading,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const hash = createHash('sha256')
  let batch: ReturnType<typeof sealEnvelope>[] = []
  let bytes = 0
  const keep = async (envelopes: typeof batch) =>
    signal?.aborted !== true &&
    (await asResident(tenant, residentId, (client) => insertStaged(client, residentId, importId, envelopes)))
  for (const day of reading.days) {
    hash.update(JSON.stringify(day))
    const envelope = sealEnvelope(keys, residentId, newId<EnvelopeId>(), day)
    batch.push(envelope)
    bytes += envelope.body.length
    if (batch.length < stagedAtOnce.envelopes && bytes < stagedAtOnce.bytes) continue
    if (!(await keep(batch))) return undefined
    batch = []
    bytes = 0
  }
  if (!(await keep(batch))) return undefined
  return hash.digest('base64')
}

/** Writes progress at most every `milliseconds`; a write that fails is only a page that shows an older figure. */
function progressEvery(
  milliseconds: number,
  write: (bytes: number) => Promise<void>,
): (bytes: number) => void {
  let last = performance.now()
  return (bytes) => {
    const now = performance.now()
    if (now - last < milliseconds) return
    last = now
    write(bytes).catch(() => undefined)
  }
}

/** ENOSPC from the file system, or PostgreSQL's 53100 disk_full. */
function isOutOfSpace(fault: unknown): boolean {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined
  return code === 'ENOSPC' || code === '53100'
}
