/** What is written from tables of the code: tests fail while it is not as they are. */
import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { configurationDocument } from '../src/platform/config/index.ts'
import { architectureDrawing } from './architecture/drawing.ts'
import { takesNothing } from './takes-nothing.ts'

takesNothing('npm run docs', {
  ja: 'docs/configuration.md と docs/architecture.svg を、コードの表から書き直します。',
  en: 'writes docs/configuration.md and docs/architecture.svg anew from variables.ts and architecture.mjs',
})

const configuration = 'docs/configuration.md'
const drawing = 'docs/architecture.svg'
const options = { ...(await resolveConfig(configuration)), filepath: configuration }
await writeFile(configuration, await format(configurationDocument(), options))
await writeFile(drawing, architectureDrawing())
console.log(`${configuration} and ${drawing} written`)
