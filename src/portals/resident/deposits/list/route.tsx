import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { programNames, requireResident, residentOf } from '../../../../identity/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { termsOf, type ResidentId } from '../../../../residents/index.ts'
import {
  depositsOf,
  findDeposit,
  holdingsOf,
  importIdSchema,
  readingQueueOf,
  type ImportId,
} from '../../../../vault/index.ts'
import { paths } from '../../../paths.ts'
import type { PortalServices } from '../../../portal.ts'
import { goOn, readerOf, sendPage } from '../../../reader.ts'
import { awayOf } from '../../leave/away.ts'
import { uploadRefusals } from '../receive-upload.ts'
import { takeFile } from '../take-file.ts'
import { DepositsPage, type WrongEntry } from './view.tsx'

export function addDepositsPage(pages: App, services: PortalServices): void {
  const queue = readingQueueOf(pages.server)
  pages.addHook('onClose', () => queue.close())

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
    const taken = await takeFile(request, services, queue)
    if (taken.ok) return goOn(reply, paths.deposit(taken.importId))
    if ('typed' in taken) return answerPage(request, reply.code(422), taken)
    return goOn(reply, `${paths.deposits}?because=${taken.because}`)
  })
}

const querystring = z.object({
  because: z.enum(uploadRefusals).optional().catch(undefined),
  /** The import whose file has to be sent again with another number. */
  numbers: importIdSchema.optional().catch(undefined),
})

async function answerPage(request: FastifyRequest, reply: FastifyReply, wrong: WrongEntry | undefined) {
  const { tenant, residentId, view, city } = await readerOf(request, reply)
  const [holdings, deposits, { standing: terms }, away] = await Promise.all([
    holdingsOf(tenant, residentId),
    depositsOf(tenant, residentId),
    termsOf(tenant, residentId),
    awayOf(tenant, residentId),
  ])
  const brought = deposits.flatMap(({ programId }) => programId ?? [])
  const partners = await programNames(tenant, brought)
  return sendPage(
    reply,
    <DepositsPage {...{ view, city, holdings, deposits, partners, terms, away, wrong }} />,
  )
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
