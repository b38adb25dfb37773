import { Archive, type ArchiveEntry } from '../archive.ts'
import type { ByteSource } from '../byte-source.ts'
import { SampleCollector } from '../collect-samples.ts'
import { importLimits } from '../limits.ts'
import { OwnerInFile } from '../owner-in-file.ts'
import type { Pauses } from '../pauses.ts'
import type { Reading } from '../reading.ts'
import { recognise } from '../recognise.ts'
import { Refused } from '../refused.ts'
import { takeAttachment } from './attachments.ts'
import { takeOwnerOfClinicalDocument } from './clinical-document.ts'
import { readHealthData } from './read-health-data.ts'

/** Bytes to look at and entries to look into for the root element, which follows the DTD. */
const peekBytes = 64 * 1024
const candidates = 20

/** What is gathered from all parts of one export. */
interface Gathered {
  collector: SampleCollector
  owner: OwnerInFile
}

/** Reads a bare `export.xml`. Throws `Refused`. */
export async function readAppleXml(file: ByteSource, now: Date, pauses: Pauses): Promise<Reading> {
  const gathered = { collector: new SampleCollector(now), owner: new OwnerInFile() }
  const bytes = file.stream() as AsyncIterable<Buffer>
  await readHealthData(bytes, gathered, { pauses, attachmentsFollow: false })
  return finished(gathered, pauses)
}

/** Reads `export.zip` with its attachments. Throws `Refused`. */
export async function readAppleArchive(file: ByteSource, now: Date, pauses: Pauses): Promise<Reading> {
  const archive = await Archive.open(file)
  try {
    const main = await findHealthData(archive)
    const gathered = { collector: new SampleCollector(now), owner: new OwnerInFile() }
    await readHealthData(archive.read(main), gathered, { pauses, attachmentsFollow: true })
    await takeClinicalDocuments(archive, main, gathered.owner, pauses)
    await takeAttachments(archive, main, gathered, pauses)
    return await finished(gathered, pauses)
  } finally {
    archive.close()
  }
}

/** Only for whose they are: what they say about health stands in the XML as well. */
async function takeClinicalDocuments(
  archive: Archive,
  main: ArchiveEntry,
  owner: OwnerInFile,
  pauses: Pauses,
): Promise<void> {
  for (const entry of xmlIn(archive)) {
    if (entry === main) continue
    const head = await archive.head(entry, importLimits.clinicalDocumentBytes)
    takeOwnerOfClinicalDocument(head, owner)
    await pauses.after(head.length)
  }
}

async function takeAttachments(
  archive: Archive,
  main: ArchiveEntry,
  { collector, owner }: Gathered,
  pauses: Pauses,
): Promise<void> {
  let taken = 0
  for (const entry of archive.entries) {
    if (entry === main) continue
    if (++taken > importLimits.documents) collector.tally.add('…', 'too-many')
    else await takeAttachment(archive, entry, collector, owner)
    await pauses.after(entry.size)
  }
}

function xmlIn(archive: Archive): ArchiveEntry[] {
  return archive.entries.filter(({ name }) => /\.xml$/i.test(name)).slice(0, candidates)
}

/** The XML whose root is HealthData, whatever it is called: 「書き出したデータ.xml」 on a Japanese phone. */
async function findHealthData(archive: Archive): Promise<ArchiveEntry> {
  let isWide = false
  for (const entry of xmlIn(archive)) {
    const first = await archive.peek(entry, peekBytes)
    if (/<(?:!DOCTYPE\s+)?HealthData[\s>[]/.test(first.toString('latin1'))) return entry
    isWide ||= recognise(first) === 'wrong-encoding'
  }
  throw new Refused(isWide ? 'wrong-encoding' : 'no-health-data')
}

async function finished({ collector, owner }: Gathered, pauses: Pauses): Promise<Reading> {
  const { days, counts } = await collector.finish(pauses)
  return { format: 'apple-health', owner: owner.found(), days, counts, leftOut: collector.tally.lines() }
}
