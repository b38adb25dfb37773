import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  askEmailCode,
  awaitedAddress,
  changeMailAddress,
  identityRefusals,
  mailAddressOf,
  recentProofOf,
  removeMailAddress,
  requireResident,
  residentOf,
  typedCodeSchema,
} from '../../../identity/index.ts'
import { Personal } from '../../../kernel/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { findResident, readEmail } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { goOn, readerOf, sendPage, type Reader } from '../../reader.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { MailAddressPage, MailAddressCodePage, type OwnAddress } from './view.tsx'
import { requireMail } from '../../sent-code/require-mail.ts'
import type { Wrong } from '../../sent-code/wrong.ts'

const addressSchema = z.strictObject({ email: z.string().max(300) })
const codeSchema = z.strictObject({ code: z.string().max(40) })
const querystring = z.object({ done: z.enum(['changed', 'removed']).optional().catch(undefined) })
type Done = z.infer<typeof querystring>['done']

/** One's mail address: a way in, so it changes only after a recent proof. Where the city sends no mail there is no such page. */
export function addMailAddressPages(pages: App, { log }: PortalServices): void {
  const reading = { preHandler: [requireResident, requireMail] }
  const changing = { ...reading, preValidation: keepTyped, config: { bucket: 'sign-in' } } as const

  pages.get(paths.mailAddress, { ...reading, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, { done: request.query.done }),
  )

  pages.post(paths.mailAddress, { ...changing, schema: { body: addressSchema } }, async (request, reply) => {
    const typed = request.body.email
    const proof = recentProofOf(request, 'change-ways-in')
    if (!proof) return askForProof(request, reply, 'change-ways-in')
    const read = readEmail(typed)
    if (!read.ok) return answerPage(request, reply.code(422), { typed, wrong: { kind: 'form' } })
    const { view } = await readerOf(request, reply)
    const occasion = { purpose: 'change-address', residentId: proof.residentId } as const
    const wanted = { occasion, to: new Personal(read.email), locale: view.locale, log }
    const asked = await askEmailCode(request, reply, wanted)
    if (asked.ok) return goOn(reply, paths.mailAddressCode)
    const { status, ...sentence } = identityRefusals[asked.because]
    return answerPage(request, reply.code(status), { typed, wrong: { kind: 'refused', sentence } })
  })

  pages.get(paths.mailAddressCode, reading, (request, reply) => answerCode(request, reply, undefined))

  pages.post(paths.mailAddressCode, { ...changing, schema: { body: codeSchema } }, async (request, reply) => {
    const proof = recentProofOf(request, 'change-ways-in')
    if (!proof) return askForProof(request, reply, 'change-ways-in')
    const code = typedCodeSchema.safeParse(request.body.code)
    if (!code.success) return answerCode(request, reply.code(422), { kind: 'form' })
    const changed = await changeMailAddress(request, reply, { proof, code: code.data })
    if (changed.ok) return goOn(reply, `${paths.mailAddress}?done=changed`)
    const { status, ...sentence } = identityRefusals[changed.because]
    return answerCode(request, reply.code(status), { kind: 'refused', sentence })
  })

  pages.post(paths.mailAddressRemove, changing, async (request, reply) => {
    const proof = recentProofOf(request, 'change-ways-in')
    if (!proof) return askForProof(request, reply, 'change-ways-in')
    const { sessionHash } = residentOf(request)
    await removeMailAddress(request.tenant, proof, { sessionHash })
    return goOn(reply, `${paths.mailAddress}?done=removed`)
  })
}

interface Answering {
  done?: Done
  typed?: string
  wrong?: Wrong
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { done, typed = '', wrong }: Answering,
) {
  const reader = await readerOf(request, reply)
  const { view, city } = reader
  const own = await ownAddressOf(reader)
  return sendPage(reply, <MailAddressPage {...{ view, city, own, done, typed, wrong }} />)
}

async function answerCode(request: FastifyRequest, reply: FastifyReply, wrong: Wrong) {
  const { view, city } = await readerOf(request, reply)
  const address = await awaitedAddress(request, 'change-address')
  return sendPage(reply, <MailAddressCodePage {...{ view, city, address, wrong }} />)
}

/** What is on file, and since when it is known to be theirs: one that was written down at the counter has yet to be shown. */
async function ownAddressOf({ tenant, residentId }: Reader): Promise<OwnAddress | undefined> {
  const shown = await mailAddressOf(tenant, residentId)
  if (shown) return shown
  const email = (await findResident(tenant, residentId))?.identity.reveal().email
  return email === undefined ? undefined : { email: new Personal(email), confirmedAt: null }
}
