import type { Config } from '../platform/config/index.ts'
import { databasesOf, openPool } from '../platform/database/index.ts'
import { rotateCityKey, type RotationOutcome } from '../platform/keys/index.ts'
import type { DatabaseAddresses } from './open-tenants.ts'
import { databaseSecret, ringFileOf } from './secrets.ts'

export interface Rotation {
  tenant: string
  outcome: RotationOutcome
}

/** Renews the city key of every tenant of this installation, while the service runs. */
export async function rotateKeysOf(
  config: Config,
  admin: DatabaseAddresses,
  onProgress: (tenant: string, rewrapped: number) => void,
): Promise<Rotation[]> {
  const secret = await databaseSecret(config.dataDirectory)
  const outcomes: Rotation[] = []
  for (const { id } of config.tenants) {
    const { keystore } = databasesOf({
      dataAdmin: admin.data,
      keystoreAdmin: admin.keystore,
      tenant: id,
      secret,
    })
    const pool = openPool({ url: keystore.keystore, name: 'azukari-rotate', max: 2 })
    try {
      const report = (rewrapped: number) => onProgress(id, rewrapped)
      const outcome = await rotateCityKey({ pool, ringFile: ringFileOf(config, id), onProgress: report })
      outcomes.push({ tenant: id, outcome })
    } finally {
      await pool.end()
    }
  }
  return outcomes
}
