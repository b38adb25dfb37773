import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../test/support/http-free-port.ts'
import { isAbsent, type Absent } from '../job.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const program = here('../node_modules/.bin/community-solid-server')
const startWithinMs = 120_000

/** Community Solid Server, resources in files, access by WAC for an agent that is believed without a token. */
export interface SolidServer {
  port: number
  origin: string
  /** Headers of this agent, who may be anybody: the server is told to believe it. */
  as(agent: 'owner' | 'company'): Record<string, string>
  put(path: string, type: string, body: string): Promise<void>
  /** What the company may do with a resource: read it, or nothing. The owner may do everything. */
  allow(path: string, company: 'read' | 'nothing'): Promise<void>
  close(): Promise<void>
}

async function startSolidServer(): Promise<SolidServer | Absent> {
  if (!existsSync(program)) return { absent: 'not installed; npm ci --prefix bench installs it' }
  const directory = await mkdtemp(join(tmpdir(), 'azukari-solid-'))
  const port = await freePort()
  const origin = `http://localhost:${String(port)}`
  const options = [
    '-p',
    String(port),
    '-b',
    `${origin}/`,
    '-c',
    here('solid.json'),
    '-f',
    directory,
    '-l',
    'warn',
  ]
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', process.execPath, program, ...options], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilAnswers(origin)
  const as = (agent: string) => ({ authorization: `WebID ${origin}/${agent}` })
  const put = (path: string, type: string, body: string) => putAs(as('owner'), `${origin}${path}`, type, body)
  const server: SolidServer = {
    port,
    origin,
    as,
    put,
    allow: (path, company) => put(`${path}.acl`, 'text/turtle', accessTo(origin, path, company)),
    close: async () => {
      const over = once(child, 'exit')
      child.kill('SIGTERM')
      await over
      await rm(directory, { recursive: true, force: true })
    },
  }
  await server.allow('/', 'nothing')
  return server
}

async function untilAnswers(origin: string): Promise<void> {
  const giveUpAt = performance.now() + startWithinMs
  while (performance.now() < giveUpAt) {
    const answer = await fetch(origin).catch(() => null)
    await answer?.body?.cancel()
    if (answer) return
    await sleep(200)
  }
  throw new Error('Community Solid Server did not come up')
}

async function putAs(
  headers: Record<string, string>,
  url: string,
  type: string,
  body: string,
): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', headers: { ...headers, 'content-type': type }, body })
  if (!answer.ok) throw new Error(`${url} was answered with ${String(answer.status)}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** Web Access Control, §4: one authorization each for the owner and the company. */
function accessTo(origin: string, path: string, company: 'read' | 'nothing'): string {
  const authorization = (name: string, agent: string, modes: string) =>
    `<#${name}> a acl:Authorization; acl:agent <${origin}/${agent}>; acl:accessTo <${origin}${path}>;
       acl:default <${origin}${path}>; acl:mode ${modes}.\n`
  return [
    '@prefix acl: <http://www.w3.org/ns/auth/acl#>.\n',
    authorization('owner', 'owner', 'acl:Read, acl:Write, acl:Control'),
    company === 'read' ? authorization('company', 'company', 'acl:Read') : '',
  ].join('')
}

/** One server for all jobs of a run. */
export class SolidOnDemand {
  #started: Promise<SolidServer | Absent> | undefined

  server(): Promise<SolidServer | Absent> {
    return (this.#started ??= startSolidServer())
  }

  async close(): Promise<void> {
    const server = await this.#started
    if (server && !isAbsent(server)) await server.close()
  }
}
