import { createHash } from 'node:crypto'
import { z } from 'zod'
import { localDayOf, newId, refuse, type LocalDay, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import { enqueue, type JobKind } from '../../platform/jobs/index.ts'
import type { SealedFile } from '../../platform/sealed-spool.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isOldEnough } from '../join-alone.ts'
import { searchSecretOf, wholeTermUnder } from '../search-terms.ts'
import type { ResidentId } from '../resident.ts'
import {
  readLines,
  UnreadableFile,
  type Encoding,
  type FileRefusal,
  type Format,
  type Line,
} from './read-lines.ts'
import { readPerson } from './read-person.ts'
import { mostAtOnce, mostLines, type Field } from './rules.ts'
import { lineSecretOf, sealPerson } from './sealed-person.ts'
import {
  countOpenLoads,
  insertLines,
  insertLoad,
  loadIdSchema,
  selectLoadByKey,
  updateReceived,
  type Load,
  type LoadId,
  type WrittenLine,
} from './store.ts'

export const workLoadKind: JobKind<{ loadId: LoadId }> = {
  name: 'work-bulk-load',
  payload: z.strictObject({ loadId: loadIdSchema }),
}

export interface SentFile {
  programId: string
  idempotencyKey: string
  dryRun: boolean
  file: SealedFile
  format: Format
  encoding: Encoding
}

export type Received =
  | { ok: true; loadId: LoadId }
  | Refusal<FileRefusal | 'too-many-lines' | 'empty-file' | 'too-many-loads' | 'key-used'>

/** A write of so many lines: fewer questions, and a few hundred kB in each. */
const writtenAtOnce = 1_000

/**
 * Reads a file into sealed lines that wait to be worked off, all or none. The same key again is the same load; with a file
 * of another length it is refused. What is in it is compared by nothing: there would have to be a hash of people.
 */
export async function receiveLoad(tenant: Tenant, sent: SentFile): Promise<Received> {
  try {
    return await inTransaction(tenant.database, (client) => receive(tenant, client, sent))
  } catch (fault) {
    // Thrown through the transaction, so that nothing of the file is left.
    if (fault instanceof NotReceived) return fault.refusal
    if (fault instanceof UnreadableFile) return refuse(fault.because)
    throw fault
  }
}

class NotReceived extends Error {
  readonly refusal: Refusal<'too-many-lines' | 'empty-file' | 'too-many-loads'>

  constructor(because: 'too-many-lines' | 'empty-file' | 'too-many-loads') {
    super(because)
    this.refusal = refuse(because)
  }
}

async function receive(tenant: Tenant, client: Queryable, sent: SentFile): Promise<Received> {
  const { programId, dryRun, file } = sent
  const keyHash = createHash('sha256').update(sent.idempotencyKey).digest()
  const load = {
    loadId: newId<LoadId>(),
    programId,
    dryRun,
    bytes: file.size,
    receivedAt: tenant.clock.now(),
  }
  if (!(await insertLoad(client, load, keyHash)))
    return sameLoad(load, await selectLoadByKey(client, programId, keyHash))
  if ((await countOpenLoads(client)) > mostAtOnce) throw new NotReceived('too-many-loads')
  const writing = new LineWriting(client, load.loadId, {
    lines: await lineSecretOf(tenant),
    search: await searchSecretOf(tenant),
    today: localDayOf(tenant.clock.now()),
    city: tenant,
  })
  for await (const line of readLines(file.stream(), sent)) await writing.take(line)
  await writing.end()
  await enqueue(client, workLoadKind, { loadId: load.loadId }, { key: load.loadId })
  return { ok: true, loadId: load.loadId }
}

function sameLoad(
  sent: Pick<Load, 'dryRun' | 'bytes'>,
  before: Load | undefined,
): { ok: true; loadId: LoadId } | Refusal<'key-used'> {
  const isSame = before?.dryRun === sent.dryRun && before.bytes === sent.bytes
  return isSame ? { ok: true, loadId: before.loadId } : refuse('key-used')
}

interface Known {
  lines: Buffer
  search: Buffer
  today: LocalDay
  city: Parameters<typeof isOldEnough>[0]
}

class LineWriting {
  readonly #client: Queryable
  readonly #loadId: LoadId
  readonly #known: Known
  readonly #seen = new Set<string>()
  #waiting: WrittenLine[] = []
  #count = { lines: 0, refused: 0 }

  constructor(client: Queryable, loadId: LoadId, known: Known) {
    this.#client = client
    this.#loadId = loadId
    this.#known = known
  }

  async take(line: Line): Promise<void> {
    const written = this.#written(line)
    this.#count.lines += 1
    if (written.because !== null) this.#count.refused += 1
    if (this.#count.lines > mostLines) throw new NotReceived('too-many-lines')
    this.#waiting.push(written)
    if (this.#waiting.length === writtenAtOnce) await this.#write()
  }

  async end(): Promise<void> {
    if (this.#count.lines === 0) throw new NotReceived('empty-file')
    await this.#write()
    await updateReceived(this.#client, this.#loadId, this.#count)
  }

  async #write(): Promise<void> {
    if (this.#waiting.length > 0) await insertLines(this.#client, this.#loadId, this.#waiting)
    this.#waiting = []
  }

  #written(line: Line): WrittenLine {
    const { number } = line
    if ('because' in line) return leftOut(number, line.because)
    const read = readPerson(line.person, this.#known.today)
    if (!read.ok) return leftOut(number, read.because, read.field)
    if (!isOldEnough(this.#known.city, read.identity)) return leftOut(number, 'too-young', 'birthDate')
    const term = wholeTermUnder(this.#known.search, read.identity).toString('base64')
    if (this.#seen.has(term)) return leftOut(number, 'twice-in-file')
    this.#seen.add(term)
    const person = { residentId: newId<ResidentId>(), identity: read.identity }
    const sealed = sealPerson(this.#known.lines, { loadId: this.#loadId, line: number }, person)
    return { line: number, sealed, because: null, field: null }
  }
}

/** `field` is null where it is the line, or more than one of its columns. */
function leftOut(line: number, because: string, field: Field | null = null): WrittenLine {
  return { line, sealed: null, because, field }
}
