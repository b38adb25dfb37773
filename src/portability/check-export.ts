import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { backupsIn, hashOfFile } from '../backup/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { isVouchedFor } from '../proof/index.ts'
import { sha256Of } from './export-city.ts'
import { fileOf, kinds } from './kinds.ts'
import {
  formatSchema,
  formatVersion,
  manifestFile,
  manifestSchema,
  noteFile,
  type Manifest,
} from './manifest.ts'
import { problems } from './problems.ts'

/** An export whose every byte is as the city wrote it that vouches for it. */
export interface CheckedExport {
  folder: string
  manifest: Manifest
}

/**
 * The export that was named, or the newest in the folder that was named; read to its last byte before anything is
 * loaded. `logKey`: the only one that may vouch for it; any when undefined.
 * @throws StartProblem with the remedy
 */
export async function checkExport(path: string, logKey: string | undefined): Promise<CheckedExport> {
  const folder = await findExport(path)
  const written = await read(folder, manifestFile)
  const note = await read(folder, noteFile)
  const format = formatSchema.safeParse(parsed(written))
  if (!format.success) throw new StartProblem(problems.damaged(folder, [manifestFile]))
  if (format.data.version !== formatVersion) throw new StartProblem(problems.formatNewer(format.data.version))
  const manifest = manifestSchema.safeParse(parsed(written))
  if (!manifest.success) throw new StartProblem(problems.damaged(folder, [manifestFile]))
  const { key } = manifest.data.log
  if (!isVouchedFor({ key, note }, sha256Of(written))) throw new StartProblem(problems.notVouchedFor(folder))
  if (logKey !== undefined && logKey !== key) throw new StartProblem(problems.otherLogKey(key))
  const damaged = await damagedFiles(folder, manifest.data)
  if (damaged.length > 0) throw new StartProblem(problems.damaged(folder, damaged))
  return { folder, manifest: manifest.data }
}

async function findExport(path: string): Promise<string> {
  const given = resolve(path)
  const newest = (await backupsIn(given, 'export')).at(-1)
  if (newest) return newest.folder
  if ((await read(given, manifestFile)) === '') throw new StartProblem(problems.noExport(path))
  return given
}

/** Also one that is not listed, or that nobody knows: then it is of another format than it says. */
async function damagedFiles(folder: string, { files }: Manifest): Promise<string[]> {
  const expected = new Set(kinds.map(fileOf))
  const damaged: string[] = []
  for (const { file, sha256, bytes } of files) {
    const found = await hashOfFile(join(folder, file)).catch(() => undefined)
    if (!expected.delete(file) || found?.sha256 !== sha256 || found.bytes !== bytes) damaged.push(file)
  }
  return [...damaged, ...expected]
}

/** Empty where it is not there or may not be read. */
function read(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), 'utf8').catch(() => '')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
