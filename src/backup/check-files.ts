import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isIntact, manifestSchema, type BackupKind, type Manifest } from './manifest.ts'
import { manifestFile, sealFile } from './place.ts'
import { hashOfFile } from './sealed-file.ts'

/** A backup whose every byte is as it was written. By whom, only its seal says (`isAuthentic`). */
export interface CheckedBackup {
  folder: string
  manifest: Manifest
  /** As they lie there, for the seal. */
  written: string
  seal: string
}

export type CheckOutcome =
  | ({ ok: true } & CheckedBackup)
  /** Files that are missing, or of which a bit is not as it was written. */
  | { ok: false; damaged: string[] }

/** Reads every byte. Needs no secret, so it can be done wherever the backup lies. */
export async function checkFiles(folder: string, kind: BackupKind): Promise<CheckOutcome> {
  const [written, seal] = await Promise.all([read(folder, manifestFile), read(folder, sealFile)])
  if (written === undefined || seal === undefined)
    return { ok: false, damaged: written === undefined ? [manifestFile] : [sealFile] }
  if (!isIntact(written, seal)) return { ok: false, damaged: [`${manifestFile}, ${sealFile}`] }
  const parsed = manifestSchema.safeParse(JSON.parse(written))
  if (!parsed.success || parsed.data.kind !== kind) return { ok: false, damaged: [manifestFile] }
  const damaged: string[] = []
  for (const table of parsed.data.tables) {
    const found = await hashOfFile(join(folder, table.file)).catch(() => undefined)
    if (found?.sha256 !== table.sha256 || found.bytes !== table.bytes) damaged.push(table.file)
  }
  return damaged.length > 0
    ? { ok: false, damaged }
    : { ok: true, folder, manifest: parsed.data, written, seal }
}

/** Undefined where it is not there or may not be read. */
async function read(folder: string, file: string): Promise<string | undefined> {
  return readFile(join(folder, file), 'utf8').catch(() => undefined)
}
