import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { copiedFilesIn, HashedPrefix, piece } from '../platform/second-machine/index.ts'
import { appendSynced } from './copy-folder.ts'

/** Why a journal cannot be merged: it lacks what the copy has, or is not how the copy goes on. */
export type MergeProblem = 'nothing-there' | 'older' | 'another-journal'

/**
 * Whether each file of this city in `from` (the first machine's own disk) is how the copy goes on; then how many bytes are
 * missing here.
 */
export async function weighMerge(
  from: string,
  copy: string,
): Promise<{ ok: true; bytes: number } | { ok: false; because: MergeProblem }> {
  const theirs = await copiedFilesIn(from)
  const ours = await copiedFilesIn(copy)
  if (!theirs.has('stops.journal')) return { ok: false, because: 'nothing-there' }
  let bytes = 0
  for (const [name, length] of ours) {
    if ((theirs.get(name) ?? 0) < length) return { ok: false, because: 'older' }
    const [one, other] = [from, copy].map((directory) => new HashedPrefix(join(directory, name)))
    if ((await one?.of(length)) !== (await other?.of(length)))
      return { ok: false, because: 'another-journal' }
  }
  for (const [name, length] of theirs) bytes += length - (ours.get(name) ?? 0)
  return { ok: true, bytes }
}

/** Adds what is missing here. Broken off, it is weighed and run again. */
export async function merge(from: string, copy: string): Promise<void> {
  const ours = await copiedFilesIn(copy)
  for (const [name, length] of await copiedFilesIn(from)) {
    const handle = await open(join(from, name), 'r')
    try {
      for (let at = ours.get(name) ?? 0; at < length;) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(piece, length - at)), {
          position: at,
        })
        if (bytesRead === 0) throw new Error('the journal became shorter while it was read')
        await appendSynced(join(copy, name), buffer.subarray(0, bytesRead))
        at += bytesRead
      }
    } finally {
      await handle.close()
    }
  }
}
