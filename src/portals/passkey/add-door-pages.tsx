import { z } from 'zod'
import {
  askAgain,
  askAtTheDoor,
  askForInvited,
  comeIn,
  identityRefusals,
  join,
  proveAgain,
  signOutAt,
} from '../../identity/index.ts'
import { answerRefusal, type App } from '../../platform/http/index.ts'
import { paths } from '../paths.ts'
import { cityFor, employeesViewOf, goOn, sendPage } from '../reader.ts'
import { readFields } from '../typed/fields.ts'
import type { FilledPage } from '../typed/filled-page.ts'
import { fillingOf, keepFields, mostKept } from '../typed/keep-fields.ts'
import { answerSchema } from './answer.ts'
import { invitationIn } from './invitation-address.ts'
import { InvitedPage } from './invited-page.tsx'
import { findPage, type DoorPlace } from './place.ts'
import { answerProofFirst } from './proof-first.tsx'
import { DoorPage } from './sign-in-page.tsx'

const config = { bucket: 'sign-in' } as const
/** What the script asks for is no page. */
const asking = { ...config, file: true } as const
/** Typed, pasted, or put there by the script from behind the `#` of the address. */
const invitation = z.string().max(2_000).transform(invitationIn)

/** Signing in and out, coming in for the first time, and showing a passkey once more, with what was typed. */
export function addDoorPages(pages: App, place: DoorPlace, filledPages: readonly FilledPage[]): void {
  addSignIn(pages, place)
  addInvited(pages, place)
  addProof(pages, place, filledPages)
}

function addSignIn(pages: App, place: DoorPlace): void {
  const { door, signIn } = place
  const leaving = { querystring: z.object({ done: z.literal('signed-out').optional().catch(undefined) }) }
  pages.get(signIn, { schema: leaving }, async (request, reply) => {
    const view = employeesViewOf(request, reply, (await place.find(request)) ?? null)
    const page = { view, city: cityFor(request.tenant, view), place }
    return sendPage(reply, <DoorPage {...page} signedOut={request.query.done !== undefined} />)
  })
  pages.post(paths.challenge(signIn), { config: asking }, async (request, reply) =>
    reply.send(await askAtTheDoor(request, door)),
  )
  const schema = { body: z.object({ answer: answerSchema }) }
  pages.post(signIn, { schema, config }, async (request, reply) => {
    const entered = await comeIn(request, reply, door, request.body.answer)
    return entered.ok ? goOn(reply, place.home) : answerRefusal(request, reply, entered, identityRefusals)
  })
  pages.post(place.signOut, async (request, reply) => {
    await signOutAt(request, reply, door)
    return goOn(reply, paths.signedOut(signIn))
  })
}

function addInvited(pages: App, place: DoorPlace): void {
  const { door, invited } = place
  pages.get(invited, async (request, reply) => {
    const view = employeesViewOf(request, reply, (await place.find(request)) ?? null)
    return sendPage(reply, <InvitedPage {...{ view, city: cityFor(request.tenant, view), place }} />)
  })
  const schema = { body: z.object({ invitation }) }
  pages.post(paths.challenge(invited), { schema, config: asking }, async (request, reply) => {
    const asked = await askForInvited(request, door, request.body.invitation)
    if (!asked) return answerRefusal(request, reply, { because: door.notInvited }, identityRefusals)
    return reply.send(asked)
  })
  const joining = { body: z.object({ invitation, answer: answerSchema }) }
  pages.post(invited, { schema: joining, config }, async (request, reply) => {
    const { invitation: token, answer } = request.body
    const joined = await join(request, reply, door, { token, answer })
    return joined.ok ? goOn(reply, place.home) : answerRefusal(request, reply, joined, identityRefusals)
  })
}

function addProof(pages: App, place: DoorPlace, filledPages: readonly FilledPage[]): void {
  const { door, proof } = place
  const guarded = { preHandler: place.require }
  // Whoever opens the address of an answer anew has nothing typed any more.
  pages.get(proof, guarded, async (_request, reply) => goOn(reply, place.home))
  pages.post(paths.challenge(proof), { ...guarded, config: asking }, async (request, reply) =>
    reply.send(await askAgain(request, door)),
  )
  const body = z.object({
    answer: answerSchema,
    page: z.string().refine((page) => findPage(place, page) !== undefined),
    typed: z.string().max(mostKept).default(''),
  })
  pages.post(proof, { ...guarded, schema: { body }, config }, async (request, reply) => {
    const { answer, page, typed } = request.body
    const found = findPage(place, page)
    const kept = await keepFields(readFields(typed), found ?? {})
    const proven = await proveAgain(request, reply, door, answer)
    if (!proven.ok) return answerProofFirst(request, reply, { place, page, kept, because: proven.because })
    const filled = filledPages.find((known) => known.page === found?.page)
    if (!found || !filled || kept.fields.length === 0) return goOn(reply, page)
    await filled.guard(request, reply)
    if (reply.sent) return reply
    return filled.show(request, reply, { id: found.id, filling: fillingOf(kept.fields) })
  })
}
