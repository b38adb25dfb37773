import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { checkLog, isWhole, type Audit, type RecordFault } from '../audit/index.ts'
import { openTenants, type DatabaseAddresses, type OpenTenant } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { createLog } from '../platform/log.ts'
import { StartProblem, type Told } from '../platform/start-problem.ts'
import { checkpointsIn, keysOfLog, originOf, type TreeFault } from '../proof/index.ts'
import { withStoredCities } from './configured.ts'

/** `azukari verify-log`: the whole log, held against its records and against checkpoints kept elsewhere. */
export function verifyLogCommand(): Command {
  return new Command('verify-log')
    .description(
      '透明性ログの全体を、記録と照らし合わせる · hold the whole log against its records, and against checkpoints kept elsewhere',
    )
    .option(
      '--checkpoint <files...>',
      '手元に残したチェックポイント（いくつ入ったファイルでも） · checkpoints you have kept, any number in a file',
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action(({ checkpoint = [], json }: { checkpoint?: string[]; json?: true }) =>
      withStoredCities(async (config, databases) => {
        const outside = (await Promise.all(checkpoint.map(readCheckpoints))).flat()
        const audits = await auditAll(config, databases, outside)
        if (json) console.log(JSON.stringify(audits))
        else for (const audited of audits) console.log(told(audited))
        return audits.every(isWhole) ? 0 : 1
      }),
    )
}

/** A checkpoint from a file, or what stands there in place of one; and of which log that file is. */
interface Outside {
  note: string
  origin: string | undefined
}

interface Audited extends Audit {
  tenant: string
}

async function auditAll(
  config: Config,
  databases: DatabaseAddresses,
  outside: Outside[],
): Promise<Audited[]> {
  const tenants = await openTenants(config, databases, 'verify-log', createLog('warn', process.stderr))
  const audited: Audited[] = []
  try {
    const origins = await Promise.all(tenants.map(originOfLog))
    // Before the walks, which may take long.
    if (outside.some(({ origin = '' }) => !origins.includes(origin))) throw new StartProblem(ofNoCity)
    for (const [index, tenant] of tenants.entries()) {
      const ofThisCity = outside.filter(({ origin }) => origin === origins[index])
      const notes = ofThisCity.map(({ note }) => note)
      const found = await checkLog(tenant, notes, (what, count) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${tenant.id}: ${what} ${String(count)}`)
      })
      audited.push({ tenant: tenant.id, ...found })
    }
  } finally {
    for (const tenant of tenants) await tenant.close()
  }
  return audited
}

/** Which log a city's is; null before it has begun. */
async function originOfLog({ database }: OpenTenant): Promise<string | null> {
  const [key] = await keysOfLog(database)
  return key?.verifier.name ?? null
}

const ofNoCity = {
  ja: '--checkpoint に、ここの都市のチェックポイントではないものがあります。',
  en: '--checkpoint was given something that is no checkpoint of a city here.',
}

/** What cannot be read goes with the first that can, so that it is named beside the log it stands for. */
async function readCheckpoints(file: string): Promise<Outside[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new StartProblem({
      ja: `${file}: ファイルがないか、読む権限がありません。`,
      en: `${file}: there is no such file, or it may not be read.`,
    })
  })
  const { notes, unreadable } = checkpointsIn(text)
  const origins = notes.map(originOf)
  return [
    ...notes.map((note, at) => ({ note, origin: origins[at] })),
    ...(notes.length > 0 ? unreadable : [text]).map((note) => ({ note, origin: origins[0] })),
  ]
}

const words: Record<(TreeFault | RecordFault)['because'], Told> = {
  'leaf-missing': { ja: 'ログの番号が抜けています', en: 'a leaf of the log is missing' },
  'subtree-changed': {
    ja: 'この番号からの記録か、その部分木が変えられています',
    en: 'leaves from here on, or the subtree over them, were changed',
  },
  'checkpoint-wrong': {
    ja: 'チェックポイントの署名が正しくありません',
    en: 'the checkpoint is not signed by a key of the log',
  },
  'root-changed': {
    ja: '署名のあとで、この大きさまでの記録が変えられています',
    en: 'leaves before this size were changed after it was signed',
  },
  'log-shorter': {
    ja: '署名された大きさより、ログが短くなっています',
    en: 'the log is shorter than a checkpoint that was signed',
  },
  'checkpoint-missing': {
    ja: 'ログの終わりに、署名がありません',
    en: 'the log ends here, and no checkpoint says so',
  },
  'key-wrong': {
    ja: 'この番号の鍵は、ログの鍵ではありません',
    en: 'the key of this number is not the log’s: nothing vouches for it',
  },
  'not-in-the-log': { ja: '記録がログにありません', en: 'the log has no leaf of this record' },
  'record-changed': {
    ja: '記録が、書かれたあとで変えられています',
    en: 'the record was changed after it was written',
  },
  'commitment-changed': {
    ja: '記録に添えた値が変えられています',
    en: 'the hash beside the record was changed',
  },
  'cannot-be-opened': {
    ja: '鍵がなく、消したという記録もありません',
    en: 'its key is gone, and no erasure says why',
  },
  'key-is-back': {
    ja: '消したはずの鍵があります。サービスを起動すれば消えます',
    en: 'a key that was destroyed is there again; starting the service destroys it',
  },
}

function told(audited: Audited): string {
  const { tenant, leaves, records, lost, withoutRecord, overdue, overdueLeaves, faults } = audited
  const mark = isWhole(audited) ? '✓' : '✗'
  return [
    `${mark} ${tenant}: ログ ${String(leaves)} 件、記録 ${String(records)} 件 · ${String(leaves)} leaves, ${String(records)} records`,
    ...(lost > 0
      ? [
          `  バックアップから戻したときに失われた記録 ${String(lost)} 件 · records that were lost in a restore`,
        ]
      : []),
    ...(withoutRecord > 0
      ? [`  → 記録がなくなったもの ${String(withoutRecord)} 件 · leaves whose record is gone`]
      : []),
    ...(overdue > 0
      ? [`  → 約束の時刻を過ぎて待つもの ${String(overdue)} 件 · commitments that wait longer than promised`]
      : []),
    ...overdueLeaves.map(({ kind, leafId }) => `    ${kind} ${leafId}`),
    ...faults.map((fault) => {
      const { ja, en } = words[fault.because]
      return `  → ${'leafId' in fault ? `${fault.kind} ${fault.leafId}` : String(fault.at ?? '')} ${ja}。 ${en}`
    }),
  ].join('\n')
}
