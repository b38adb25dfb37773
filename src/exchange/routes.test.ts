import { describe, expect, it } from 'vitest'
import { expectDescribed } from '../../test/support/http-openapi.ts'
import { createTestApp, tenantWithoutStores } from '../../test/support/http.ts'
import { addExchangeRoutes } from './routes.ts'

describe('The addresses of the gate', () => {
  it.each(['/exchange/v1/records', '/exchange/v1/residents/x/records'])(
    'cannot be asked with HEAD, which would record a provision of which nothing leaves: %s',
    async (url) => {
      const app = await createTestApp([tenantWithoutStores('city.test')])
      addExchangeRoutes(app)
      const ask = (method: 'GET' | 'HEAD') => app.inject({ method, url, headers: { host: 'city.test' } })
      expect((await ask('HEAD')).statusCode).toBe(404)
      expect((await ask('GET')).statusCode).toBe(401)
      await app.close()
    },
  )

  it('are described in the interface', async () => {
    const app = await createTestApp([tenantWithoutStores('city.test')])
    addExchangeRoutes(app)
    const document = (await app.inject('/openapi.json')).json()
    await expectDescribed(document)
    expect(Object.keys(document.paths)).toContain('/exchange/v1/records')
    await app.close()
  })
})
