import { existsSync } from 'node:fs'
import { Option } from 'commander'
import {
  demoIdentityFile,
  makeIdentity,
  readIdentities,
  recipientsOf,
  requireRecipients,
} from '../../backup/index.ts'
import type { Config } from '../../platform/config/index.ts'
import { StartProblem } from '../../platform/start-problem.ts'

const gather = (typed: string, before: readonly string[]) => [...before, typed]

export function recipientOption(): Option {
  return new Option(
    '--recipient <age1...>',
    '開ける人の公開鍵（くり返し可） · who can open it; may be repeated',
  )
    .argParser(gather)
    .default([], 'AZUKARI_BACKUP_RECIPIENTS')
}

export function identityOption(): Option {
  return new Option('--identity <file>', 'バックアップを開く鍵のファイル · the file that opens backups')
}

/** The identities that were named, in the demo else its own. */
export function chosenIdentities(
  { mode, dataDirectory }: Config,
  given: string | undefined,
): Promise<string[]> {
  if (given !== undefined) return readIdentities(given)
  if (mode === 'demo') return readIdentities(demoIdentityFile(dataDirectory))
  throw new StartProblem({
    ja: 'バックアップを開く鍵のファイルを --identity で指定してください（azukari backup-identity が作ったもの）。',
    en: 'Name with --identity the file that opens the backups (azukari backup-identity made it).',
  })
}

/** What was typed, else what is set, else, in the demo alone, a pair of its own. */
export async function chosenRecipients(config: Config, typed: readonly string[]): Promise<readonly string[]> {
  const named = typed.length > 0 ? typed : config.backupRecipients
  if (named.length > 0) return requireRecipients(named)
  if (config.mode === 'production') throw new StartProblem(noRecipient)
  const file = demoIdentityFile(config.dataDirectory)
  return existsSync(file) ? recipientsOf(await readIdentities(file)) : [await makeIdentity(file)]
}

const noRecipient = {
  ja: 'だれが開けるバックアップかが決まっていません。azukari backup-identity で鍵を作り、AZUKARI_BACKUP_RECIPIENTS か --recipient に age1… を書いてください。',
  en: 'Nobody is named who can open the backup. Make a key with azukari backup-identity, and give its age1… as AZUKARI_BACKUP_RECIPIENTS or --recipient.',
}
