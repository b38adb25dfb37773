import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { StartProblem } from '../platform/start-problem.ts'

/**
 * Makes the two halves that backups are encrypted with (age, X25519). The **identity** opens them and belongs away from
 * the machine that makes them; the recipient is public.
 * @returns the recipient. @throws when the file is there already
 */
export async function makeIdentity(file: string): Promise<string> {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (fault: NodeJS.ErrnoException) => {
      throw fault.code === 'EEXIST' ? new StartProblem(isThere(file)) : fault
    },
  )
  return recipient
}

/** The identities in a file as `age-keygen` writes it. @throws StartProblem where there are none */
export async function readIdentities(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const identities = text.split(/\s*\n/).filter((line) => /^AGE-SECRET-KEY-1[0-9A-Z]+$/.test(line.trim()))
  if (identities.length === 0) throw new StartProblem(holdsNone(file))
  return identities.map((line) => line.trim())
}

export async function recipientsOf(identities: readonly string[]): Promise<string[]> {
  return Promise.all(identities.map((identity) => identityToRecipient(identity)))
}

/** @throws StartProblem naming the first that is no recipient: a letter mistyped, mostly */
export function requireRecipients(recipients: readonly string[]): readonly string[] {
  for (const recipient of recipients) {
    try {
      new Encrypter().addRecipient(recipient)
    } catch {
      throw new StartProblem(isNoRecipient(recipient))
    }
  }
  return recipients
}

/** Where the demo, which has nobody to keep it elsewhere, keeps its own. */
export function demoIdentityFile(dataDirectory: string): string {
  return join(dataDirectory, 'secrets', 'backup-identity.txt')
}

function isThere(file: string) {
  return {
    ja: `${file} はもうあります。上書きすると、いままでのバックアップが開けなくなります。別の名前にしてください。`,
    en: `${file} is there already; overwritten, the backups so far could not be opened. Choose another name.`,
  }
}

function holdsNone(file: string) {
  return {
    ja: `${file} にバックアップを開く鍵（AGE-SECRET-KEY-1…）がありません。--identity で、azukari backup-identity が作ったファイルを指定してください。`,
    en: `${file} holds no key that opens backups (AGE-SECRET-KEY-1…). Name with --identity the file that azukari backup-identity made.`,
  }
}

function isNoRecipient(recipient: string) {
  return {
    ja: `${recipient} は age の公開鍵ではありません。azukari backup-identity が表示した age1… をそのまま書いてください。`,
    en: `${recipient} is no age public key. Give the age1… that azukari backup-identity printed, as it is.`,
  }
}
