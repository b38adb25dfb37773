import { z } from 'zod'
import { agreeToTerms, refuseTerms } from '../../../consent/index.ts'
import { recentProofOf, requireResident } from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { currentTerms, termsOf, termsRefusals, termsVersionNumberSchema } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { sentenceIn } from '../../ui/index.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { AnswerTermsPage } from './view.tsx'

const body = z.strictObject({
  version: z.coerce.number().pipe(termsVersionNumberSchema),
  answer: z.enum(['agreed', 'refused']),
})

/** Agreeing to the terms of deposit, with a recent proof as any agreement, or not. Both lead home. */
export function addAnswerTermsPage(pages: App): void {
  pages.get(paths.answerTerms, { preHandler: requireResident }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const terms = await currentTerms(tenant)
    if (!terms) return answerRefusal(request, reply, { because: 'no-terms' }, termsRefusals)
    const { standing } = await termsOf(tenant, residentId)
    const asked = standing === 'agreed' ? undefined : terms
    return sendPage(reply, <AnswerTermsPage {...{ view, city }} terms={asked} />)
  })

  const options = { preHandler: requireResident, preValidation: keepTyped, schema: { body } }
  pages.post(paths.answerTerms, options, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const { version, answer } = request.body
    const proof = answer === 'agreed' ? recentProofOf(request, 'agree') : undefined
    if (answer === 'agreed' && !proof) return askForProof(request, reply, 'agree')
    const answered = await (proof
      ? agreeToTerms(tenant, proof, version)
      : refuseTerms(tenant, residentId, version))
    // Pressed twice it is agreed to once, and both lead on.
    if (answered.ok || answered.because === 'terms-agreed-already') return goOn(reply, paths.home)
    if (answered.because !== 'terms-changed') return answerRefusal(request, reply, answered, termsRefusals)
    const { status, ...sentence } = termsRefusals[answered.because]
    const terms = await currentTerms(tenant)
    const no = sentenceIn(view, sentence)
    return sendPage(reply.code(status), <AnswerTermsPage {...{ view, city, terms, no }} />)
  })
}
