import { StartProblem, type Told } from '../platform/start-problem.ts'

const unreachable = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ECONNRESET',
  '57P03',
]
/** PostgreSQL, appendix A: invalid_password and invalid_authorization_specification. */
const turnedAway = ['28P01', '28000']
/** Database, schema, table or column that is not there; a right that migrating would have given. */
const unprepared = ['3D000', '3F000', '42P01', '42703', '42501']

/** @throws StartProblem in place of a database's fault that the operator can put right */
export async function namingDatabaseProblems<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (fault) {
    const told = databaseProblem(fault)
    throw told ? new StartProblem(told) : fault
  }
}

/** Undefined where it is no such fault. Names its code, never the address, which holds a password. */
export function databaseProblem(fault: unknown): Told | undefined {
  if (!(fault instanceof Error) || !('code' in fault) || typeof fault.code !== 'string') return undefined
  const { code } = fault
  if (unreachable.includes(code))
    return {
      ja: `データベースにつながりません（${code}）。DATABASE_URL と AZUKARI_KEYSTORE_URL が正しいか、サーバーが動いているかを確かめてください。azukari doctor で調べられます。`,
      en: `The database cannot be reached (${code}). Check DATABASE_URL and AZUKARI_KEYSTORE_URL, and that the servers run; azukari doctor looks into it.`,
    }
  if (turnedAway.includes(code))
    return {
      ja: `データベースが接続を断りました（${code}）。migrate・seed・rotate-keys なら DATABASE_URL と AZUKARI_KEYSTORE_URL の管理者の名前とパスワードを確かめてください。serve なら、同じ AZUKARI_DATA で先に azukari migrate を実行してください。`,
      en: `The database turned the login away (${code}). For migrate, seed and rotate-keys check the administrator’s name and password in DATABASE_URL and AZUKARI_KEYSTORE_URL; for serve, run azukari migrate with the same AZUKARI_DATA first.`,
    }
  // PostgreSQL, appendix A: read_only_sql_transaction.
  if (code === '25006')
    return {
      ja: 'このデータベースは2台目（控え）なので、書けません。1台目が失われたときは、azukari promote を実行してください。',
      en: 'This database is a standby and cannot be written. When the first machine is lost, run azukari promote.',
    }
  if (unprepared.includes(code))
    return {
      ja: `データベースがこの版のために用意されていません（${code}）。先に azukari migrate（市民がいるなら azukari upgrade）を、管理者として実行してください。`,
      en: `The database is not prepared for this version (${code}). Run azukari migrate first (azukari upgrade where there are residents), as an administrator.`,
    }
  return undefined
}
