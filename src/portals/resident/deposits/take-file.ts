import type { FastifyRequest } from 'fastify'
import { residentOf } from '../../../identity/index.ts'
import type { Refusal } from '../../../kernel/index.ts'
import { takeDeposit, type ImportId, type ReadingQueue } from '../../../vault/index.ts'
import type { PortalServices } from '../../portal.ts'
import { receiveUpload, type NotANumber, type UploadRefusal } from './receive-upload.ts'

type Taken = { ok: true; importId: ImportId } | Refusal<UploadRefusal> | NotANumber

/** Takes the file of the form onto the disk, to be read behind the pages. */
export function takeFile(
  request: FastifyRequest,
  services: PortalServices,
  queue: ReadingQueue,
): Promise<Taken> {
  const { tenant } = request
  const { residentId } = residentOf(request)
  const behind = { queue, log: services.log }
  return takeDeposit<Refusal<UploadRefusal> | NotANumber>(tenant, residentId, behind, () =>
    receiveUpload(request, services),
  )
}
