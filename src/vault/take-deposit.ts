import { z } from 'zod'
import { refuse, type Refusal } from '../kernel/index.ts'
import type { Log } from '../platform/log.ts'
import type { SealedFile } from '../platform/sealed-spool.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import type { ImportId } from './import-store.ts'
import { settleBrought, type Brought } from './brought.ts'
import { ReadingQueue } from './reading-queue.ts'
import { openImport, readImport } from './receive-deposit.ts'

const queues = new WeakMap<object, ReadingQueue>()

/** The one queue of a service: whatever door a file comes by, no more are read at once. Close it with the service. */
export function readingQueueOf(service: object): ReadingQueue {
  const queue = queues.get(service) ?? new ReadingQueue()
  queues.set(service, queue)
  return queue
}

/** As a program sends it. */
export const personInFileSchema = z.coerce
  .number()
  .int()
  .min(0)
  .max(4095)
  .describe('Which user of a shared scale, by the number the file gives them')

/** A file that lies on the disk, sealed, and for which user of a shared scale it is. */
export interface TakenFile {
  file: SealedFile
  person: number | undefined
}

/**
 * Takes a file of this resident, to be read behind the answer. `receive` takes it onto the disk, once there is a place for it:
 * whoever sends many at once could fill the disk for everybody. What is not queued leaves nothing there. `brought`: by which
 * partner, where it was not the resident; then the places are the partner's, and it is settled as soon as it is read.
 */
export async function takeDeposit<No extends Refusal<string>>(
  tenant: Tenant,
  residentId: ResidentId,
  { queue, log }: { queue: ReadingQueue; log: Log },
  receive: () => Promise<({ ok: true } & TakenFile) | No>,
  brought: Brought | undefined = undefined,
): Promise<{ ok: true; importId: ImportId } | No | Refusal<'too-many-files' | 'terms-not-agreed'>> {
  const giveBack = queue.takePlace(`${tenant.id}/${brought?.programId ?? residentId}`)
  if (!giveBack) return refuse('too-many-files')
  try {
    const received = await receive()
    if (!received.ok) {
      giveBack()
      return received
    }
    const opened = await openOrPutAway(tenant, residentId, received, brought)
    if (!opened.ok) {
      giveBack()
      return opened
    }
    const { importId } = opened
    queue.add((stop) =>
      readBehind(tenant, residentId, importId, { ...received, stop, brought, giveBack }, log),
    )
    return { ok: true, importId }
  } catch (fault) {
    giveBack()
    throw fault
  }
}

async function openOrPutAway(
  tenant: Tenant,
  residentId: ResidentId,
  { file }: TakenFile,
  brought: Brought | undefined,
) {
  try {
    const opened = await openImport(tenant, residentId, file, brought)
    if (!opened.ok) await file[Symbol.asyncDispose]()
    return opened
  } catch (fault) {
    await file[Symbol.asyncDispose]()
    throw fault
  }
}

interface Behind {
  stop: AbortSignal
  brought: Brought | undefined
  giveBack: () => void
}

/** The request that brought the file has long been answered: a fault is the log's, and the import says so itself. */
async function readBehind(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  { file, person, stop, brought, giveBack }: TakenFile & Behind,
  log: Log,
): Promise<void> {
  try {
    try {
      await readImport(tenant, residentId, importId, file, { only: brought?.items, person, signal: stop })
    } finally {
      await file[Symbol.asyncDispose]()
      // Not after settling: by a place that is taken for longer a partner would see that its file is kept.
      giveBack()
    }
    if (brought) await settleBrought(tenant, residentId, importId, brought)
  } catch (error) {
    log.error('an import broke off', { tenant: tenant.id, importId, error })
  }
}
