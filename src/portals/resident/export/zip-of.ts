import { finished, PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export type Pieces = () => AsyncIterable<string>

/**
 * A zip of these files, each written while it is read: no file is begun before the one in front of it has left. It is over for
 * its reader only when `beforeEnd` is done.
 */
export function zipOf(
  files: readonly (readonly [string, Pieces])[],
  mtime: Date,
  beforeEnd: () => Promise<void> = () => Promise.resolve(),
): Readable {
  const zip = new ZipFile()
  const flush = (done: (fault?: Error) => void) => void beforeEnd().then(() => done(), done)
  const out = zip.outputStream.pipe(new PassThrough({ flush }))
  let open: Readable | undefined
  for (const [file, pieces] of files)
    zip.addReadStreamLazy(file, { mtime }, (answer) => {
      open = Readable.from(pieces(), { objectMode: false })
      open.on('error', (fault) => out.destroy(fault))
      answer(null, open)
    })
  zip.on('error', (fault: Error) => out.destroy(fault))
  // Whoever breaks off leaves nothing half read behind.
  finished(out, () => open?.destroy())
  zip.end()
  return out
}
