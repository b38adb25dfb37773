import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { modules } from '../../architecture.mjs'
import { architectureDrawing } from './drawing.ts'

it('The map is drawn from the table as it is: npm run docs draws it anew', () => {
  expect(readFileSync('docs/architecture.svg', 'utf8')).toBe(architectureDrawing())
})

it('The map shows every module', () => {
  for (const name of Object.keys(modules)) expect(architectureDrawing()).toContain(`>${name}</text>`)
})
