import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The programs that companies may take and go on from: the one list of what is served. They run in our own tests. */
const types = {
  'README.md': 'text/markdown; charset=utf-8',
  'client.ts': 'text/x-typescript; charset=utf-8',
  'client.sh': 'text/x-shellscript; charset=utf-8',
  'Client.java': 'text/x-java-source; charset=utf-8',
} as const

export type ExampleName = keyof typeof types
export const exampleNames = Object.keys(types) as ExampleName[]

export interface Example {
  name: ExampleName
  type: string
  content: Buffer
  /** In hexadecimal, as `sha256sum` writes it. */
  sha256: string
}

/** Read when the pages are added: a file that is missing is found at the start, not by whoever asks for it. */
export function readExamples(): ReadonlyMap<string, Example> {
  return new Map(exampleNames.map((name) => [name, readExample(name)]))
}

function readExample(name: ExampleName): Example {
  const content = readFileSync(new URL(`../../../../../examples/vendor-client/${name}`, import.meta.url))
  return { name, type: types[name], content, sha256: createHash('sha256').update(content).digest('hex') }
}
