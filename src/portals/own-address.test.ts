import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, tenantWithoutStores } from '../../test/support/http.ts'
import type { App } from '../platform/http/index.ts'
import { drawErrorPage } from './index.ts'
import { ownAddress } from './own-address.ts'

describe('An address that was asked for, in a link of ours', () => {
  const table = [
    // asked for                          leads to
    ['/companies?by=data', '/companies?by=data'],
    ['/', '/'],
    ['//evil.example/sign-in', '/evil.example/sign-in'],
    ['///evil.example', '/evil.example'],
    ['/\\evil.example', '/evil.example'],
    ['\\\\evil.example', '/evil.example'],
    ['https://evil.example/sign-in', '/https://evil.example/sign-in'],
    ['', '/'],
  ] as const

  it.each(table)('%s leads to %s', (url, expected) => {
    const address = ownAddress({ url })
    expect(address).toBe(expected)
    expect(new URL(address, 'http://city.test').origin).toBe('http://city.test')
  })
})

describe('The page of an address that is none', () => {
  let app: App
  let port: number
  beforeAll(async () => {
    app = await createTestApp([tenantWithoutStores('city.test')], { errorPage: drawErrorPage })
    port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  })
  afterAll(() => app.close())

  async function get(path: string) {
    const headers = { host: 'city.test', accept: 'text/html' }
    const asked = request({ port, host: '127.0.0.1', path, headers }).end()
    const [answer] = await once(asked, 'response')
    return { status: Number(answer.statusCode), body: await text(answer) }
  }

  it.each(['//evil.example/sign-in', '/\\evil.example/sign-in'])('%s has no link elsewhere', async (path) => {
    const { status, body } = await get(path)
    expect(status).toBe(404)
    expect(body).toContain('href="/evil.example/sign-in?lang=en"')
    expect(body).not.toMatch(/href="[/\\]{2}/u)
  })
})
