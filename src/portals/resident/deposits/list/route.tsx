import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireResident, residentOf } from '../../../../identity/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import type { ResidentId } from '../../../../residents/index.ts'
import {
  depositsOf,
  findDeposit,
  holdingsOf,
  importIdSchema,
  openImport,
  readImport,
  type ImportId,
} from '../../../../vault/index.ts'
import { paths } from '../../../paths.ts'
import type { PortalServices } from '../../../portal.ts'
import { goOn, readerOf, sendPage } from '../../../reader.ts'
import { ReadingQueue } from '../reading-queue.ts'
import { receiveUpload, uploadRefusals, type Upload } from '../receive-upload.ts'
import { DepositsPage, type WrongEntry } from './view.tsx'

export function addDepositsPage(pages: App, services: PortalServices): void {
  const queue = new ReadingQueue()
  pages.addHook('onClose', () => queue.empty())

  pages.get(
    paths.deposits,
    { preHandler: requireResident, schema: { querystring } },
    async (request, reply) => {
      const { because, numbers } = request.query
      const { residentId } = residentOf(request)
      const wrong = because
        ? { because }
        : numbers && (await wrongNumber(request.tenant, residentId, numbers))
      return answerPage(request, reply, wrong)
    },
  )

  const config = { upload: true, bucket: 'upload' } as const
  pages.post(paths.deposits, { preHandler: requireResident, config }, async (request, reply) => {
    const { residentId } = residentOf(request)
    const received = await receiveUpload(request, services)
    if (!received.ok && 'typed' in received) return answerPage(request, reply.code(422), received)
    if (!received.ok) return goOn(reply, `${paths.deposits}?because=${received.because}`)
    const importId = await openImport(request.tenant, residentId, received.file)
    queue.add(() => readBehind(request.tenant, residentId, importId, received, services))
    return goOn(reply, paths.deposit(importId))
  })
}

const querystring = z.object({
  because: z.enum(uploadRefusals).optional().catch(undefined),
  /** The import whose file has to be sent again with another number. */
  numbers: importIdSchema.optional().catch(undefined),
})

async function answerPage(request: FastifyRequest, reply: FastifyReply, wrong: WrongEntry | undefined) {
  const { tenant, residentId, view, city } = await readerOf(request, reply)
  const [holdings, deposits] = await Promise.all([
    holdingsOf(tenant, residentId),
    depositsOf(tenant, residentId),
  ])
  return sendPage(reply, <DepositsPage {...{ view, city, holdings, deposits, wrong }} />)
}

async function wrongNumber(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
): Promise<WrongEntry | undefined> {
  const deposit = await findDeposit(tenant, residentId, importId)
  const { because, people } = deposit ?? {}
  const aboutNumbers = because === 'several-people' || because === 'no-such-person'
  return aboutNumbers && people ? { because, people } : undefined
}

/** The request that brought the file has long been answered: a fault is the log's, and the import says so itself. */
async function readBehind(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  { file, person }: Upload,
  { log }: PortalServices,
): Promise<void> {
  try {
    await readImport(tenant, residentId, importId, file, person)
  } catch (error) {
    log.error('an import broke off', { tenant: tenant.id, importId, error })
  } finally {
    await file[Symbol.asyncDispose]()
  }
}
