import { describe, expect, it } from 'vitest'
import { CapturedLog, createTestApp, tenantWithoutStores } from '../../../test/support/http.ts'
import type { App } from './index.ts'

const captured = new CapturedLog()
const asked: string[] = []
const scopes = {
  known: ['admin:items', 'me:read'],
  check: (_: unknown, reply: { code(status: number): { send(body: string): unknown } }, scope: string) => {
    asked.push(scope)
    return Promise.resolve(scope === 'me:read' ? reply.code(401).send('no') : undefined)
  },
}
const appWith = (given: typeof scopes | undefined): Promise<App> =>
  createTestApp([tenantWithoutStores('city.test')], {
    log: captured.log,
    ...(given ? { scopes: given } : {}),
  })

describe('A route that is added', () => {
  const program = { caller: 'program' } as const
  const table = [
    // path                   what it says of itself                        added
    ['/admin/v1/items', { ...program, scope: 'admin:items' }, true],
    ['/admin/v1/items', { ...program }, false],
    ['/admin/v1/items', {}, false],
    ['/ADMIN/v1/items', { ...program }, false],
    ['/intake/v1/deposits', { ...program }, false],
    ['/me/v1/consents', { ...program }, false],
    ['/me/v1/consents', { ...program, scope: 'me:read' }, true],
    ['/me/v1/consents', { ...program, scope: 'admin:items' }, false],
    ['/admin/v1/items', { ...program, scope: 'admin:everything' }, false],
    ['/admin/v1/items', { scope: 'admin:items' }, false],
    ['/admin/v1/items', { caller: 'browser', scope: 'admin:items' }, false],
    ['/exchange/v1/records', { ...program, scope: 'admin:items' }, false],
    ['/exchange/v1/records', { ...program }, true],
    ['/administration', {}, true],
  ] as const

  it.each(table)('%s as %o: %s', async (path, config, added) => {
    const app = await appWith(scopes)
    const add = () => app.post(path, { config }, () => 'done')
    if (added) expect(add).not.toThrow()
    else expect(add).toThrow()
    await app.close()
  })

  it('and wants a scope is not added where nobody asks for scopes', async () => {
    const app = await appWith(undefined)
    const config = { caller: 'program', scope: 'admin:items' } as const
    expect(() => app.get('/admin/v1/items', { config }, () => 'done')).toThrow()
    await app.close()
  })

  it('in a part of the app that is registered later is held to the same', async () => {
    const app = await appWith(scopes)
    void app.register(async (part: App) => {
      part.get('/admin/v1/hidden', () => 'done')
    })
    await expect(app.ready()).rejects.toThrow('/admin/v1/hidden names no scope')
  })
})

describe('A route that wants a scope', () => {
  const write = async (url: string, headers: Record<string, string>) => {
    const app = await appWith(scopes)
    const config = { caller: 'program', scope: url.includes('/me/') ? 'me:read' : 'admin:items' } as const
    app.route({ method: ['GET', 'POST'], url, config, handler: () => 'done' })
    asked.length = 0
    const answer = await app.inject({ method: 'POST', url, headers: { host: 'city.test', ...headers } })
    await app.close()
    return [answer.statusCode, [...asked]]
  }
  const key = { 'idempotency-key': 'a-key-of-mine' }

  it.each([
    // path            headers                          status  asked for
    ['/admin/v1/do', key, 200, 'admin:items'],
    ['/admin/v1/do', {}, 400, 'admin:items'],
    ['/admin/v1/do', { 'idempotency-key': 'short' }, 400, 'admin:items'],
    ['/admin/v1/do', { 'idempotency-key': 'with space' }, 400, 'admin:items'],
    ['/me/v1/do', key, 401, 'me:read'],
    ['/me/v1/do', {}, 401, 'me:read'],
  ] as const)('%s with %o: %i', async (url, headers, status, scope) => {
    expect(await write(url, headers)).toEqual([status, [scope]])
    // One answer, and not a second one after it.
    expect(captured.text).not.toContain('ALREADY_SENT')
  })
})
