import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { modules, wiring } from '../../architecture.mjs'
import type { BoundaryProblem } from './problem.ts'

/** src/ and the table name the same folders, and each has its README.md and its door. */
export async function checkFolders(): Promise<BoundaryProblem[]> {
  const found = await readdir('src', { withFileTypes: true })
  const folders = found.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const unknown = folders.filter((name) => !(name in modules) && !wiring.includes(name))
  const missing = Object.keys(modules).filter((name) => !folders.includes(name))
  const incomplete = await Promise.all(folders.filter((name) => name in modules).map(checkFolder))
  return [
    ...unknown.map((name) => ({
      where: `src/${name}`,
      what: 'this folder is not in the table',
      remedy: 'Add a line to architecture.mjs: what it is and whom it may use.',
    })),
    ...missing.map((name) => ({
      where: 'architecture.mjs',
      what: `there is no src/${name}`,
      remedy: 'Take the line out of the table, or make the folder.',
    })),
    ...incomplete.flat(),
  ]
}

async function checkFolder(name: string): Promise<BoundaryProblem[]> {
  const files = await readdir(join('src', name))
  // platform has no door of its own: it is a shelf of doors, one per folder.
  const wanted = name === 'platform' ? ['README.md'] : ['README.md', 'index.ts']
  return wanted
    .filter((file) => !files.includes(file))
    .map((file) => ({
      where: `src/${name}`,
      what: `${file} is missing`,
      remedy:
        file === 'README.md'
          ? 'Write its words, promises and refusals, one screen.'
          : 'Export there what others may use.',
    }))
}
