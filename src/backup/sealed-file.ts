import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'

export interface WrittenFile {
  bytes: number
  /** Of the file as it lies there, in hex. */
  sha256: string
}

/**
 * Packs (zstd), encrypts (age, so that any age program opens it in an emergency) and writes a stream, in memory that
 * does not grow with it, and has it on the disk when it resolves. What is sealed in the vault does not pack, all else
 * does, and the hex digits in which PostgreSQL writes bytes pack back to their half.
 */
export async function writeSealed(
  source: Readable,
  file: string,
  recipients: readonly string[],
): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(
    source,
    createZstdCompress(),
    (packed: AsyncIterable<Uint8Array>) => encrypted(packed, recipients),
    counted,
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  )
  return { bytes, sha256: hash.digest('hex') }
}

/** The other way round. @throws when no identity opens it, or a bit is not as it was written */
export async function readSealed(file: string, identities: readonly string[], into: Writable): Promise<void> {
  await pipeline(
    createReadStream(file),
    (sealed: AsyncIterable<Uint8Array>) => decrypted(sealed, identities),
    createZstdDecompress(),
    into,
  )
}

export async function hashOfFile(file: string): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    hash.update(chunk)
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function* encrypted(plain: AsyncIterable<Uint8Array>, recipients: readonly string[]) {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  yield* await encrypter.encrypt(streamOf(plain))
}

async function* decrypted(sealed: AsyncIterable<Uint8Array>, identities: readonly string[]) {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  yield* await decrypter.decrypt(streamOf(sealed))
}

/** As the web's streams, which the library speaks. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => void (await iterator.return?.()),
  })
}
