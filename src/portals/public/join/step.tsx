import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSignedIn } from '../../../identity/index.ts'
import { halfDoneOf } from '../../../joining/index.ts'
import { answerRefusal, httpRefusals } from '../../../platform/http/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { paths } from '../../paths.ts'
import { cityFor, goOn, viewOf } from '../../reader.ts'
import { Steps, useWords, type City, type View } from '../../ui/index.ts'
import { words } from './words.ts'

export interface Shown {
  view: View
  city: City
}

/** Whoever joins here needs a way to come in again: a mailbox, or an outside provider. */
export function isJoinable({ mailer, outsideProvider }: Pick<Tenant, 'mailer' | 'outsideProvider'>): boolean {
  return mailer !== null || outsideProvider !== undefined
}

/** Where the city offers neither there is no such page. */
export async function requireJoinable(request: FastifyRequest, reply: FastifyReply) {
  if (!isJoinable(request.tenant))
    return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
}

export async function shown(request: FastifyRequest, reply: FastifyReply): Promise<Shown> {
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  return { view, city: cityFor(request.tenant, view) }
}

/** Nothing was begun in this browser, or it is over; or they have joined, and did not see it. */
export async function answerNotBegun(request: FastifyRequest, reply: FastifyReply) {
  const begun = await halfDoneOf(request)
  return goOn(reply, `${paths.join}?done=${begun?.done === true ? 'joined' : 'over'}`)
}

const steps = ['stepCode', 'stepTerms', 'stepWho', 'stepShow'] as const

/** Where somebody is on the way. */
export function Way({ now }: { now: (typeof steps)[number] }) {
  const say = useWords(words)
  return <Steps names={steps.map((step) => say(step))} now={steps.indexOf(now) + 1} />
}
