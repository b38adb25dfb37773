import { z } from 'zod'
import { findSignedIn, identityRefusals, signInForDemo, signOut } from '../../../identity/index.ts'
import { localDayOf, Personal } from '../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { findResident, firstResidents, isLetIn, residentIdSchema } from '../../../residents/index.ts'
import { afterSignIn } from '../../after-sign-in.ts'
import { keepLanguageInside } from '../../language.ts'
import { paths } from '../../paths.ts'
import { cityFor, goOn, sendPage, viewOf } from '../../reader.ts'
import { ageGroupOf } from './age-group.ts'
import { SignInPage, type DemoPerson } from './view.tsx'

/** The demonstration offers the residents who joined first, those that came with it; of these who may sign in. */
const mostPeople = 12

export function addSignInPage(pages: App): void {
  pages.get(paths.signIn, async (request, reply) => {
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    const people = request.server.demoSignIn ? await demoPeople(request.tenant) : null
    const { tenant } = request
    const ways = { outside: tenant.outsideProvider, mail: tenant.mailer !== null }
    return sendPage(reply, <SignInPage {...{ view, city: cityFor(tenant, view), people, ...ways }} />)
  })

  const schema = { body: z.object({ resident: residentIdSchema }) }
  pages.post(paths.signIn, { schema, config: { bucket: 'sign-in' } }, async (request, reply) => {
    const { tenant, body } = request
    if (!request.server.demoSignIn)
      return answerRefusal(request, reply, { because: 'demo-only' }, identityRefusals)
    if (!(await isLetIn(tenant.database, body.resident)))
      return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    await signInForDemo(request, reply, body.resident)
    await keepLanguageInside(request, body.resident)
    return goOn(reply, await afterSignIn(request, body.resident))
  })

  pages.post(paths.signOut, async (request, reply) => {
    await signOut(request, reply)
    return goOn(reply, paths.signedOut(paths.front))
  })
}

async function demoPeople(tenant: Tenant): Promise<DemoPerson[]> {
  const today = localDayOf(tenant.clock.now())
  const people: DemoPerson[] = []
  for (const residentId of await firstResidents(tenant, mostPeople)) {
    if (!(await isLetIn(tenant.database, residentId))) continue
    const identity = (await findResident(tenant, residentId))?.identity.reveal()
    if (!identity) continue
    const ageGroup = ageGroupOf(identity.birthDate, today)
    people.push({ residentId, name: new Personal(identity.name), ageGroup })
  }
  return people
}
