import { execFile } from 'node:child_process'
import { chown, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartProblem } from '../start-problem.ts'

const run = promisify(execFile)
const nobody = 65534
const namespaceArguments = ['-U', `--map-user=${nobody}`, `--map-group=${nobody}`]

/** The user PostgreSQL runs as: it refuses to run as root. */
export interface Account {
  kind: 'this-user' | 'namespace' | 'nobody'
  /** Who owns the files as the rest of the system sees it. */
  owner: number
  /** Put in front of the program. */
  prefix: readonly string[]
  /** Set only where the process itself has to change its user. */
  identity: { uid: number; gid: number } | Record<string, never>
}

/**
 * As root: a user namespace in which root is called `nobody` (works even below a 0700 home, and files stay root's);
 * where that is refused (some containers), really `nobody`.
 */
export async function chooseAccount(): Promise<Account> {
  const user = process.getuid?.() ?? 0
  const onParentDeath = (await succeeds('setpriv', ['--pdeathsig', 'INT', 'true']))
    ? ['setpriv', '--pdeathsig', 'INT']
    : []
  if (user !== 0) return { kind: 'this-user', owner: user, prefix: onParentDeath, identity: {} }
  if (await succeeds('unshare', [...namespaceArguments, 'true'])) {
    const prefix = ['unshare', ...namespaceArguments, ...onParentDeath]
    return { kind: 'namespace', owner: 0, prefix, identity: {} }
  }
  return asNobody(onParentDeath)
}

/** Exported for its test: the fallback is not reached on a machine that allows namespaces. */
export function asNobody(prefix: readonly string[]): Account {
  return { kind: 'nobody', owner: nobody, prefix, identity: { uid: nobody, gid: nobody } }
}

/** Really being somebody else needs a way to the files: every folder above them must let others through. */
export async function refuseUnreachable(
  account: Account,
  program: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
) {
  if (account.kind !== 'nobody') return
  const reached = await run(program, ['--version'], { env, cwd, ...account.identity }).catch(() => undefined)
  if (reached) return
  throw new StartProblem({
    ja: `root のままでは PostgreSQL を動かせず、利用者 nobody は ${cwd} か ${program} に届きません。一般の利用者で起動するか、AZUKARI_DATA とこのフォルダーを誰でも通れる場所に置いてください。`,
    en: `PostgreSQL does not run as root, and the user nobody cannot reach ${cwd} or ${program}. Start as an ordinary user, or put AZUKARI_DATA and this folder where everybody may pass.`,
  })
}

async function succeeds(program: string, parameters: string[]): Promise<boolean> {
  return run(program, parameters).then(
    () => true,
    () => false,
  )
}

/** Root may find files of either of its two accounts and takes them over; anybody else's are left alone. */
export async function takeOwnership(account: Account, path: string): Promise<void> {
  const { uid } = await stat(path)
  if (uid === account.owner) return
  if (account.kind === 'this-user' || (uid !== nobody && uid !== 0)) {
    throw new StartProblem({
      ja: `${path} は別の利用者（uid ${uid}）のものです。その利用者で起動するか、AZUKARI_DATA で別の場所を指定してください。`,
      en: `${path} belongs to another user (uid ${uid}). Start as that user, or choose another place with AZUKARI_DATA.`,
    })
  }
  await chownAll(path, account.owner)
}

async function chownAll(path: string, owner: number): Promise<void> {
  await chown(path, owner, owner)
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), owner, owner)
  }
}
