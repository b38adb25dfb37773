import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { dayMs } from '../kernel/index.ts'
import { syncFolder } from '../platform/durable-file.ts'
import { StartProblem } from '../platform/start-problem.ts'
import type { BackupKind } from './manifest.ts'

/** The two files that make a folder a backup. */
export const manifestFile = 'manifest.json'
export const sealFile = 'manifest.seal'

/** What may lie in a folder with a name of this form; an export is none of ours to restore (src/portability). */
export type PlacedKind = BackupKind | 'export'

/** `aobano-20261126T141530123Z.data`: sorts by time, and says what is in it. */
const finished = /^([a-z0-9_]{1,20})-(\d{8}T\d{9}Z)\.(data|keys|export)$/
const unfinished = /^\.[a-z0-9_]{1,20}-\d{8}T\d{9}Z\.(data|keys|export)\.[0-9a-f]{8}\.part$/

export function backupName(kind: PlacedKind, tenant: string, takenAt: Date): string {
  return `${tenant}-${takenAt.toISOString().replace(/[-:.]/g, '')}.${kind}`
}

/** A folder under a name that is never taken for a backup. `finish` gives it its own, once everything is on the disk. */
export async function beginBackup(
  directory: string,
  name: string,
): Promise<{ folder: string; finish: () => Promise<string>; giveUp: () => Promise<void> }> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await removeUnfinished(directory)
  const folder = join(directory, `.${name}.${randomBytes(4).toString('hex')}.part`)
  await mkdir(folder, { mode: 0o700 })
  return {
    folder,
    finish: async () => {
      const final = join(directory, name)
      await syncFolder(folder)
      await rename(folder, final)
      await syncFolder(directory)
      return final
    },
    giveUp: () => rm(folder, { recursive: true, force: true }),
  }
}

/** What a backup that was killed has left behind. One of today may still be at work. */
async function removeUnfinished(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!unfinished.test(name)) continue
    const { mtimeMs } = await stat(join(directory, name))
    if (Date.now() - mtimeMs > dayMs) await rm(join(directory, name), { recursive: true, force: true })
  }
}

/** On the disk when it resolves. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export interface FoundBackup {
  folder: string
  tenant: string
  takenAt: Date
}

/** The finished backups of this kind in a folder, the newest last. */
export async function backupsIn(directory: string, kind: PlacedKind): Promise<FoundBackup[]> {
  const names = existsSync(directory) ? (await readdir(directory)).sort() : []
  return names.flatMap((name) => {
    const [, tenant, moment, found] = finished.exec(name) ?? []
    if (tenant === undefined || moment === undefined || found !== kind) return []
    return [{ folder: join(directory, name), tenant, takenAt: momentOf(moment) }]
  })
}

function momentOf(written: string): Date {
  const [, year, month, day, hour, minute, second, rest] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(written) ?? []
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`)
}

/**
 * The backup that was named, or the newest of this city in the folder that was named.
 * @throws StartProblem when there is none
 */
export async function findBackup(path: string, kind: BackupKind, tenant: string): Promise<string> {
  const given = resolve(path)
  const inside = await backupsIn(dirname(given), kind)
  if (inside.some(({ folder, tenant: of }) => folder === given && of === tenant)) return given
  const newest = (await backupsIn(given, kind)).filter((one) => one.tenant === tenant).at(-1)
  if (newest) return newest.folder
  throw new StartProblem({
    ja: `${path} に ${tenant} の${kind === 'data' ? 'データ' : '鍵の保管庫'}のバックアップがありません。azukari ${kind === 'data' ? 'backup' : 'backup-keys'} で書いたフォルダー（${tenant}-….${kind}）か、それを入れた場所を指定してください。`,
    en: `${path} holds no backup of the ${kind === 'data' ? 'data' : 'key store'} of ${tenant}. Name a folder that azukari ${kind === 'data' ? 'backup' : 'backup-keys'} wrote (${tenant}-….${kind}), or the place where they lie.`,
  })
}

/**
 * Keys beside the data they open are as good as no keys at all, so the two never lie in one place, nor one below the
 * other.
 * @throws StartProblem naming the backup that is in the way
 */
export async function refuseTogether(directory: string, kind: BackupKind): Promise<void> {
  const other = kind === 'data' ? 'keys' : 'data'
  const given = await realOf(directory)
  for (const place of [...upwards(given), ...(await foldersIn(given))]) {
    const [there] = await backupsIn(place, other)
    if (!there) continue
    throw new StartProblem({
      ja: `${directory} は使えません。${basename(there.folder)} が ${place} にあります。データと鍵は、別々の場所（できれば別の機械・別の人）に保管してください。`,
      en: `${directory} cannot be used: ${basename(there.folder)} lies in ${place}. Keep data and keys in places apart, best on other machines and with other people.`,
    })
  }
}

/** The path itself and every folder above it. */
function upwards(path: string): string[] {
  const above = dirname(path)
  return above === path ? [path] : [path, ...upwards(above)]
}

async function foldersIn(directory: string): Promise<string[]> {
  if (!existsSync(directory)) return []
  const entries = await readdir(directory, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name))
}

/** Where it will be, through links, also before it is there. */
async function realOf(path: string): Promise<string> {
  const given = resolve(path)
  if (existsSync(given)) return realpath(given)
  return given === dirname(given) ? given : join(await realOf(dirname(given)), basename(given))
}
