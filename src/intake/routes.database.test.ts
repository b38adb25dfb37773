import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../test/support/app.ts'
import { aResident } from '../../test/support/city.ts'
import { registerTestCompany, tokenOf } from '../../test/support/http-company.ts'
import { expectDescribed } from '../../test/support/http-openapi.ts'
import { TestPartner } from '../../test/support/partner.ts'
import { aProgram, askForProgramToken, programToken } from '../../test/support/program.ts'

const scene = await aCityWithApps()
const { city } = scene
const partner = await TestPartner.registered(scene)
const nothing = '11111111-1111-4111-8111-111111111111'

const routes = [
  ['POST', '/links', { code: '1' }],
  ['POST', `/links/${'x'.repeat(43)}/deposits`],
  ['GET', `/links/${'x'.repeat(43)}/deposits/${nothing}`],
  ['POST', `/links/${'x'.repeat(43)}/deposits/${nothing}/take-back`],
] as const

describe('A route of /intake', () => {
  it('is in the table above, and described', async () => {
    const document = scene.app.swagger() as unknown as { paths: Record<string, Record<string, unknown>> }
    const described = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/intake/'))
      .flatMap(([path, operations]) => Object.keys(operations).map((one) => `${one.toUpperCase()} ${path}`))
    const known = routes.map(([method, path]) =>
      `${method} /intake/v1${path}`.replace('x'.repeat(43), '{link}').replace(nothing, '{deposit}'),
    )
    expect(described.toSorted()).toEqual(known.toSorted())
    await expectDescribed(document)
  })

  it('opens to a partner’s token, and to none of a program, an app, a company, the sandbox', async () => {
    const company = await registerTestCompany(city)
    const app = await TestApp.registered(scene)
    const foreign = [
      await programToken(scene.app, scene.host, await aProgram(city, 'admin:items')),
      (await app.tokens(await aResident(city))).access,
      await tokenOf(scene.app, scene.host, company),
      await tokenOf(scene.app, scene.host, company, 'sandbox'),
      '',
    ]
    for (const [method, path, body] of routes) {
      const answer = await partner.call(method, path, body ? { body } : {})
      expect([401, 403], path).not.toContain(answer.status)
      for (const token of foreign)
        expect((await partner.call(method, path, { token, ...(body ? { body } : {}) })).status, path).toBe(
          401,
        )
    }
  })

  it('whose token it is opens nothing else, also of a program that may do both', async () => {
    const both = await aProgram(city, 'admin:items', 'intake:deposit')
    const tokens = []
    for (const scope of ['admin:items', 'intake:deposit', 'admin:items intake:deposit']) {
      const answer = await askForProgramToken(scene.app, scene.host, both, { scope })
      tokens.push(answer.json<{ access_token: string }>().access_token)
    }
    const [forAdmin = '', forIntake = '', mixed = ''] = tokens
    expect(tokens.map((token) => decodeJwt(token)['scope'])).toEqual([
      ...['admin:items', 'intake:deposit', 'admin:items'],
    ])
    for (const token of [forAdmin, mixed])
      expect((await partner.call(...routes[2], { token })).status).toBe(401)
    expect((await partner.call(...routes[2], { token: forIntake })).body.because).toBe('no-link')
    for (const token of [forIntake, partner.token])
      for (const path of ['/me/v1/app', '/me/v1/deposits'])
        expect((await callMe(scene, token, 'GET', path)).status).toBe(401)
  })
})
