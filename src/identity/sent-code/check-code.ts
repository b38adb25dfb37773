import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, systemClock, type Personal, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import { dropCookie, readCookie } from '../../platform/http/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { lockWaysIn } from '../store.ts'
import { browserHashOf, codeHashOf, openAddress, type EmailCode } from './code.ts'
import type { CodeOccasion } from './ask-code.ts'
import type { CodePurpose } from './rules.ts'
import { countTryOf, selectSealedAddress, updateUsed } from './store.ts'

/** A mailbox or a number that somebody has just shown to be theirs. */
export interface ShownMailbox {
  /** The address, or the number. */
  at: Personal<string>
  addressHash: Buffer
  /** Whose it was when the code was sent; null where it was nobody's. */
  residentId: ResidentId | null
}

/** To which address a code for this is under way in this browser; undefined when none is. */
export async function awaitedAddress(
  request: FastifyRequest,
  purpose: CodePurpose,
): Promise<Personal<string> | undefined> {
  const token = readCookie(request, 'code')
  if (token === undefined) return undefined
  const asked = { browserHash: browserHashOf(token), purpose }
  const sealed = await selectSealedAddress(request.tenant.database, asked, systemClock.now())
  return sealed && openAddress(token, sealed)
}

/**
 * Is it the code that this browser has asked for, for this, within ten minutes? It counts as a try before the code is looked
 * at. What `then` does happens in one transaction with using it up, and only for the first of two. Why not is in no answer.
 */
export async function withEmailCode<Done, Because extends string = never>(
  request: FastifyRequest,
  reply: FastifyReply,
  { occasion, code }: { occasion: CodeOccasion; code: Personal<EmailCode> },
  then: (
    client: Queryable,
    mailbox: ShownMailbox,
  ) => Promise<({ ok: true } & Done) | Refusal<'bad-code' | Because>>,
): Promise<({ ok: true } & Done) | Refusal<'bad-code' | Because>> {
  const { tenant } = request
  const token = readCookie(request, 'code')
  if (token === undefined) return refuse('bad-code')
  const asked = { browserHash: browserHashOf(token), purpose: occasion.purpose }
  const onFile = await countTryOf(tenant.database, asked, systemClock.now())
  const shown = await codeHashOf(tenant, asked.browserHash, code.reveal())
  if (!onFile || !timingSafeEqual(onFile.codeHash, shown)) return refuse('bad-code')
  if ('residentId' in occasion && onFile.residentId !== occasion.residentId) return refuse('bad-code')
  const { addressHash, residentId } = onFile
  const mailbox = { at: openAddress(token, onFile.address), addressHash, residentId }
  const done = await inTransaction(tenant.database, async (client) => {
    if (residentId) await lockWaysIn(client, residentId)
    return (await updateUsed(client, asked.browserHash)) ? then(client, mailbox) : refuse('bad-code')
  })
  if (done.ok) dropCookie(request, reply, 'code')
  return done
}
