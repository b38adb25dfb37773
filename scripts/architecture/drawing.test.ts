import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { modules } from '../../architecture.mjs'
import { architectureDrawing } from './drawing.ts'

it('The map is drawn from the table as it is: npm run docs draws it anew', () => {
  const isCurrent = readFileSync('docs/architecture.svg', 'utf8') === architectureDrawing()
  expect(
    isCurrent,
    '→ npm run docs (architecture.mjs has changed since docs/architecture.svg was drawn)',
  ).toBe(true)
})

it('The map shows every module', () => {
  for (const name of Object.keys(modules)) expect(architectureDrawing()).toContain(`>${name}</text>`)
})
