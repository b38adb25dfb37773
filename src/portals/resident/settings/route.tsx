import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { identityRefusals, requireResident } from '../../../identity/index.ts'
import { membershipOf } from '../../../joining/index.ts'
import { addDays, localDaySchema } from '../../../kernel/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { findResident, preferencesOf, savePreferences } from '../../../residents/index.ts'
import { rememberLanguage } from '../../language.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { locales } from '../../ui/index.ts'
import { SettingsPage } from './view.tsx'

const doneSchema = z.enum(['saved', 'clock', 'left'])
const choicesSchema = z.object({
  locale: z.enum(locales),
  ruby: z.enum(['yes', 'no']),
  size: z.enum(['usual', 'large']),
})
const clockSchema = z.object({ moment: z.string().max(40), step: z.enum(['set', 'day']) })
/** What `<input type="datetime-local">` sends: Japan's time, as the page says. */
const momentSchema = z
  .string()
  .regex(/^20[2-9]\d-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/u)
  // A `Date` would take the 30th of February for the 2nd of March.
  .refine((text) => localDaySchema.safeParse(text.slice(0, 10)).success)
  .transform((text) => new Date(`${text}+09:00`))
  .refine((moment) => !Number.isNaN(moment.getTime()))

const querystring = z.object({
  done: doneSchema.optional().catch(undefined),
  /** What was typed as the demonstration's time and is none. */
  wrong: z.string().max(40).optional().catch(undefined),
})
type Query = z.infer<typeof querystring>
const guarded = { preHandler: requireResident }

export function addSettingsPage(pages: App, { demo }: PortalServices): void {
  pages.get(paths.settings, { ...guarded, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, demo, request.query),
  )

  pages.post(paths.settings, { ...guarded, schema: { body: choicesSchema } }, async (request, reply) => {
    const { tenant, residentId } = await readerOf(request, reply)
    const { locale, ruby, size } = request.body
    await savePreferences(tenant, residentId, { locale, ruby: ruby === 'yes', largeText: size === 'large' })
    rememberLanguage(request, reply, locale)
    return goOn(reply, `${paths.settings}?done=saved`)
  })

  pages.post(paths.demoClock, { ...guarded, schema: { body: clockSchema } }, async (request, reply) => {
    if (!demo) return answerRefusal(request, reply, { because: 'demo-only' }, identityRefusals)
    const { moment, step } = request.body
    const set = momentSchema.safeParse(moment)
    if (step === 'set' && !set.success)
      return goOn(reply, `${paths.settings}?${new URLSearchParams({ wrong: moment }).toString()}`)
    await demo.clock.set(step === 'set' && set.success ? set.data : addDays(demo.clock.now(), 1))
    return goOn(reply, `${paths.settings}?done=clock`)
  })
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  demo: PortalServices['demo'],
  { done, wrong }: Query,
) {
  const { tenant, residentId, view, city } = await readerOf(request, reply)
  return sendPage(
    reply,
    <SettingsPage
      view={{ ...view, path: paths.settings }}
      city={city}
      resident={await findResident(tenant, residentId)}
      preferences={await preferencesOf(tenant, residentId)}
      done={done}
      outside={tenant.outsideProvider}
      membership={await membershipOf(tenant, residentId)}
      mails={tenant.mailer !== null}
      clock={demo && { now: demo.clock.now(), wrong }}
    />,
  )
}
