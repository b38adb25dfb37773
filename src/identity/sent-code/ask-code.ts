import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dayMs, refuse, systemClock, type Personal, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { setCookie } from '../../platform/http/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { emailTermOf, isLetIn, type ResidentId } from '../../residents/index.ts'
import { selectByAddress } from './address-store.ts'
import { browserHashOf, codeHashOf, makeCode, newBrowserToken, sealAddress } from './code.ts'
import { codeMail, codeText, knownMail } from './mail-text.ts'
import type { Locale } from './mail-words.ts'
import { post, postText } from './post.ts'
import { codeGoodMs, goesBySms, whyNoCode } from './rules.ts'
import { countAsked, insertCode, lockAsking, type NewCode } from './store.ts'

/** The answer comes no earlier: whether anybody has the address does not show in the time. */
const answerAfterMs = 500

/** What a code is asked for. Who signs in is found by the address; who joins is nobody yet. */
export type CodeOccasion =
  | { purpose: 'sign-in' | 'join' }
  | { purpose: 'prove-again' | 'change-address' | 'text-number'; residentId: ResidentId }

export interface WantedCode {
  occasion: CodeOccasion
  /** The mailbox, or the number. */
  to: Personal<string>
  /** In which the message is written. */
  locale: Locale
  log: Log
}

export type AskRefusal = 'no-mail' | 'code-too-often' | 'code-busy'

/**
 * Has a code sent to this address or number, good once and in this browser alone. To sign in, one is sent where a resident has shown
 * that the mailbox is theirs, and the answer is the same for everybody else; so is it for who joins, known or not. It is also
 * where too many were asked for, of whom nobody knows who asks: that somebody else has asked is nobody's business.
 */
export async function askEmailCode(
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: WantedCode,
): Promise<{ ok: true } | Refusal<AskRefusal>> {
  const { tenant } = request
  if (!(goesBySms(wanted.occasion.purpose) ? tenant.texter : tenant.mailer)) return refuse('no-mail')
  const earliest = performance.now() + answerAfterMs
  const token = newBrowserToken()
  const asked = await keepCode(tenant, wanted, token)
  await sleep(Math.max(0, earliest - performance.now()))
  if (asked.ok) setCookie(request, reply, 'code', token)
  return asked
}

async function keepCode(
  tenant: Tenant,
  { occasion, to, locale, log }: WantedCode,
  token: string,
): Promise<{ ok: true } | Refusal<AskRefusal>> {
  const { purpose } = occasion
  const addressHash = await emailTermOf(tenant, to)
  const residentId = await whoseCode(tenant, occasion, addressHash)
  const [browserHash, code] = [browserHashOf(token), makeCode()]
  const now = systemClock.now()
  const outcome = await record(tenant, occasion, {
    browserHash,
    purpose,
    addressHash,
    address: sealAddress(token, to),
    residentId,
    codeHash: await codeHashOf(tenant, browserHash, code),
    askedAt: now,
    expiresAt: new Date(now.getTime() + codeGoodMs),
  })
  if (outcome === 'code-too-often' || outcome === 'code-busy') return refuse(outcome)
  if (outcome === 'be-silent') return { ok: true }
  if (goesBySms(purpose)) {
    postText(tenant, { to, text: codeText(tenant, code, locale) }, log)
    return { ok: true }
  }
  const codeOf = codeMail(tenant, { purpose, code, locale })
  // Who joins with an address that is known is told so there, and nowhere else; nobody has their code.
  const isKnown = (await selectByAddress(tenant.database, addressHash)) !== undefined
  if (purpose === 'join') post(tenant, { to, ...(isKnown ? knownMail(tenant, locale) : codeOf) }, log)
  else if (residentId !== null) post(tenant, { to, ...codeOf }, log)
  return { ok: true }
}

async function whoseCode(
  { database }: Pick<Tenant, 'database'>,
  occasion: CodeOccasion,
  addressHash: Buffer,
): Promise<ResidentId | null> {
  if ('residentId' in occasion) return occasion.residentId
  if (occasion.purpose === 'join') return null
  const residentId = await selectByAddress(database, addressHash)
  // Who has died is not written to.
  return residentId && (await isLetIn(database, residentId)) ? residentId : null
}

/** Of those who ask at once, each counts. */
function record({ database }: Pick<Tenant, 'database'>, occasion: CodeOccasion, code: NewCode) {
  const before = (ms: number) => new Date(code.askedAt.getTime() - ms)
  const since = { minute: before(60_000), hour: before(3_600_000), day: before(dayMs) }
  const isSomebody = 'residentId' in occasion
  const counted = isSomebody ? { residentId: occasion.residentId } : { addressHash: code.addressHash }
  return inTransaction(database, async (client) => {
    await lockAsking(client, counted)
    const because = whyNoCode(await countAsked(client, counted, since))
    if (because === 'code-busy' || (because && isSomebody)) return because
    await insertCode(client, code, { silent: because !== undefined })
    return because ? 'be-silent' : 'send'
  })
}
