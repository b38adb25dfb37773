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
import { answerSchema } from './answer.ts'
import { invitationIn } from './invitation-address.ts'
import { InvitedPage } from './invited-page.tsx'
import { leadsBackTo, type DoorPlace } from './place.ts'
import { DoorPage } from './sign-in-page.tsx'

const config = { bucket: 'sign-in' } as const
/** What the script asks for is no page. */
const asking = { ...config, file: true } as const
/** Typed, pasted, or put there by the script from behind the `#` of the address. */
const invitation = z.string().max(2_000).transform(invitationIn)

/** Signing in and out, coming in for the first time, and showing a passkey once more. */
export function addDoorPages(pages: App, place: DoorPlace): void {
  addSignIn(pages, place)
  addInvited(pages, place)
  addProof(pages, place)
}

function addSignIn(pages: App, place: DoorPlace): void {
  const { door, signIn } = place
  pages.get(signIn, async (request, reply) => {
    const view = employeesViewOf(request, reply, (await place.find(request)) ?? null)
    return sendPage(reply, <DoorPage {...{ view, city: cityFor(request.tenant, view), place }} />)
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
    return goOn(reply, signIn)
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

function addProof(pages: App, place: DoorPlace): void {
  const { door, proof } = place
  const guarded = { preHandler: place.require }
  pages.post(paths.challenge(proof), { ...guarded, config: asking }, async (request, reply) =>
    reply.send(await askAgain(request, door)),
  )
  const schema = {
    body: z.object({ answer: answerSchema, page: z.string().refine((page) => leadsBackTo(place, page)) }),
  }
  pages.post(proof, { ...guarded, schema, config }, async (request, reply) => {
    const { answer, page } = request.body
    const proven = await proveAgain(request, reply, door, answer)
    return proven.ok ? goOn(reply, page) : answerRefusal(request, reply, proven, identityRefusals)
  })
}
