import { z } from 'zod'
import type { ItemCode } from '../../../catalog/index.ts'
import type { Archive, ArchiveEntry } from '../archive.ts'
import type { SampleCollector } from '../collect-samples.ts'
import { importLimits } from '../limits.ts'
import type { LeftOutReason } from '../left-out.ts'
import type { OwnerInFile } from '../owner-in-file.ts'
import { appleDate } from './dates.ts'
import { takeOwnerOfElectrocardiogram, takeOwnerOfPatient } from './take-owner.ts'

const origin = 'Apple Health'

type Found = { item: ItemCode; atMs: number } | LeftOutReason

/** A point with its coordinates, height and time, and as much again for what an app may add. */
const pointCharacters = 4_000

/** The first point says when a route began. Looked for once: a pattern that begins anew at each point takes minutes. */
function findRoute(text: string): Found {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return 'damaged-record'
  const start = text.indexOf('<trkpt')
  const point = start < 0 ? '' : text.slice(start, start + pointCharacters)
  const time = /<time>([^<]{1,40})<\/time>/.exec(point)?.[1]
  if (time === undefined) return 'date-missing'
  const atMs = Date.parse(time)
  return Number.isNaN(atMs) ? 'damaged-record' : { item: 'location.route', atMs }
}

/** The labels at the head are in the phone's language; the date is not. */
function findElectrocardiogram(text: string, owner: OwnerInFile): Found {
  takeOwnerOfElectrocardiogram(text, owner)
  const time = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}/.exec(text.slice(0, 4_000))?.[0]
  if (time === undefined) return 'date-missing'
  const atMs = appleDate(time)
  return Number.isNaN(atMs) ? 'damaged-record' : { item: 'heart.electrocardiogram', atMs }
}

/** Where FHIR DSTU2 and R4 resources say when something was; the first that is there counts. */
const fhirDates = [
  'effectiveDateTime',
  'performedDateTime',
  'occurrenceDateTime',
  'authoredOn',
  'dateWritten',
  'dateAsserted',
  'date',
  'onsetDateTime',
  'recordedDate',
  'issued',
] as const

const fhirSchema = z.object({
  resourceType: z.string(),
  effectivePeriod: z.object({ start: z.string() }).partial().optional(),
  ...(Object.fromEntries(fhirDates.map((name) => [name, z.string().optional()])) as Record<
    (typeof fhirDates)[number],
    z.ZodOptional<z.ZodString>
  >),
})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function findClinicalRecord(text: string, owner: OwnerInFile): Found {
  const json = parseJson(text)
  takeOwnerOfPatient(json, owner)
  const parsed = fhirSchema.safeParse(json)
  if (!parsed.success) return 'damaged-record'
  const resource = parsed.data
  const given = fhirDates.map((name) => resource[name]).find((date) => date !== undefined)
  const date = given ?? resource.effectivePeriod?.start
  if (date === undefined) return 'date-missing'
  const atMs = Date.parse(date)
  if (Number.isNaN(atMs)) return 'damaged-record'
  const isMedication = resource.resourceType.startsWith('Medication')
  return { item: isMedication ? 'medical.medication' : 'medical.clinical-record', atMs }
}

/** Folder and ending say what an attachment should be; its content decides. */
const kinds = [
  { name: /(?:^|\/)workout-routes\/[^/]+\.gpx$/i, find: findRoute },
  { name: /(?:^|\/)electrocardiograms\/[^/]+\.csv$/i, find: findElectrocardiogram },
  { name: /(?:^|\/)clinical-records\/[^/]+\.json$/i, find: findClinicalRecord },
] as const

function baseNameOf(name: string): string {
  return name.split('/').at(-1) ?? ''
}

/** Folder of an attachment, which says enough and tells nothing about the person. */
function whatIs(name: string): string {
  return name.split('/').at(-2) ?? baseNameOf(name)
}

async function textOf(archive: Archive, entry: ArchiveEntry): Promise<string | undefined> {
  const chunks: Buffer[] = []
  for await (const chunk of archive.read(entry)) chunks.push(chunk)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    return undefined
  }
}

/** Takes one entry that is not the XML itself, and whose it says it is. What it cannot take is tallied with its reason. */
export async function takeAttachment(
  archive: Archive,
  entry: ArchiveEntry,
  collector: SampleCollector,
  owner: OwnerInFile,
): Promise<void> {
  const kind = kinds.find(({ name }) => name.test(entry.name))
  if (kind === undefined) return collector.tally.add(baseNameOf(entry.name), 'other-file')
  const what = whatIs(entry.name)
  if (entry.size > importLimits.documentBytes) return collector.tally.add(what, 'too-large')
  const text = await textOf(archive, entry)
  if (text === undefined) return collector.tally.add(what, 'damaged-record')
  const found = kind.find(text, owner)
  if (typeof found === 'string') return collector.tally.add(what, found)
  const key = { item: found.item, source: 'app', origin, what } as const
  collector.takeDocument(key, { atMs: found.atMs, name: baseNameOf(entry.name), text })
}
