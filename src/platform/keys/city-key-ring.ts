import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import { syncFolderOf } from '../durable-file.ts'
import { openBytes, sealBytes } from './sealing.ts'

const ringSchema = z.object({
  current: z.string(),
  keys: z.record(
    z.string().regex(/^[a-z0-9-]{1,32}$/),
    z.string().transform((text, context) => {
      const key = Buffer.from(text, 'base64')
      if (key.length !== 32) context.addIssue('a city key is 32 bytes of base64')
      return createSecretKey(key)
    }),
  ),
})

/**
 * The city keys: each wraps the keys of owners in the key store. New keys are wrapped by the current one; the older
 * ones stay until everything is rewrapped. The ring is a file (mode 0600), in no database.
 */
export class CityKeyRing {
  readonly currentId: string
  readonly #keys: ReadonlyMap<string, KeyObject>

  constructor(currentId: string, keys: ReadonlyMap<string, KeyObject>) {
    if (!keys.has(currentId)) throw new Error(`city key ${currentId} is not in the ring`)
    this.currentId = currentId
    this.#keys = keys
  }

  static fresh(): CityKeyRing {
    const id = newKeyId()
    return new CityKeyRing(id, new Map([[id, newKey()]]))
  }

  /** A ring with one more key, which is the current one from then on. */
  withNewKey(): CityKeyRing {
    const id = newKeyId()
    return new CityKeyRing(id, new Map([...this.#keys, [id, newKey()]]))
  }

  /** A ring with nothing but the current key; call it only when no wrapped key names an older one. */
  withoutOldKeys(): CityKeyRing {
    return new CityKeyRing(this.currentId, new Map([[this.currentId, this.#keyOf(this.currentId)]]))
  }

  get size(): number {
    return this.#keys.size
  }

  has(id: string): boolean {
    return this.#keys.has(id)
  }

  wrap(key: Uint8Array, context: string): { cityKeyId: string; wrapped: Buffer } {
    return { cityKeyId: this.currentId, wrapped: sealBytes(this.#keyOf(this.currentId), key, context) }
  }

  unwrap(cityKeyId: string, wrapped: Uint8Array, context: string): Buffer {
    return openBytes(this.#keyOf(cityKeyId), wrapped, context)
  }

  #keyOf(id: string): KeyObject {
    const key = this.#keys.get(id)
    if (!key) throw new Error(`city key ${id} is not in the ring`)
    return key
  }

  /** Written beside, put on the disk and renamed: a crash or a power cut leaves the old ring or the new one. */
  async save(file: string): Promise<void> {
    const beside = `${file}.${newKeyId()}`
    const handle = await open(beside, 'wx', 0o600)
    try {
      // The umask can only take from the mode; `chmod` makes it exactly 0600.
      await handle.chmod(0o600)
      await handle.writeFile(this.toText())
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
    await syncFolderOf(file)
  }

  static async load(file: string): Promise<CityKeyRing> {
    return CityKeyRing.parse(await readFile(file, 'utf8'))
  }

  /** @throws for what is not the text of a ring */
  static parse(text: string): CityKeyRing {
    const { current, keys } = ringSchema.parse(JSON.parse(text))
    return new CityKeyRing(current, new Map(Object.entries(keys)))
  }

  /** What the file holds: every key in clear. */
  toText(): string {
    const keys = Object.fromEntries([...this.#keys].map(([id, key]) => [id, key.export().toString('base64')]))
    return JSON.stringify({ current: this.currentId, keys })
  }
}

function newKey(): KeyObject {
  return createSecretKey(randomBytes(32))
}

function newKeyId(): string {
  return `city-${randomBytes(6).toString('hex')}`
}
