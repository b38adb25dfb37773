import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { vi } from 'vitest'
import type { ItemCode } from '../../src/catalog/index.ts'
import {
  askLinkCode,
  makeClientKeyPair,
  registerProgram,
  startSession,
  type LinkCode,
} from '../../src/identity/index.ts'
import { hashOfToken } from '../../src/identity/token.ts'
import { recordDeath } from '../../src/leaving/index.ts'
import type { Personal } from '../../src/kernel/index.ts'
import type { ByteSource } from '../../src/vault/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { CityWithApps } from './app.ts'
import { by } from './city.ts'
import { programToken, type TestProgram } from './program.ts'
import { provenFor } from './proven.ts'
import { aMember } from './staff.ts'

export const brings = [
  'activity.steps',
  'body.weight',
  'reproductive.cycle',
] as const satisfies readonly ItemCode[]

/** A partner that may bring these items. */
export async function aPartner(
  tenant: Tenant,
  items: readonly ItemCode[] = brings,
  name = 'みほん医院',
): Promise<TestProgram> {
  const clientId = `city.clinic-${randomUUID().slice(0, 8)}`
  const keys = await makeClientKeyPair()
  const scopes = ['intake:deposit'] as const
  const about = { programId: clientId, name, scopes, items, jwks: keys.publicJwks }
  const outcome = await registerProgram(tenant, null, about)
  if (!outcome.ok) throw new Error(outcome.because)
  return { clientId, keys, scopes }
}

/** A code as a resident gets it who has just shown who they are. */
export async function aLinkCode(
  tenant: Tenant,
  residentId: ResidentId,
  programId: string,
  items: readonly ItemCode[] = ['activity.steps'],
): Promise<string> {
  const sessionHash = hashOfToken(await startSession(tenant, residentId, 'card'))
  const asked = await askLinkCode(tenant, provenFor('agree', residentId), { programId, items, sessionHash })
  if (!asked.ok) throw new Error(asked.because)
  return (asked.code as Personal<LinkCode>).reveal()
}

/** Two of the staff were shown a certificate. */
export async function recordedDead(city: Tenant, residentId: ResidentId): Promise<void> {
  const [one, two] = [await aMember(city, 'counter'), await aMember(city, 'counter')]
  const said = { staffId: one.staffId, secondStaffId: two.staffId, document: 'death-certificate' as const }
  const outcome = await recordDeath(city, by(residentId), said)
  if (!outcome.ok) throw new Error(outcome.because)
}

/** A partner's program, with its token. */
export class TestPartner {
  readonly program: TestProgram
  readonly token: string
  readonly #of: CityWithApps

  constructor(of: CityWithApps, program: TestProgram, token: string) {
    this.#of = of
    this.program = program
    this.token = token
  }

  static async registered(of: CityWithApps, items?: readonly ItemCode[]): Promise<TestPartner> {
    const program = await aPartner(of.city, items)
    return new TestPartner(of, program, await programToken(of.app, of.host, program))
  }

  get programId(): string {
    return this.program.clientId
  }

  async call(
    method: 'GET' | 'POST',
    path: string,
    { body, key = randomUUID(), token = this.token }: { body?: object; key?: string; token?: string } = {},
  ) {
    const answer = await this.#of.app.inject({
      method,
      url: `/intake/v1${path}`,
      headers: {
        host: this.#of.host,
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { payload: body } : {}),
    })
    return { status: answer.statusCode, body: answer.json(), text: answer.body }
  }

  link(code: string, key?: string) {
    return this.call('POST', '/links', { body: { code }, ...(key ? { key } : {}) })
  }

  /** The whole way: a code, told here. */
  async linked(residentId: ResidentId, items?: readonly ItemCode[]): Promise<string> {
    const { status, body } = await this.link(
      await aLinkCode(this.#of.city, residentId, this.programId, items),
    )
    if (status !== 201) throw new Error(body.because)
    return body.link
  }

  async bring(link: string, file: ByteSource | string, { key = randomUUID() as string, query = '' } = {}) {
    const answer = await this.#of.app.inject({
      method: 'POST',
      url: `/intake/v1/links/${link}/deposits${query}`,
      headers: {
        host: this.#of.host,
        authorization: `Bearer ${this.token}`,
        'idempotency-key': key,
        'content-type': 'application/octet-stream',
      },
      payload: typeof file === 'string' ? file : await text(file.stream(0)),
    })
    return { status: answer.statusCode, body: answer.json() }
  }

  look(link: string, deposit: string) {
    return this.call('GET', `/links/${link}/deposits/${deposit}`)
  }

  /** How it ended. */
  settled(link: string, deposit: string) {
    return vi.waitFor(
      async () => {
        const { body } = await this.look(link, deposit)
        if (body.state === 'reading') throw new Error('still being read')
        return body
      },
      { timeout: 10_000 },
    )
  }

  takeBack(link: string, deposit: string, key?: string) {
    return this.call('POST', `/links/${link}/deposits/${deposit}/take-back`, key ? { key } : {})
  }
}
