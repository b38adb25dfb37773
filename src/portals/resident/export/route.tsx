import { finished } from 'node:stream'
import { beginCopy, copiesOf, copyRefusals, endCopy } from '../../../copies/index.ts'
import { recentProofOf, requireResident } from '../../../identity/index.ts'
import { localDayOf } from '../../../kernel/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { fileWords } from './file-words.ts'
import { ExportPage } from './view.tsx'
import { writeCopy } from './write-copy.ts'

const copiesShown = 5

/** お手元に: everything of one's own as one file. Whoever leaves or has moved away may, until their day. */
export function addExportPage(pages: App, { log }: PortalServices): void {
  pages.get(paths.export, { preHandler: requireResident }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const copies = await copiesOf(tenant, residentId, copiesShown)
    return sendPage(reply, <ExportPage {...{ view, city }} taken={copies.map(({ begunAt }) => begunAt)} />)
  })

  const taking = { preHandler: requireResident, preValidation: keepTyped, config: { file: true } } as const
  pages.post(paths.export, taking, async (request, reply) => {
    const proof = recentProofOf(request, 'export')
    if (!proof) return askForProof(request, reply, 'export')
    const { tenant, residentId, sessionHash, view } = await readerOf(request, reply)
    const begun = await beginCopy(tenant, proof, sessionHash)
    if (!begun.ok) return answerRefusal(request, reply, begun, copyRefusals)
    const end = () =>
      endCopy(tenant, residentId, begun.copyId).catch((error: unknown) =>
        log.warn('the end of a copy was not written down', { error }),
      )
    try {
      const say = fileWords.in({ locale: view.locale, ruby: false })
      // Whoever has it whole may begin the next one at once.
      const copy = await writeCopy({ tenant, residentId, locale: view.locale, say }, end)
      finished(copy, (brokenOff) => void (brokenOff && end()))
      const name = `azukari-${localDayOf(tenant.clock.now())}.zip`
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(copy)
    } catch (fault) {
      await end()
      throw fault
    }
  })
}
