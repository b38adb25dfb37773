import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../../platform/config/index.ts'
import { postgresVersion } from '../../platform/postgres-server/index.ts'
import type { Finding } from './finding.ts'

const oldestMajor = 15

export async function examineDatabases({ databases }: Config): Promise<Finding[]> {
  if (databases.kind === 'embedded') return [await examineEmbedded()]
  return [
    await examineGiven('DATABASE_URL', databases.data),
    await examineGiven('AZUKARI_KEYSTORE_URL', databases.keystore),
  ]
}

async function examineEmbedded(): Promise<Finding> {
  const directory = await mkdtemp(join(tmpdir(), 'azukari-doctor-'))
  try {
    const found = await postgresVersion(directory)
    return {
      check: 'postgresql',
      state: 'good',
      ja: '同梱の PostgreSQL',
      en: 'the PostgreSQL that comes along',
      found,
    }
  } catch (fault) {
    const found = fault instanceof Error ? fault.message : String(fault)
    const remedy = { ja: 'npm ci をやり直してください', en: 'Run npm ci again' }
    return {
      check: 'postgresql',
      state: 'wrong',
      ja: '同梱の PostgreSQL',
      en: 'the PostgreSQL that comes along',
      found,
      remedy,
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Says the server's version or the kind of failure; never the address, which holds a password. */
async function examineGiven(variable: string, url: string): Promise<Finding> {
  const finding = { check: variable, ja: `PostgreSQL（${variable}）`, en: `PostgreSQL (${variable})` }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(
      `select current_setting('server_version_num') as version`,
    )
    const major = Math.floor(Number(rows[0]?.version) / 10_000)
    const remedy = {
      ja: `PostgreSQL ${oldestMajor} 以上が必要です`,
      en: `PostgreSQL ${oldestMajor} or later is needed`,
    }
    return { ...finding, state: major >= oldestMajor ? 'good' : 'wrong', found: String(major), remedy }
  } catch (fault) {
    const found = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unreachable'
    const remedy = {
      ja: `${variable} と、サーバーが動いているかを確かめてください`,
      en: `Check ${variable}, and that the server runs`,
    }
    return { ...finding, state: 'wrong', found, remedy }
  } finally {
    await client.end().catch(() => undefined)
  }
}
