import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemCodes } from '../../../../catalog/index.ts'
import { consentRefusals } from '../../../../consent/index.ts'
import { agreeWithPin, counterRefusals, enterPaper, refuseAtCounter } from '../../../../counter/index.ts'
import { leavingRefusals } from '../../../../leaving/index.ts'
import { refuse, type Sentence } from '../../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { findResident } from '../../../../residents/index.ts'
import { useIdSchema } from '../../../../review/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import type { Question } from '../../../resident/consent/question.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attendingSlowly } from '../attended.ts'
import { hideSoon, questionSeconds } from '../hide-soon.ts'
import type { WrongEntry } from './form.tsx'
import { addAgreeList } from './list-route.tsx'
import type { DoneHere } from './list.tsx'
import { questionFor } from './question.ts'
import { nothingTyped, readAgreeForm, type AgreeForm, type TypedForm } from './read-form.ts'
import { AgreePage } from './view.tsx'

const params = z.object({ useId: useIdSchema, item: z.enum(itemCodes).optional() })
const refusals = { ...consentRefusals, ...counterRefusals, ...leavingRefusals }

/**
 * 使ってよい at the counter: the resident's own PIN at once, a signed paper once another member of staff has seen it. And ことわる, by
 * nothing but their word.
 */
export function addAgreePage(pages: App): void {
  addAgreeList(pages)
  for (const path of [paths.counterAgreeTo(':useId'), paths.counterAgreeToItem(':useId', ':item')]) {
    pages.get(path, { ...attendingSlowly, schema: { params } }, async (request, reply) => {
      const question = await questionFor(request.tenant, request.params.useId, request.params.item)
      return question
        ? sendQuestion(request, reply, { question, typed: nothingTyped })
        : notFound(request, reply)
    })

    const taking = { ...attendingSlowly, schema: { params }, config: { upload: true } } as const
    pages.post(path, taking, async (request, reply) => {
      const question = await questionFor(request.tenant, request.params.useId, request.params.item)
      const { form, typed, isTooLarge } = await readAgreeForm(request)
      if (!question || form === undefined) return notFound(request, reply)
      if (isTooLarge) return sayWrong(request, reply, { question, typed }, { name: 'scan', say: 'tooLarge' })
      return answerForm(request, reply, { question, typed }, form)
    })
  }
}

/** The question that was answered, and what was typed to it. */
interface Asked {
  question: Question
  typed: TypedForm
}

async function answerForm(request: FastifyRequest, reply: FastifyReply, asked: Asked, form: AgreeForm) {
  const { question, typed } = asked
  // A no is to all that the page asks, as on the resident's own.
  const isNo = form.answer === 'refuse'
  const items = isNo ? question.items : question.alone === undefined ? form.items : [question.alone]
  const wrong = missing(form, items.length)
  if (wrong) return sayWrong(request, reply, asked, wrong)
  const answer = { useId: question.state.use.useId, versionShown: form.version, items }
  const entered = await enter(request, form, answer)
  if (entered.ok) return goOn(reply, `${paths.counterAgree}?done=${doneBy[form.answer]}`)
  const { because } = entered
  if (because === 'card-refused') return sayWrong(request, reply, asked, { name: 'pin', say: 'badPin' })
  if (because === 'card-busy') return sayWrong(request, reply, asked, { name: 'pin', say: 'busy' })
  if (because === 'not-signed-lately')
    return sayWrong(request, reply, asked, { name: 'signedOn', say: 'noDay' })
  const refused = refusals[because]
  // To a text that has changed nothing was ticked.
  const kept = because === 'use-changed' ? nothingTyped : typed
  return sendQuestion(request, reply.code(refused.status), { question, typed: kept }, { refused })
}

const doneBy = { agree: 'agreed', refuse: 'refused', paper: 'asked' } as const satisfies Record<
  AgreeForm['answer'],
  DoneHere
>

function enter(
  request: FastifyRequest,
  { answer: said, pin, paperHash, signedOn }: AgreeForm,
  answer: Parameters<typeof agreeWithPin>[2],
) {
  const attendance = attendanceOf(request)
  if (said === 'refuse') return refuseAtCounter(request.tenant, attendance, answer)
  if (said === 'agree' && pin) return agreeWithPin(request.tenant, attendance, answer, pin)
  if (said === 'paper' && paperHash && signedOn)
    return enterPaper(request.tenant, attendance, { ...answer, paperHash, signedOn })
  return Promise.resolve(refuse('nothing-chosen'))
}

function missing({ answer, pin, paperHash, signedOn }: AgreeForm, items: number): WrongEntry | undefined {
  if (items === 0) return { name: 'items', say: 'nothing' }
  if (answer === 'agree' && !pin) return { name: 'pin', say: 'noPin' }
  if (answer === 'paper' && !paperHash) return { name: 'scan', say: 'noPaper' }
  return answer === 'paper' && !signedOn ? { name: 'signedOn', say: 'noDay' } : undefined
}

function sayWrong(request: FastifyRequest, reply: FastifyReply, asked: Asked, wrong: WrongEntry) {
  return sendQuestion(request, reply.code(422), asked, { wrong })
}

async function sendQuestion(
  request: FastifyRequest,
  reply: FastifyReply,
  { question, typed }: Asked,
  { wrong, refused }: { wrong?: WrongEntry; refused?: Sentence } = {},
) {
  const reader = staffReaderOf(request, reply)
  const resident = await findResident(reader.tenant, attendanceOf(request).residentId)
  if (!resident) return notFound(request, reply)
  const { name } = resident.identity.reveal()
  const page = { name, question, typed, now: reader.tenant.clock.now(), wrong, refused }
  return sendPage(hideSoon(reply, questionSeconds), <AgreePage {...reader} {...page} />)
}

function notFound(request: FastifyRequest, reply: FastifyReply) {
  return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
}
