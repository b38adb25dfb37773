import { readFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { expect, it } from 'vitest'
import { formatDocument } from './format-document.ts'
import { kinds } from './kinds.ts'

it('docs/export-format.md is as the program writes and reads: npm run docs', async () => {
  const file = 'docs/export-format.md'
  const options = { ...(await resolveConfig(file)), filepath: file }
  expect(readFileSync(file, 'utf8'), '→ npm run docs').toBe(await format(formatDocument(), options))
})

it('and names every file and every field', () => {
  const document = formatDocument()
  for (const { name, fields } of kinds)
    for (const word of [`\`${name}.ndjson.zst.age\``, ...Object.keys(fields)])
      expect(document).toContain(word)
})
