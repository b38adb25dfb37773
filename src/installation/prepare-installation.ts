import { randomUUID } from 'node:crypto'
import { publishItems } from '../catalog/index.ts'
import type { Config } from '../platform/config/index.ts'
import {
  migrate,
  openPool,
  provisionTenant,
  type Pool,
  type TenantDatabases,
  type UpgradeOutcome,
} from '../platform/database/index.ts'
import { prepareJobs } from '../platform/jobs/index.ts'
import { beginFirst, type JournalFile } from '../platform/stop-journal/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { firstResidents } from '../residents/index.ts'
import { journalFileOf } from './journal.ts'
import type { DatabaseAddresses } from './open-tenants.ts'
import { cityKeyRing, databaseSecret } from './secrets.ts'

/** The folder with the migrations of one database. */
export const migrationsOf = (store: 'data' | 'keystore') =>
  new URL(`../../db/migrations/${store}/`, import.meta.url)

/** How the changes of one database are made. */
type Apply = (url: string, directory: URL) => Promise<UpgradeOutcome>

/**
 * Brings databases, logins, schemas and the catalogue up to this program. Safe when two do it at once. `apply`: all
 * changes at once, or, while services are at work, one by one (`upgradeSchema`).
 */
export async function prepareInstallation(
  config: Config,
  admin: DatabaseAddresses,
  onApplied: (tenant: string, migration: string) => void = () => undefined,
  apply: Apply = migrate,
): Promise<void> {
  const secret = await databaseSecret(config.dataDirectory)
  for (const { id } of config.tenants) {
    await cityKeyRing(config, id)
    const databases = await provisionTenant({
      dataAdmin: admin.data,
      keystoreAdmin: admin.keystore,
      tenant: id,
      secret,
    })
    await migrateTenant(id, databases, onApplied, apply)
    await prepareJobs(databases.data.migrate)
    const owner = openPool({ url: databases.data.migrate, name: 'azukari-migrate', max: 1 })
    try {
      await publishItems(owner)
      await beginJournal(owner, journalFileOf(config, id))
    } finally {
      await owner.end()
    }
  }
}

/** Where somebody lives already, a journal that is not known is one that was lost: the service asks for it. */
async function beginJournal(owner: Pool, file: JournalFile): Promise<void> {
  const [resident] = await firstResidents({ database: owner }, 1)
  if (!resident) await beginFirst(owner, file, randomUUID)
}

async function migrateTenant(
  tenant: string,
  databases: TenantDatabases,
  onApplied: (tenant: string, migration: string) => void,
  apply: Apply,
): Promise<void> {
  for (const store of ['data', 'keystore'] as const) {
    const outcome = await apply(databases[store].migrate, migrationsOf(store))
    if (!outcome.ok) throw new StartProblem(problems[outcome.because](tenant, outcome.migration))
    for (const name of outcome.applied) onApplied(tenant, `${store}/${name}`)
  }
}

const problems = {
  'locks-not-free': (tenant: string, name: string) => ({
    ja: `変更 ${name}（${tenant}）のための表が2分のあいだ空きませんでした。長い処理（バックアップ、書き出し）が終わってから、もう一度実行してください。ここまでの変更は残ります。`,
    en: `The tables for ${name} (${tenant}) were not free for two minutes. Run this again when whatever takes long, a backup or an export, is done; what was applied stays.`,
  }),
  'database-is-newer': (tenant: string, name: string) => ({
    ja: `データベース ${tenant} は、より新しい Azukari が使っています（${name}）。新しい版を起動してください。`,
    en: `The database of ${tenant} is in use by a newer Azukari (${name}). Start the newer version.`,
  }),
  'migration-changed': (tenant: string, name: string) => ({
    ja: `適用ずみの変更 ${name}（${tenant}）の中身が違います。ファイルを元にもどし、変更は新しい番号で書いてください。`,
    en: `Migration ${name} (${tenant}) differs from what was applied. Restore the file; write changes under a new number.`,
  }),
}
