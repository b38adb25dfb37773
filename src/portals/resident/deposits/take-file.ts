import type { FastifyRequest } from 'fastify'
import { residentOf } from '../../../identity/index.ts'
import { refuse, type Refusal } from '../../../kernel/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { openImport, readImport, type ImportId } from '../../../vault/index.ts'
import type { PortalServices } from '../../portal.ts'
import type { ReadingQueue } from './reading-queue.ts'
import { receiveUpload, type NotANumber, type Upload, type UploadRefusal } from './receive-upload.ts'

type Taken = { ok: true; importId: ImportId } | Refusal<UploadRefusal> | NotANumber

/** Takes the file of the form onto the disk, to be read behind the pages. What is not queued leaves nothing there. */
export async function takeFile(
  request: FastifyRequest,
  services: PortalServices,
  queue: ReadingQueue,
): Promise<Taken> {
  const { tenant } = request
  const { residentId } = residentOf(request)
  // Before a byte of the file is kept: whoever sends many at once could fill the disk for everybody.
  const giveBack = queue.takePlace(`${tenant.id}/${residentId}`)
  if (!giveBack) return refuse('too-many-files')
  try {
    const received = await receiveUpload(request, services)
    if (!received.ok) {
      giveBack()
      return received
    }
    const opened = await openOrPutAway(tenant, residentId, received)
    if (!opened.ok) {
      giveBack()
      return opened
    }
    const { importId } = opened
    queue.add((stop) =>
      readBehind(tenant, residentId, importId, { ...received, stop }, services).finally(giveBack),
    )
    return { ok: true, importId }
  } catch (fault) {
    giveBack()
    throw fault
  }
}

async function openOrPutAway(tenant: Tenant, residentId: ResidentId, { file }: Upload) {
  try {
    const opened = await openImport(tenant, residentId, file)
    if (!opened.ok) await file[Symbol.asyncDispose]()
    return opened
  } catch (fault) {
    await file[Symbol.asyncDispose]()
    throw fault
  }
}

/** The request that brought the file has long been answered: a fault is the log's, and the import says so itself. */
async function readBehind(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  { file, person, stop }: Upload & { stop: AbortSignal },
  { log }: PortalServices,
): Promise<void> {
  try {
    await readImport(tenant, residentId, importId, file, { person, signal: stop })
  } catch (error) {
    log.error('an import broke off', { tenant: tenant.id, importId, error })
  } finally {
    await file[Symbol.asyncDispose]()
  }
}
