import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'

const open = promisify<Buffer, yauzl.Options, ZipFile>(yauzl.fromBuffer)

/** Every file of a zip that was sent, by its name; throws for one that is cut off or holds a wrong byte. */
export async function unzip(sent: Buffer): Promise<Map<string, string>> {
  const zip = await open(sent, { lazyEntries: true })
  const read = promisify(
    zip.openReadStream.bind(zip) as (
      entry: Entry,
      done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
    ) => void,
  )
  const files = new Map<string, string>()
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => resolve(files))
    zip.on('entry', (entry: Entry) => {
      read(entry)
        .then(buffer)
        .then((content) => {
          files.set(entry.fileName, content.toString('utf8'))
          zip.readEntry()
        }, reject)
    })
    zip.readEntry()
  })
}
