import { Archive, type ArchiveEntry } from '../archive.ts'
import type { ByteSource } from '../byte-source.ts'
import { SampleCollector } from '../collect-samples.ts'
import { importLimits } from '../limits.ts'
import type { Pauses } from '../pauses.ts'
import type { Reading } from '../reading.ts'
import { recognise } from '../recognise.ts'
import { Refused } from '../refused.ts'
import type { LocalDay } from '../../../kernel/index.ts'
import { takeAttachment } from './attachments.ts'
import { readHealthData } from './read-health-data.ts'

/** Bytes to look at and entries to look into for the root element, which follows the DTD. */
const peekBytes = 64 * 1024
const candidates = 20

/** Reads a bare `export.xml`. Throws `Refused`. */
export async function readAppleXml(file: ByteSource, now: Date, pauses: Pauses): Promise<Reading> {
  const collector = new SampleCollector(now)
  const bytes = file.stream() as AsyncIterable<Buffer>
  const { birthDate } = await readHealthData(bytes, collector, { pauses, attachmentsFollow: false })
  return finished(collector, birthDate, pauses)
}

/** Reads `export.zip` with its attachments. Throws `Refused`. */
export async function readAppleArchive(file: ByteSource, now: Date, pauses: Pauses): Promise<Reading> {
  const archive = await Archive.open(file)
  try {
    const main = await findHealthData(archive)
    const collector = new SampleCollector(now)
    const options = { pauses, attachmentsFollow: true }
    const { birthDate } = await readHealthData(archive.read(main), collector, options)
    await takeAttachments(archive, main, collector, pauses)
    return await finished(collector, birthDate, pauses)
  } finally {
    archive.close()
  }
}

async function takeAttachments(
  archive: Archive,
  main: ArchiveEntry,
  collector: SampleCollector,
  pauses: Pauses,
): Promise<void> {
  let taken = 0
  for (const entry of archive.entries) {
    if (entry === main) continue
    if (++taken > importLimits.documents) collector.tally.add('…', 'too-many')
    else await takeAttachment(archive, entry, collector)
    await pauses.after(entry.size)
  }
}

/** The XML whose root is HealthData, whatever it is called: 「書き出したデータ.xml」 on a Japanese phone. */
async function findHealthData(archive: Archive): Promise<ArchiveEntry> {
  const xml = archive.entries.filter(({ name }) => /\.xml$/i.test(name)).slice(0, candidates)
  let isWide = false
  for (const entry of xml) {
    const first = await archive.peek(entry, peekBytes)
    if (/<(?:!DOCTYPE\s+)?HealthData[\s>[]/.test(first.toString('latin1'))) return entry
    isWide ||= recognise(first) === 'wrong-encoding'
  }
  throw new Refused(isWide ? 'wrong-encoding' : 'no-health-data')
}

async function finished(
  collector: SampleCollector,
  birthDate: LocalDay | null,
  pauses: Pauses,
): Promise<Reading> {
  const { days, counts } = await collector.finish(pauses)
  return {
    format: 'apple-health',
    owner: { birthDate, names: [] },
    days,
    counts,
    leftOut: collector.tally.lines(),
  }
}
