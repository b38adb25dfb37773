import { z } from 'zod'
import { requireResident, residentOf } from '../../../../identity/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import type { ResidentId } from '../../../../residents/index.ts'
import { depositsOf, holdingsOf, openImport, readImport, type ImportId } from '../../../../vault/index.ts'
import { paths } from '../../../paths.ts'
import type { PortalServices } from '../../../portal.ts'
import { goOn, readerOf, sendPage } from '../../../reader.ts'
import { ReadingQueue } from '../reading-queue.ts'
import { receiveUpload, uploadRefusals, type Upload } from '../receive-upload.ts'
import { DepositsPage } from './view.tsx'

export function addDepositsPage(pages: App, services: PortalServices): void {
  const queue = new ReadingQueue()
  pages.addHook('onClose', () => queue.empty())

  const querystring = z.object({ because: z.enum(uploadRefusals).optional().catch(undefined) })
  pages.get(
    paths.deposits,
    { preHandler: requireResident, schema: { querystring } },
    async (request, reply) => {
      const { tenant, residentId, view, city } = await readerOf(request, reply)
      const [holdings, deposits] = await Promise.all([
        holdingsOf(tenant, residentId),
        depositsOf(tenant, residentId),
      ])
      return sendPage(
        reply,
        <DepositsPage
          view={view}
          city={city}
          holdings={holdings}
          deposits={deposits}
          because={request.query.because}
        />,
      )
    },
  )

  const config = { upload: true, bucket: 'upload' } as const
  pages.post(paths.deposits, { preHandler: requireResident, config }, async (request, reply) => {
    const { residentId } = residentOf(request)
    const received = await receiveUpload(request, services)
    if (!received.ok) return goOn(reply, `${paths.deposits}?because=${received.because}`)
    const importId = await openImport(request.tenant, residentId, received.file)
    queue.add(() => readBehind(request.tenant, residentId, importId, received, services))
    return goOn(reply, paths.deposit(importId))
  })
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
