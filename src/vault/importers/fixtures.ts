/** Files made up for the tests. No person stands behind them. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { FitBaseType, FitEncoder, type FitEncoderField } from 'fit-file-parser'
import { ZipFile } from 'yazl'
import type { ByteSource } from './byte-source.ts'

/** A file in memory, delivered in small pieces so that every boundary is met. */
export function memoryFile(content: Uint8Array | string, pieceBytes = 1000): ByteSource {
  const bytes = Buffer.from(content as string)
  function* pieces(start: number, end: number) {
    for (let at = start; at < end; at += pieceBytes) yield bytes.subarray(at, Math.min(end, at + pieceBytes))
  }
  return {
    name: 'test',
    size: bytes.length,
    stream: (start = 0, end = bytes.length) => Readable.from(pieces(start, end), { objectMode: false }),
  }
}

/** The head of a real export: Apple writes its DTD into every file. */
export const appleDoctype = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 13 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record
  type          CDATA #REQUIRED
  startDate     CDATA #REQUIRED
>
<!-- Note: Any Records that appear as children of a correlation also appear as top-level records. -->
]>
`

/** An export around these elements; born 1990-02-02. */
export function appleXml(...elements: string[]): string {
  return `${appleDoctype}<HealthData locale="ja_JP">
 <ExportDate value="2026-11-01 09:00:00 +0900"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth="1990-02-02"/>
 ${elements.join('\n ')}
</HealthData>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** One element with attributes; `null` leaves an attribute out. */
export function element(name: string, attributes: Record<string, string | null>, inner = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(value ?? '')}"`)
  return `<${name}${written.join('')}>${inner}</${name}>`
}

/** A record of 1,000 steps on 1 October 2026, unless told otherwise. */
export function record(change: Record<string, string | null> = {}, inner = ''): string {
  const steps = {
    type: 'HKQuantityTypeIdentifierStepCount',
    sourceName: 'iPhone',
    unit: 'count',
    startDate: '2026-10-01 08:00:00 +0900',
    endDate: '2026-10-01 08:10:00 +0900',
    value: '1000',
  }
  return element('Record', { ...steps, ...change }, inner)
}

/** A zip of these entries. */
export async function zipOf(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content as string), name)
  zip.end()
  return buffer(zip.outputStream)
}

/** FIT message and field numbers of the profile, for the few that the tests write. */
export const fitProfile = {
  fileId: { message: 0, type: 0, manufacturer: 1, product: 2 },
  userProfile: { message: 3, friendlyName: 0 },
  record: { message: 20, time: 253, latitude: 0, longitude: 1, heartRate: 3 },
  session: { message: 18, time: 253, startTime: 2, sport: 5, distance: 9, calories: 11 },
  weightScale: { message: 30, time: 253, weight: 0, fat: 1, person: 12 },
  monitoringInfo: { message: 103, time: 253, localTime: 0 },
  monitoring: { message: 55, time: 253, cycles: 3, activity: 5 },
} as const

export const uint8 = (number: number, value: number): FitEncoderField => ({
  number,
  size: 1,
  baseType: FitBaseType.Uint8,
  value,
})
export const enumeration = (number: number, value: number): FitEncoderField => ({
  number,
  size: 1,
  baseType: FitBaseType.Enum,
  value,
})
export const uint16 = (number: number, value: number): FitEncoderField => ({
  number,
  size: 2,
  baseType: FitBaseType.Uint16,
  value,
})
export const uint32 = (number: number, value: number): FitEncoderField => ({
  number,
  size: 4,
  baseType: FitBaseType.Uint32,
  value,
})
export const sint32 = (number: number, value: number): FitEncoderField => ({
  number,
  size: 4,
  baseType: FitBaseType.Sint32,
  value,
})
export const fitTime = (number: number, iso: string): FitEncoderField =>
  uint32(number, FitEncoder.toFitTimestamp(new Date(iso)))

/** Text in a field of 32 bytes, filled up with zeros. */
export function fitText(number: number, text: string): FitEncoderField {
  const value = Buffer.alloc(32)
  value.write(text)
  return { number, size: value.length, baseType: FitBaseType.String, value }
}

/** A FIT file: type 4 is an activity, 9 a scale, 32 monitoring; manufacturer 1 is Garmin. */
export function fitFile(type: number, write: (encoder: FitEncoder) => void): Buffer {
  const encoder = new FitEncoder()
  const { fileId } = fitProfile
  encoder.writeMessage(fileId.message, [
    enumeration(fileId.type, type),
    uint16(fileId.manufacturer, 1),
    uint16(fileId.product, 1967),
  ])
  write(encoder)
  return Buffer.from(encoder.close())
}

/** A scale's file; `person` is the number the scale gave its user. */
export function weighings(...list: { at: string; kg: number; person?: number }[]): Buffer {
  const { weightScale } = fitProfile
  return fitFile(9, (encoder) => {
    for (const { at, kg, person } of list)
      encoder.writeMessage(weightScale.message, [
        fitTime(weightScale.time, at),
        uint16(weightScale.weight, Math.round(kg * 100)),
        ...(person === undefined ? [] : [uint16(weightScale.person, person)]),
      ])
  })
}
