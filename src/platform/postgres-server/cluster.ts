import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { StartProblem } from '../start-problem.ts'
import type { Account } from './account.ts'
import type { Installation } from './installation.ts'

const run = promisify(execFile)
const attribution = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8']
/** By code point either way. PostgreSQL's own provider came with 17; before, the system's locale of that name. */
const collation = (major: number) => [
  `--locale-provider=${major >= 17 ? 'builtin' : 'libc'}`,
  '--locale=C.UTF-8',
]

export interface Place {
  directory: string
  cluster: string
  passwordFile: string
  environment: NodeJS.ProcessEnv
}

/**
 * The superuser's password of the cluster in this place, which is made if it is not there yet.
 * @throws StartProblem when the cluster is of another major version or its password is lost
 */
export async function openCluster(
  place: Place,
  installation: Installation,
  account: Account,
): Promise<string> {
  const found = await readText(join(place.cluster, 'PG_VERSION'))
  const password = await readText(place.passwordFile)
  if (found === undefined) {
    const fresh = password ?? (await writePassword(place.passwordFile))
    await createCluster(place, installation, account, fresh)
    return fresh
  }
  await refuseOtherVersion(place, installation, found)
  if (password !== undefined) return password
  throw new StartProblem({
    ja: `データベースのパスワード ${place.passwordFile} がありません。控えから戻すか、AZUKARI_DATA で新しい場所を指定してください。`,
    en: `The database password ${place.passwordFile} is missing. Restore it from your backup, or choose a new place with AZUKARI_DATA.`,
  })
}

async function readText(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return ''
    throw fault
  })
  return text.trim() === '' ? undefined : text.trim()
}

/** 256 bits; on the disk before the cluster that needs it. */
async function writePassword(file: string): Promise<string> {
  const password = randomBytes(32).toString('base64url')
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeSecret(file, password)
  return password
}

async function writeSecret(file: string, text: string): Promise<void> {
  await rm(file, { force: true })
  const handle = await open(file, 'wx', 0o600)
  await handle.writeFile(text)
  await handle.sync()
  await handle.close()
}

async function refuseOtherVersion(place: Place, installation: Installation, found: string): Promise<void> {
  const ours = await majorOf(installation, place.environment)
  if (String(ours) === found) return
  throw new StartProblem({
    ja: `${place.cluster} は PostgreSQL ${found} のデータですが、同梱されているのは ${ours} です。データはそのままです。以前の版の Azukari で書き出してから取り込んでください。`,
    en: `${place.cluster} was made by PostgreSQL ${found}, but version ${ours} is installed. Nothing was changed. Export with the earlier Azukari and import again.`,
  })
}

/** Such as `postgres (PostgreSQL) 18.4`; also shows that the program finds its libraries. */
export async function versionOf(installation: Installation, env: NodeJS.ProcessEnv): Promise<string> {
  return (await run(installation.postgres, ['--version'], { env })).stdout.trim()
}

async function majorOf(installation: Installation, env: NodeJS.ProcessEnv): Promise<number> {
  return Number(/\(PostgreSQL\) (\d+)/.exec(await versionOf(installation, env))?.[1])
}

/** Made under another name and renamed when finished, so that a kill in the middle leaves no half cluster. */
async function createCluster(place: Place, installation: Installation, account: Account, password: string) {
  const draft = `${place.cluster}.new`
  const secret = join(place.directory, 'initial-password')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeSecret(secret, password)
  if (account.identity.uid !== undefined) {
    for (const path of [draft, secret]) await chown(path, account.identity.uid, account.identity.gid)
  }
  const initdb = [
    installation.initdb,
    `--pgdata=${draft}`,
    `--pwfile=${secret}`,
    ...attribution,
    ...collation(await majorOf(installation, place.environment)),
  ]
  const [program = '', ...parameters] = [...account.prefix, ...initdb]
  try {
    await run(program, parameters, { env: place.environment, cwd: place.directory, ...account.identity })
  } finally {
    await rm(secret, { force: true })
  }
  await rename(draft, place.cluster)
}
