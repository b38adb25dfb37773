import { randomBytes } from 'node:crypto'
import type { KeyStore } from '../platform/keys/index.ts'

const name = 'backup-manifest'

/** Under which a city's manifests are sealed. It lies in the key store, and so in every backup of the key store. */
export function manifestSecret(keys: KeyStore, now: Date): Promise<Buffer> {
  return keys.serviceSecret(name, () => randomBytes(32), now)
}

/** The same, where it has been made. */
export function findManifestSecret(keys: KeyStore): Promise<Buffer | undefined> {
  return keys.findServiceSecret(name)
}
