import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { configurationDocument } from '../src/platform/config/index.ts'

const file = 'docs/configuration.md'
await writeFile(
  file,
  await format(configurationDocument(), { ...(await resolveConfig(file)), filepath: file }),
)
console.log(`${file} written`)
