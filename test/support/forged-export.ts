/** Exports that are not as a city wrote them; signed anew, as only somebody with the key of the log could. */
import { randomUUID } from 'node:crypto'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { recipientsOf } from '../../src/backup/identity.ts'
import { writeSealed } from '../../src/backup/sealed-file.ts'
import { sha256Of } from '../../src/portability/export-city.ts'
import type { Manifest } from '../../src/portability/manifest.ts'
import { findVoucher } from '../../src/proof/index.ts'
import { manifestIn, textsIn, type LeavingCity } from './leaving-city.ts'

export async function copyOf(folder: string): Promise<string> {
  const copy = join(dirname(folder), randomUUID())
  await cp(folder, copy, { recursive: true })
  return copy
}

/** One bit in the middle of a file. */
export async function flipBit(folder: string, file: string): Promise<void> {
  const bytes = await readFile(join(folder, file))
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(join(folder, file), bytes)
}

type Changed = Record<string, unknown> & Pick<Manifest, 'files'>

/** The manifest changed, and vouched for by the city itself. */
export async function signAnew(
  city: LeavingCity,
  folder: string,
  change: (manifest: Changed) => Record<string, unknown>,
): Promise<void> {
  const written = JSON.stringify(change((await manifestIn(folder)) as Changed), null, 2)
  const voucher = await findVoucher(city.owner, city.tenant)
  await writeFile(join(folder, 'manifest.json'), written)
  await writeFile(join(folder, 'manifest.note'), voucher!.vouchFor(sha256Of(written)))
}

/** A file with other lines, so that hash and signature are right. `lines`: what the manifest says of their number. */
export async function rewrite(
  city: LeavingCity,
  folder: string,
  kind: string,
  change: (lines: string[]) => string[],
  counted = true,
): Promise<void> {
  const text = (await textsIn(folder, city.identities)).get(kind) ?? ''
  const lines = change(text.split('\n').slice(0, -1))
  const file = `${kind}.ndjson.zst.age`
  await rm(join(folder, file))
  const recipients = await recipientsOf(city.identities)
  const plain = Readable.from([Buffer.from(lines.map((line) => `${line}\n`).join(''))], { objectMode: false })
  const written = await writeSealed(plain, join(folder, file), recipients)
  await signAnew(city, folder, (manifest) => ({
    ...manifest,
    files: manifest.files.map((one) =>
      one.name === kind ? { ...one, ...written, ...(counted ? { lines: lines.length } : {}) } : one,
    ),
  }))
}
