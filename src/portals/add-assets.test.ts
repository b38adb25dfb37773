import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createTestApp, tenantWithoutStores } from '../../test/support/http.ts'
import { addAssets } from './add-assets.ts'
import { stylesheet } from './ui/assets.ts'

describe('The stylesheet', () => {
  const table = [
    // what the browser takes        how it comes
    [undefined, undefined],
    ['', undefined],
    ['gzip, deflate', undefined],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=1.0, gzip;q=0.5', 'br'],
    ['br;q=0.1', 'br'],
    ['br;q=0, gzip', undefined],
    ['br;q=0.000', undefined],
    ['brotli', undefined],
    ['*', undefined],
  ] as const

  it.each(table)('for who takes %j comes as %j', async (accepted, coding) => {
    const app = await createTestApp([tenantWithoutStores('city.test')])
    addAssets(app)
    const headers = { host: 'city.test', ...(accepted === undefined ? {} : { 'accept-encoding': accepted }) }
    const { headers: answered, rawPayload } = await app.inject({ url: stylesheet.path, headers })
    expect(answered['content-encoding']).toBe(coding)
    expect(answered).toMatchObject({
      vary: 'accept-encoding',
      'cache-control': expect.stringContaining('immutable'),
    })
    const body = coding === 'br' ? brotliDecompressSync(rawPayload) : rawPayload
    expect(body.toString()).toBe(stylesheet.body)
    await app.close()
  })
})
