import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** What a backup is of: a city's data, or its key store. Never both. */
export type BackupKind = 'data' | 'keys'

/** `consent.grants`, also quoted; what becomes part of a statement and of a file's name is no longer than that. */
const name = z.string().regex(/^("?[a-z][a-z0-9_]{0,62}"?)\.("?[a-z][a-z0-9_]{0,62}"?)$/)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)

export const manifestSchema = z.strictObject({
  format: z.literal(1),
  kind: z.enum(['data', 'keys']),
  tenant: z.string().regex(/^[a-z0-9_]{1,20}$/),
  /** By the clock of the machine that took it, just before the snapshot. */
  takenAt: z.iso.datetime(),
  /** Version of Azukari, and of the PostgreSQL it read from. */
  program: z.string().max(50),
  postgres: z.string().max(50),
  migrations: z
    .array(z.strictObject({ number: count, name: z.string().max(100), sha256 }))
    .min(1)
    .max(10_000),
  tables: z
    .array(
      z.strictObject({
        name,
        columns: z.array(z.string().regex(/^"?[a-z][a-z0-9_]{0,62}"?$/)).min(1),
        file: z.string().regex(/^[a-z][a-z0-9_.]{0,130}\.age$/),
        rows: count,
        bytes: count,
        sha256,
      }),
    )
    .max(1_000),
  sequences: z
    .array(
      z.strictObject({
        name,
        last: z
          .string()
          .regex(/^-?\d{1,19}$/)
          .nullable(),
      }),
    )
    .max(1_000),
  /** The newest of the log in the same snapshot; null before the log began, and in a backup of keys. */
  checkpoint: z.strictObject({ size: count, note: z.string().max(10_000) }).nullable(),
})

export type Manifest = z.infer<typeof manifestSchema>

/**
 * Who can write into the place where backups lie can write one of their own, for the key they are encrypted to is
 * public. So the manifest carries an HMAC under a secret of the city's key store, and names the hash of every file.
 */
export function sealOfManifest(manifest: string, secret: Uint8Array): string {
  const hash = createHash('sha256').update(manifest).digest('hex')
  const seal = createHmac('sha256', secret).update('azukari/backup\0').update(manifest).digest('hex')
  return `sha256 ${hash}\nhmac ${seal}\n`
}

/** Whether the hash in a seal is the manifest's: says nothing about who wrote it, and needs no secret. */
export function isIntact(manifest: string, seal: string): boolean {
  const hash = createHash('sha256').update(manifest).digest('hex')
  return seal.startsWith(`sha256 ${hash}\n`)
}

export function isAuthentic(manifest: string, seal: string, secret: Uint8Array): boolean {
  const expected = Buffer.from(sealOfManifest(manifest, secret))
  const found = Buffer.from(seal)
  return found.length === expected.length && timingSafeEqual(found, expected)
}
