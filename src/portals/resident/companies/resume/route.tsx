import { z } from 'zod'
import { itemCodes } from '../../../../catalog/index.ts'
import { consentRefusals, resumeConsent } from '../../../../consent/index.ts'
import { recentProofOf, requireResident } from '../../../../identity/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import { findUse, useIdSchema } from '../../../../review/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, readerOf } from '../../../reader.ts'
import { askForProof } from '../../proof/route.tsx'
import { keepTyped } from '../../proof/typed.ts'
import { rowId, useSectionId } from '../company/row-id.ts'
import { sameStop } from '../stop/same-again.ts'
import { actingIn, actorOf, answerNo } from '../stop/route.tsx'

/** One item, or all of a use that may be resumed together. */
const resumeSchema = z.strictObject({ use: useIdSchema, item: z.enum(itemCodes).optional() })

/** また使ってよいにする: a yes, and so by the proof of one. */
export function addResumeRoute(pages: App): void {
  const guarded = { preValidation: keepTyped, preHandler: requireResident }
  pages.post(paths.resume, { ...guarded, schema: { body: resumeSchema } }, async (request, reply) => {
    const { use: useId, item } = request.body
    const acting = actingIn(request)
    const use = await findUse(acting.tenant.database, useId)
    if (!use) return answerRefusal(request, reply, { because: 'not-found' }, consentRefusals)
    const proof = recentProofOf(request, 'agree')
    if (!proof) return askForProof(request, reply, 'agree')
    const scope = { useId, items: item === undefined ? null : [item] }
    const resumed = await resumeConsent(acting.tenant, { ...actorOf(acting), proof }, scope)
    const fragment = item === undefined ? useSectionId(useId) : rowId(useId, item)
    const shown = (act: string) => goOn(reply, `${paths.company(use.vendorId)}?act=${act}#${fragment}`)
    if (resumed.ok) return shown(resumed.receiptNumber)
    const before = await sameStop(acting, scope, 'resumed')
    if (before) return shown(before.receiptNumber)
    // It is asked anew where it is not as it was agreed to.
    if (resumed.because === 'ask-anew') return goOn(reply, paths.consent(useId))
    return answerNo(await readerOf(request, reply), reply, resumed.because, use.vendorId)
  })
}
