import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the program and its checks are made of; node_modules is shared, for nothing writes there. */
const parts = [
  ...['src', 'db', 'scripts', 'bin', 'types', 'test', 'docs', 'examples'],
  ...['architecture.mjs', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'eslint.config.mjs'],
  ...['.prettierrc.json', '.prettierignore', 'ARCHITECTURE.md', 'README.md'],
]

export interface TreeCopy {
  path: string
  /** Throws where `from` does not stand in the file. */
  edit(file: string, from: string, to: string): Promise<void>
  remove(): Promise<void>
}

/** This tree once more, to be changed as a person would change it. */
export async function copyOfTheTree(): Promise<TreeCopy> {
  const path = await mkdtemp(join(tmpdir(), 'azukari-tree-'))
  for (const part of parts) await cp(part, join(path, part), { recursive: true })
  await symlink(resolve('node_modules'), join(path, 'node_modules'))
  return {
    path,
    edit: async (file, from, to) => {
      const text = await readFile(join(path, file), 'utf8')
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
      await writeFile(
        join(path, file),
        text.replace(from, () => to),
      )
    },
    remove: () => rm(path, { recursive: true, force: true }),
  }
}
