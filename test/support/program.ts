import { randomUUID } from 'node:crypto'
import {
  makeClientKeyPair,
  registerProgram,
  type ClientKeyPair,
  type ProgramScope,
} from '../../src/identity/index.ts'
import type { App } from '../../src/platform/http/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { assertionOf, postToken } from './http-company.ts'

/** A program of the city, let in from the machine room. */
export interface TestProgram {
  clientId: string
  keys: ClientKeyPair
  scopes: readonly ProgramScope[]
}

export async function aProgram(tenant: Tenant, ...scopes: ProgramScope[]): Promise<TestProgram> {
  const clientId = `city.test-${randomUUID().slice(0, 8)}`
  const keys = await makeClientKeyPair()
  const program = { programId: clientId, name: '住民記録', scopes, jwks: keys.publicJwks }
  const outcome = await registerProgram(tenant, null, program)
  if (!outcome.ok) throw new Error(outcome.because)
  return { clientId, keys, scopes }
}

export async function askForProgramToken(
  app: App,
  host: string,
  program: TestProgram,
  fields: Record<string, string> = {},
) {
  const scope = program.scopes.join(' ')
  const assertion = await assertionOf(program, `http://${host}/oidc`)
  return postToken(app, host, assertion, { fields: { scope, ...fields } })
}

export async function programToken(app: App, host: string, program: TestProgram): Promise<string> {
  const answer = await askForProgramToken(app, host, program)
  if (answer.statusCode !== 200) throw new Error(`no token: ${answer.body}`)
  return answer.json<{ access_token: string }>().access_token
}
