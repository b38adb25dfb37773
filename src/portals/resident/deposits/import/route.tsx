import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemCodes, type ItemCode } from '../../../../catalog/index.ts'
import { programNames, requireResident, residentOf } from '../../../../identity/index.ts'
import type { Refusal } from '../../../../kernel/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import {
  confirmDeposit,
  depositRefusals,
  discardDeposit,
  findDeposit,
  findSameFile,
  importIdSchema,
  isKeptAs,
  undoDeposit,
  type Deposit,
  type DepositRefusal,
  type ImportId,
} from '../../../../vault/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, readerOf, sendPage } from '../../../reader.ts'
import { ImportPage } from './view.tsx'

/** What trying to confirm, drop or take back can answer. */
const acted = ['already-deposited', 'not-ready', 'expired', 'nothing-chosen', 'another-person'] as const

const params = z.object({ importId: z.string() })
const querystring = z.object({
  because: z.enum(acted).optional().catch(undefined),
  done: z.enum(['confirmed']).optional().catch(undefined),
})

/** One box ticked comes as a text, several as a list. */
const ticked = z
  .union([z.enum(itemCodes), z.array(z.enum(itemCodes)).max(itemCodes.length)])
  .optional()
  .transform((given): ItemCode[] => (given === undefined ? [] : [given].flat()))
const body = z
  .object({ alsoChosen: ticked, notWanted: ticked, isMine: z.literal('yes').optional() })
  .optional()

export function addImportPages(pages: App): void {
  pages.get(
    paths.deposit(':importId'),
    { preHandler: requireResident, schema: { params, querystring } },
    async (request, reply) => {
      const { tenant, residentId, view, city } = await readerOf(request, reply)
      const importId = importIdOf(request.params)
      const deposit = importId && (await findDeposit(tenant, residentId, importId))
      if (!deposit) return answerRefusal(request, reply, { because: 'not-found' }, depositRefusals)
      const { because, done } = request.query
      const now = tenant.clock.now()
      const kept = deposit.state === 'preview' ? await findSameFile(tenant, residentId, deposit) : undefined
      const { programId } = deposit
      const from = programId === null ? undefined : (await programNames(tenant, [programId])).get(programId)
      return sendPage(reply, <ImportPage {...{ view, city, deposit, from, kept, now, because, done }} />)
    },
  )

  addActs(pages)
}

function addActs(pages: App): void {
  pages.post(
    paths.confirmDeposit(':importId'),
    { preHandler: requireResident, schema: { params, body } },
    (request, reply) => {
      const { alsoChosen = [], notWanted = [], isMine } = request.body ?? {}
      const confirmation = { alsoChosen, notWanted, isMine: isMine === 'yes' }
      return answerAct(request, reply, {
        act: (importId) =>
          confirmDeposit(request.tenant, residentOf(request).residentId, importId, confirmation),
        isDone: (deposit) => isKeptAs(deposit, confirmation),
        done: '?done=confirmed',
      })
    },
  )

  pages.post(
    paths.discardDeposit(':importId'),
    { preHandler: requireResident, schema: { params } },
    (request, reply) =>
      answerAct(request, reply, {
        act: (importId) => discardDeposit(request.tenant, residentOf(request).residentId, importId),
        isDone: ({ state }) => state === 'discarded',
      }),
  )

  pages.post(
    paths.undoDeposit(':importId'),
    { preHandler: requireResident, schema: { params } },
    (request, reply) =>
      answerAct(request, reply, {
        act: (importId) => undoDeposit(request.tenant, residentOf(request).residentId, importId),
        isDone: ({ state }) => state === 'undone',
      }),
  )
}

interface Act {
  act: (importId: ImportId) => Promise<{ ok: true } | Refusal<DepositRefusal>>
  /** The import stands as this act leaves it: a second press shows what the first one did. */
  isDone: (deposit: Deposit) => boolean
  /** What the import's page says of it, beyond the state it shows anyway. */
  done?: string
}

/** Does it, then shows the import again, with the reason when it was not done. */
async function answerAct(request: FastifyRequest, reply: FastifyReply, { act, isDone, done = '' }: Act) {
  const importId = importIdOf(request.params)
  const outcome = importId && (await act(importId))
  if (!outcome || (!outcome.ok && outcome.because === 'not-found'))
    return answerRefusal(request, reply, { because: 'not-found' }, depositRefusals)
  const shown = (said: string) => goOn(reply, `${paths.deposit(importId)}${said}`)
  if (outcome.ok) return shown(done)
  const deposit = await findDeposit(request.tenant, residentOf(request).residentId, importId)
  return shown(deposit && isDone(deposit) ? done : `?because=${outcome.because}`)
}

/** An address that cannot be an import's is answered like one that is somebody else's. */
function importIdOf(given: unknown): ImportId | undefined {
  return z.object({ importId: importIdSchema }).safeParse(given).data?.importId
}
