import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { verifyScript } from './script.ts'

/** Of its own: 60 KB. zod is half of it. */
const budgetBytes = 60 * 1024

it('The script that checks receipts is within 60 KB, and is made once', () => {
  const script = verifyScript()
  const bytes = brotliCompressSync(script.body).length
  expect(bytes).toBeLessThanOrEqual(budgetBytes)
  expect(bytes).toBeGreaterThan(10_000)
  expect(verifyScript()).toBe(script)
})
