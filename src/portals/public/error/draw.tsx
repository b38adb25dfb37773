import type { FastifyRequest } from 'fastify'
import { findSignedIn } from '../../../identity/index.ts'
import { findServed, type DrawErrorPage } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { cityFor, strangersView, viewWithoutForms } from '../../reader.ts'
import { renderPage } from '../../ui/index.ts'
import { ErrorView, NowherePage } from './view.tsx'

/** What a button calls is no page: its address leads nowhere, also in another language. */
function isPage({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** The page of a no. After a fault it asks no store, which may be what is broken. */
export const drawErrorPage: DrawErrorPage = async (no) => {
  if (!findServed(no.request)) return renderPage(<NowherePage sentence={no.words} />)
  const { request } = no
  const drawn =
    no.status >= 500
      ? strangersView(request)
      : await viewWithoutForms(request, (await findSignedIn(request)) ?? null)
  const view = { ...drawn, path: isPage(request) ? drawn.path : drawn.signedIn ? paths.home : paths.front }
  return renderPage(
    <ErrorView
      view={view}
      city={cityFor(request.tenant, view)}
      status={no.status}
      sentence={no.words}
      incident={no.incident}
      mayHaveChanged={no.status === 500 && request.method !== 'GET'}
    />,
  )
}
