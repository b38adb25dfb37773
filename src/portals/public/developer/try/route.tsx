import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSignedIn } from '../../../../identity/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../../reader.ts'
import { askSandbox, faultOfToken } from './ask-sandbox.ts'
import { writeAsCurl, writeAsTypeScript } from './console-request.ts'
import { readTyped, typedSchema, type Typed } from './typed.ts'
import { ConsolePage, type ConsoleProps } from './view.tsx'

/** A token is some hundred characters; nothing else that is typed is long. */
const bodyLimit = 16 * 1024

/** Where the sandbox is tried from a page. What was pasted is used for one request, and is nowhere afterwards. */
export function addConsolePage(pages: App): void {
  pages.get(paths.developerTry, (request, reply) => answer(request, reply, { typed: typedSchema.parse({}) }))

  const options = { bodyLimit, schema: { body: typedSchema }, config: { bucket: 'console' } } as const
  pages.post(paths.developerTry, options, async (request, reply) => {
    const typed: Typed = { ...request.body, token: '' }
    const read = readTyped(request.body)
    if (!read.ok) return answer(request, reply.code(422), { typed, wrong: read.wrong })
    const fault = await faultOfToken(request, read.token, read.request)
    if (fault) return answer(request, reply.code(422), { typed, wrong: [], fault })
    const origin = request.publicOrigin
    const shown = {
      curl: writeAsCurl(origin, read.request),
      typeScript: writeAsTypeScript(origin, read.request),
      answer: await askSandbox(request, read.token, read.request),
    }
    return answer(request, reply, { typed, shown })
  })
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  what: Omit<ConsoleProps, 'view' | 'city'>,
) {
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  return sendPage(reply, <ConsolePage {...what} view={view} city={cityFor(request.tenant, view)} />)
}
