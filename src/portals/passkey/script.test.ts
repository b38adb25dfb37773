import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { passkeyScript } from './script.ts'

it('The script that asks for a passkey is within 5 KB, and is made once', () => {
  const script = passkeyScript()
  expect(brotliCompressSync(script.body).length).toBeLessThanOrEqual(5 * 1024)
  expect(script.body).toContain('navigator.credentials')
  expect(passkeyScript()).toBe(script)
})
