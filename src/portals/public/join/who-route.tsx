import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { askEmailCode, beginAtProvider, identityRefusals } from '../../../identity/index.ts'
import { halfDoneOf, joiningRefusals, keepNewcomer } from '../../../joining/index.ts'
import { localDayOf, Personal, type LocalDay } from '../../../kernel/index.ts'
import type { App } from '../../../platform/http/index.ts'
import {
  isOldEnough,
  readBirthDate,
  readEmail,
  readKana,
  readName,
  residentRefusals,
} from '../../../residents/index.ts'
import { languageOf } from '../../language.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { goOn, sendPage } from '../../reader.ts'
import { answerOutcome, callbackOf, sendThere } from '../outside/answer.tsx'
import { answerNotBegun, requireJoinable, shown } from './step.tsx'
import { WhoPage, type WhoTyped, type WhoWrong } from './who.tsx'

const text = z.string().max(300)
const body = z.strictObject({
  name: text,
  kana: text,
  birthDate: text,
  email: text.default(''),
  /** By which way they will come in. */
  way: z.enum(['mail', 'outside']),
})
const nothing: WhoTyped = { name: '', kana: '', birthDate: '', email: '' }

/** Who somebody is, and by which way they will come in: the code by mail, or the outside provider. */
export function addWhoStep(pages: App, { log }: PortalServices): void {
  const joinable = { preHandler: requireJoinable }
  pages.get(paths.joinWho, joinable, (request, reply) => answerWho(request, reply, nothing, {}))

  const telling = { ...joinable, schema: { body }, config: { bucket: 'sign-in' } } as const
  pages.post(paths.joinWho, telling, async (request, reply) => {
    const { way, ...typed } = request.body
    const { tenant } = request
    const read = readWho(typed, localDayOf(tenant.clock.now()), way === 'mail')
    if (!read.ok) return answerWho(request, reply.code(422), typed, read.wrong)
    const { newcomer, email } = read
    if (!isOldEnough(tenant, newcomer))
      return answerWho(request, reply.code(422), typed, { birthDate: joiningRefusals['too-young'] })
    if (!(await keepNewcomer(request, new Personal(newcomer)))) return answerNotBegun(request, reply)
    if (way === 'outside') return goToProvider(request, reply, log)
    const wanted = {
      occasion: { purpose: 'join' },
      to: new Personal(email),
      locale: languageOf(request),
    } as const
    const asked = await askEmailCode(request, reply, { ...wanted, log })
    if (asked.ok) return goOn(reply, paths.joinCode)
    const { status, ...sentence } = identityRefusals[asked.because]
    return answerWho(request, reply.code(status), typed, { email: sentence })
  })
}

async function goToProvider(request: FastifyRequest, reply: FastifyReply, log: PortalServices['log']) {
  const provider = request.tenant.outsideProvider
  if (!provider) return goOn(reply, paths.joinWho)
  const callback = callbackOf(request)
  const begun = await beginAtProvider(request, reply, provider, {
    joining: true,
    callback,
    log,
  })
  if (!begun.ok) return answerOutcome(request, reply, begun.because)
  return sendThere(request, reply, { provider, address: begun.address })
}

/** What was typed, or what is wrong with it, entry by entry. A mailbox is read where the code goes there. */
function readWho(typed: WhoTyped, today: LocalDay, byMail: boolean) {
  const name = readName(typed.name)
  const kana = readKana(typed.kana)
  const birthDate = readBirthDate(typed.birthDate, today)
  const email = byMail ? readEmail(typed.email) : ({ ok: true, email: '' } as const)
  if (name.ok && kana.ok && birthDate.ok && email.ok) {
    const newcomer = { name: name.name, kana: kana.kana, birthDate: birthDate.birthDate }
    return { ok: true, newcomer, email: email.email } as const
  }
  const wrong: WhoWrong = {
    ...(!name.ok && { name: residentRefusals[name.because] }),
    ...(!kana.ok && { kana: residentRefusals[kana.because] }),
    ...(!birthDate.ok && { birthDate: residentRefusals[birthDate.because] }),
    ...(!email.ok && { email: residentRefusals[email.because] }),
  }
  return { ok: false, wrong } as const
}

async function answerWho(request: FastifyRequest, reply: FastifyReply, typed: WhoTyped, wrong: WhoWrong) {
  const begun = await halfDoneOf(request)
  if (!begun || begun.done) return answerNotBegun(request, reply)
  if (begun.termsVersion === null) return goOn(reply, paths.joinTerms)
  const { mailer, outsideProvider: outside } = request.tenant
  const page = { ...(await shown(request, reply)), typed, wrong, mail: mailer !== null, outside }
  return sendPage(reply, <WhoPage {...page} />)
}
