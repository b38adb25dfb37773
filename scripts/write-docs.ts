/** What is written from tables of the code: tests fail while it is not as they are. */
import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { configurationDocument } from '../src/platform/config/index.ts'
import { formatDocument } from '../src/portability/index.ts'
import { architectureDrawing } from './architecture/drawing.ts'
import { takesNothing } from './takes-nothing.ts'

takesNothing('npm run docs', {
  ja: 'docs/configuration.md・docs/export-format.md・docs/architecture.svg を、コードの表から書き直します。',
  en: 'writes docs/configuration.md, docs/export-format.md and docs/architecture.svg anew from the tables of the code',
})

const configuration = 'docs/configuration.md'
const exportFormat = 'docs/export-format.md'
const drawing = 'docs/architecture.svg'
for (const [file, text] of [
  [configuration, configurationDocument()],
  [exportFormat, formatDocument()],
] as const)
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
await writeFile(drawing, architectureDrawing())
console.log(`${configuration}, ${exportFormat} and ${drawing} written`)
