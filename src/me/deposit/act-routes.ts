import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { appOf, writeOnceForLink, identityRefusals } from '../../identity/index.ts'
import type { Refusal } from '../../kernel/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import {
  confirmDeposit,
  depositRefusals,
  discardDeposit,
  findDeposit,
  importIdSchema,
  undoDeposit,
  type DepositRefusal,
  type ImportId,
} from '../../vault/index.ts'
import { depositSchema, shownDeposit } from '../deposit-shown.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'

const { config, described } = forScope('me:deposit')
const refusals = { ...identityRefusals, ...depositRefusals, ...meRefusals }
const params = z.strictObject({ importId: importIdSchema })
const response = {
  200: depositSchema.describe('As it is now'),
  ...anyNo,
  ...problemResponses(404, 409, 410, 422),
}
const items = z.array(z.enum(itemCodes)).max(itemCodes.length).default([])

export function addActRoutes(app: App): void {
  addLook(app)
  addConfirm(app)
  addEnding(app, 'discard', 'Drop a file', 'Before it is confirmed: nothing of it is kept.', discardDeposit)
  addEnding(app, 'undo', 'Take a file back', 'Exactly what came with it goes, and nothing else.', undoDeposit)
}

function addLook(app: App): void {
  const schema = {
    ...described,
    summary: 'How far a file is',
    description: 'Of a file that was sent: once its state is preview, what it holds and what was left out.',
    params,
    response,
  }
  app.get('/me/v1/deposits/:importId/preview', { config, schema }, async (request, reply) => {
    const found = await findDeposit(request.tenant, appOf(request).residentId, request.params.importId)
    return found ? shownDeposit(found) : answerRefusal(request, reply, { because: 'not-found' }, refusals)
  })
}

function addConfirm(app: App): void {
  const schema = {
    ...described,
    summary: 'Confirm a file',
    description:
      'After the resident has seen what it holds. Items that say more than they seem to are kept only when named in alsoChosen.',
    params,
    headers: writeHeaders,
    body: z
      .strictObject({ alsoChosen: items, notWanted: items, isMine: z.boolean().default(false) })
      .describe('What the resident chose'),
    response,
  }
  app.post('/me/v1/deposits/:importId/confirm', { config, schema }, (request, reply) => {
    const { tenant, params, body, headers } = request
    const write = { key: headers['idempotency-key'], deed: 'confirm-file', ...params }
    return answerAct(request, reply, { ...write, content: body }, () =>
      confirmDeposit(tenant, appOf(request).residentId, params.importId, body),
    )
  })
}

function addEnding(
  app: App,
  name: 'discard' | 'undo',
  summary: string,
  description: string,
  end: typeof undoDeposit,
): void {
  const schema = { ...described, summary, description, params, headers: writeHeaders, response }
  app.post(`/me/v1/deposits/:importId/${name}`, { config, schema }, (request, reply) => {
    const { tenant, params, headers } = request
    const write = { key: headers['idempotency-key'], deed: `${name}-file`, ...params, content: null }
    return answerAct(request, reply, write, () => end(tenant, appOf(request).residentId, params.importId))
  })
}

async function answerAct(
  request: FastifyRequest,
  reply: FastifyReply,
  write: { key: string; deed: string; importId: ImportId; content: unknown },
  act: () => Promise<{ ok: true } | Refusal<DepositRefusal>>,
) {
  const { key: idempotencyKey, deed, importId, content } = write
  const app = appOf(request)
  const asked = { idempotencyKey, deed, content: [importId, content] }
  const outcome = await writeOnceForLink(request.tenant, app, asked, async () => {
    const done = await act()
    return done.ok ? { ok: true, answer: {} } : done
  })
  if (!outcome.ok) return answerRefusal(request, reply, outcome, refusals)
  const found = await findDeposit(request.tenant, app.residentId, importId)
  return found
    ? reply.send(shownDeposit(found))
    : answerRefusal(request, reply, { because: 'not-found' }, refusals)
}
