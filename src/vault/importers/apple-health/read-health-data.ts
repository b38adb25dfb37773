import { localDaySchema } from '../../../kernel/index.ts'
import type { SampleCollector } from '../collect-samples.ts'
import type { OwnerInFile } from '../owner-in-file.ts'
import type { Pauses } from '../pauses.ts'
import { Refused } from '../refused.ts'
import { RouteWriter } from '../route-document.ts'
import { appleDate } from './dates.ts'
import { XmlElements, type ElementHandler } from './parse-xml.ts'
import { takeRecord, type Attributes } from './take-record.ts'
import { meaningOf } from './types.ts'

/**
 * Text is decoded in small pieces: strings of 64 KiB are kept until a full collection, and 500 MB of XML
 * then need 190 to 205 MiB above idle; in pieces of 16 KiB 70 to 135 MiB.
 */
const decodedBytes = 16 * 1024

const root = 'HealthData'
const silentElements = ['ExportDate', 'Me', 'Correlation', 'Record']
const referenceElements = ['ClinicalRecord', 'FileReference']

/** Hands each record of `<HealthData>` to the collector. */
class HealthDataHandler implements ElementHandler {
  readonly #collector: SampleCollector
  readonly #owner: OwnerInFile
  readonly #attachmentsFollow: boolean
  #record: Attributes | null = null
  #enteredByHand = false
  #route: RouteWriter | null = null

  constructor(collector: SampleCollector, owner: OwnerInFile, attachmentsFollow: boolean) {
    this.#collector = collector
    this.#owner = owner
    this.#attachmentsFollow = attachmentsFollow
  }

  open(name: string, attributes: Attributes, depth: number): void {
    if (depth === 1 && name !== root) throw new Refused('not-recognised')
    if (depth === 2) this.#openTop(name, attributes)
    if (name === 'Record') this.#openRecord(attributes)
    if (name === 'MetadataEntry' && this.#record !== null && attributes['key'] === 'HKWasUserEntered')
      this.#enteredByHand = attributes['value'] === '1'
    if (name === 'WorkoutRoute') this.#openRoute(attributes)
    if (name === 'Location') this.#addPoint(attributes)
    if (referenceElements.includes(name) && !this.#attachmentsFollow)
      this.#collector.tally.add(name, 'only-a-reference')
  }

  close(name: string): void {
    if (name === 'Record' && this.#record !== null) {
      takeRecord(this.#collector, this.#record, this.#enteredByHand)
      this.#record = null
    }
    if (name === 'WorkoutRoute') {
      this.#route?.end()
      this.#route = null
    }
  }

  /** Whatever stands directly below the root is kept, or named as left out. */
  #openTop(name: string, attributes: Attributes): void {
    if (name === 'Me') this.#readOwner(attributes)
    if (silentElements.includes(name) || referenceElements.includes(name)) return
    const type = attributes['type'] ?? attributes['medicationConcept'] ?? `HK${name}`
    if (meaningOf(type).kind === 'medication')
      return takeRecord(this.#collector, { ...attributes, type }, false)
    this.#collector.tally.add(name, 'unknown-type')
  }

  #openRecord(attributes: Attributes): void {
    this.#record = attributes
    this.#enteredByHand = false
  }

  #readOwner(attributes: Attributes): void {
    const written = attributes['HKCharacteristicTypeIdentifierDateOfBirth']
    this.#owner.addBirthDate(localDaySchema.safeParse(written).data)
  }

  /** Before iOS 13 the points of a route stood in the XML itself. */
  #openRoute(attributes: Attributes): void {
    const key = {
      item: 'location.route',
      source: 'phone',
      origin: attributes['sourceName'] ?? '',
      what: 'WorkoutRoute',
    } as const
    this.#route = new RouteWriter((document) => {
      this.#collector.takeDocument(key, document)
    })
  }

  #addPoint(attributes: Attributes): void {
    const { date = '', latitude = '', longitude = '' } = attributes
    const added = this.#route?.add(appleDate(date), parseFloat(latitude), parseFloat(longitude))
    if (added === false) this.#collector.tally.add('Location', 'damaged-record')
  }
}

/**
 * Streams `export.xml` into the collector, and whose it says it is into `owner`. Bytes must be UTF-8. Throws `Refused`.
 * `attachmentsFollow`: the files that the XML points to are read as well.
 */
export async function readHealthData(
  bytes: AsyncIterable<Buffer>,
  { collector, owner }: { collector: SampleCollector; owner: OwnerInFile },
  { pauses, attachmentsFollow }: { pauses: Pauses; attachmentsFollow: boolean },
): Promise<void> {
  const elements = new XmlElements(new HealthDataHandler(collector, owner, attachmentsFollow))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += decodedBytes) {
      const part = chunk.subarray(at, at + decodedBytes)
      elements.write(decodeOrRefuse(() => decoder.decode(part, { stream: true }), 'wrong-encoding'))
    }
    await pauses.after(chunk.length)
  }
  elements.write(decodeOrRefuse(() => decoder.decode(), 'truncated'))
  elements.end()
}

function decodeOrRefuse(decode: () => string, because: 'wrong-encoding' | 'truncated'): string {
  try {
    return decode()
  } catch {
    throw new Refused(because)
  }
}
