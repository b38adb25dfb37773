import type { FastifyRequest } from 'fastify'
import { findSignedIn, findSignedInPerson, findSignedInStaff } from '../../../identity/index.ts'
import { findServed, ownFormToken, portalOf, type DrawErrorPage } from '../../../platform/http/index.ts'
import { cityFor, employeesView, strangersView, viewWithoutForms } from '../../reader.ts'
import { homeOf, renderPage, type View } from '../../ui/index.ts'
import { fieldsIn } from '../../typed/fields.ts'
import { NotStopped } from './not-stopped.tsx'
import { ErrorView, NowherePage } from './view.tsx'

/** What a button calls is no page: its address leads nowhere, also in another language. */
function isPage({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

async function readersView(request: FastifyRequest): Promise<View> {
  const portal = portalOf(request)
  if (portal === 'company') return employeesView(request, (await findSignedInPerson(request)) ?? null)
  if (portal === 'city') return employeesView(request, (await findSignedInStaff(request)) ?? null)
  return viewWithoutForms(request, (await findSignedIn(request)) ?? null)
}

/** The page of a no. After a fault it asks no store, which may be what is broken. */
export const drawErrorPage: DrawErrorPage = async (no) => {
  if (!findServed(no.request)) return renderPage(<NowherePage sentence={no.words} />)
  const { request } = no
  const drawn = no.status >= 500 ? strangersView(request) : await readersView(request)
  const view = { ...drawn, path: isPage(request) ? drawn.path : homeOf(drawn) }
  const city = cityFor(request.tenant, view)
  if (no.because === 'stale-form' && request.routeOptions.config.stops) {
    const csrfToken = ownFormToken(request) ?? ''
    const pressed = { action: request.url, fields: fieldsIn(request.body) ?? [] }
    return renderPage(<NotStopped view={{ ...view, csrfToken }} city={city} {...pressed} />)
  }
  return renderPage(
    <ErrorView
      view={view}
      city={city}
      status={no.status}
      sentence={no.words}
      incident={no.incident}
      mayHaveChanged={no.status === 500 && request.method !== 'GET'}
    />,
  )
}
