import { createHash, createHmac } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { newId, Personal, systemClock, type LocalDay } from '../kernel/index.ts'
import { dropCookie, readCookie } from '../platform/http/index.ts'
import { openBytes, sealBytes } from '../platform/keys/index.ts'
import { residentIdentitySchema, residentIdSchema, type ResidentId } from '../residents/index.ts'
import {
  deleteHalfDone,
  selectHalfDone,
  updateSealed,
  updateTerms,
  type HalfDone,
} from './half-done-store.ts'

/** What somebody says of themselves. Their mailbox comes with the code that shows it to be theirs. */
export interface Newcomer {
  name: string
  kana: string
  birthDate: LocalDay
}

/** The id stands in it: whoever tries again after a lost answer is the same resident, with the same keys. */
const sealedSchema = z.object({
  residentId: residentIdSchema,
  newcomer: residentIdentitySchema.pick({ name: true, kana: true, birthDate: true }),
})
export type SealedNewcomer = z.infer<typeof sealedSchema>

const context = 'joining/half-done'

export function browserHashOf(token: string): Buffer {
  return createHash('sha256').update(`azukari/joining/${token}`).digest()
}

function keyFrom(token: string): Buffer {
  return createHmac('sha256', token).update('azukari/joining/newcomer').digest()
}

export function openNewcomer(token: string, sealed: Buffer): SealedNewcomer {
  return sealedSchema.parse(JSON.parse(openBytes(keyFrom(token), sealed, context).toString('utf8')))
}

/** What this browser has begun, within the hour. */
export async function halfDoneOf(request: FastifyRequest): Promise<HalfDone | undefined> {
  const token = readCookie(request, 'joining')
  if (token === undefined) return undefined
  const reading = { now: systemClock.now(), lock: false }
  return selectHalfDone(request.tenant.database, browserHashOf(token), reading)
}

/** They have agreed to this text; it counts once they have joined. False where nothing was begun. */
export async function agreeBeforeJoining(request: FastifyRequest, termsVersion: number): Promise<boolean> {
  const token = readCookie(request, 'joining')
  if (token === undefined) return false
  const now = systemClock.now()
  return updateTerms(request.tenant.database, browserHashOf(token), { termsVersion, now })
}

/** Who they say they are, until they have shown how they come in. False where nothing was begun, or nothing agreed to. */
export async function keepNewcomer(
  request: FastifyRequest,
  newcomer: Personal<Newcomer>,
  residentId = newId<ResidentId>(),
): Promise<boolean> {
  const token = readCookie(request, 'joining')
  if (token === undefined) return false
  const plain = Buffer.from(JSON.stringify({ residentId, newcomer: newcomer.reveal() }))
  const sealed = sealBytes(keyFrom(token), plain, context)
  const now = systemClock.now()
  return updateSealed(request.tenant.database, browserHashOf(token), { sealed, now })
}

/** Nothing of what was begun is kept. */
export async function forgetHalfDone(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = readCookie(request, 'joining')
  if (token === undefined) return
  await deleteHalfDone(request.tenant.database, browserHashOf(token))
  dropCookie(request, reply, 'joining')
}
