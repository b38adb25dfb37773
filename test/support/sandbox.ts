import { randomUUID } from 'node:crypto'
import { afterAll, expect } from 'vitest'
import { addExchangeRoutes } from '../../src/exchange/index.ts'
import { addOpenIdRoutes } from '../../src/identity/index.ts'
import { addSandboxRoutes, trialReason, trialUses, type Change } from '../../src/sandbox/index.ts'
import { registerTestCompany, tokenOf } from './http-company.ts'
import { CapturedLog, createTestApp } from './http.ts'
import { createTestTenant } from './tenant.ts'
import { watched } from './watched-statements.ts'

/** The trial use that asks for steps alone. */
const stepsAlone = trialUses[1]!.useId

interface Asked {
  use?: string
  reasonCode?: string
  words?: string
  cursor?: string
  limit?: string
  key?: string
  by?: string
  subject?: string
  only?: string
  side?: 'sandbox' | 'exchange'
}

/** A city with its gate and its sandbox, and a company that tries it, for one file of tests: call it once, at the top. */
export async function aCityWithSandbox() {
  const city = await createTestTenant()
  // Hooks run last to first: the app closes before its city.
  afterAll(() => city.close())
  /** What the sandbox asked the databases. */
  const asked: string[] = []
  const app = await createTestApp([watched(city, asked)], { limits: { sandbox: 100_000 } })
  afterAll(() => app.close())
  await addOpenIdRoutes(app, new CapturedLog().log)
  addExchangeRoutes(app)
  addSandboxRoutes(app)
  const host = city.hosts[0] ?? ''
  const token = await tokenOf(app, host, await registerTestCompany(city), 'sandbox')

  const ask = (url: string, by: string, more: object = {}) =>
    app.inject({
      url,
      ...more,
      headers: { host, authorization: `Bearer ${by}`, 'idempotency-key': randomUUID() },
    })

  function read({ key = randomUUID(), by = token, subject, side = 'sandbox', ...query }: Asked = {}) {
    const given = { use: stepsAlone, reasonCode: trialReason, ...query }
    const path = subject === undefined ? 'records' : `residents/${subject}/records`
    return app.inject({
      url: `/${side}/v1/${path}?${new URLSearchParams(given).toString()}`,
      headers: { host, authorization: `Bearer ${by}`, 'idempotency-key': key },
    })
  }

  async function lines(wanted: Asked = {}) {
    const answer = await read(wanted)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    const all = answer.body.split('\n').filter((line) => line !== '')
    const parsed = all.map((line) => JSON.parse(line) as Record<string, unknown>)
    return { told: parsed.slice(0, -1), end: parsed.at(-1)!, cursor: String(parsed.at(-1)?.['cursor']) }
  }

  function change(number: number, what: Change | 'explode', by = token) {
    const url = `/sandbox/v1/people/${number.toFixed()}/changes`
    return ask(url, by, { method: 'POST', payload: { change: what } })
  }

  async function subjectOf(number: number, use = stepsAlone): Promise<string> {
    const { people } = (await ask('/sandbox/v1/people', token)).json<{
      people: { number: number; subjects: Record<string, string> }[]
    }>()
    return people.find((one) => one.number === number)!.subjects[use]!
  }

  return { city, app, host, token, asked, read, lines, change, subjectOf }
}
