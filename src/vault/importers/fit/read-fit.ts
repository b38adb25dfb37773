import type { ByteSource } from '../byte-source.ts'
import { SampleCollector } from '../collect-samples.ts'
import { importLimits } from '../limits.ts'
import { OwnerInFile } from '../owner-in-file.ts'
import type { Pauses } from '../pauses.ts'
import type { Reading } from '../reading.ts'
import { Refused } from '../refused.ts'
import { deviceOf, unknownDevice, type Device } from './devices.ts'
import { messagesOf, type FitMessages } from './messages.ts'
import { piecesOf } from './pieces.ts'
import { segmentsOf } from './segments.ts'
import { ActivityTaker } from './take-activity.ts'
import { MonitoringTaker } from './take-monitoring.ts'
import { takeWeighings } from './take-weighings.ts'

/** Messages that describe the file, the device or the session rather than the person. */
const aboutTheFile = [
  ...['file_creator', 'event', 'device_info', 'device_settings', 'activity', 'lap', 'length', 'sport'],
  ...[
    'training_settings',
    'zones_target',
    'developer_data_id',
    'field_description',
    'time_in_zone',
    'software',
  ],
  ...['hrm_profile', 'bike_profile', 'connectivity', 'workout', 'workout_step', 'hr_zone', 'power_zone'],
  ...['definition', '', 'unknown'],
]

/** Everything that is read from piece to piece of one file. */
class FitReader {
  readonly collector: SampleCollector
  readonly owner = new OwnerInFile()
  readonly #activity: ActivityTaker
  readonly #monitoring: MonitoringTaker
  readonly #weighings: { device: Device; weighing: FitMessages['weight_scale'][number] }[] = []
  #device = unknownDevice

  constructor(now: Date) {
    this.collector = new SampleCollector(now)
    this.#activity = new ActivityTaker(this.collector, this.#device)
    this.#monitoring = new MonitoringTaker(this.collector, this.#device)
  }

  take(messages: FitMessages): void {
    const fileId = messages.file_id[0]
    if (fileId !== undefined) this.#beginFile(deviceOf(fileId))
    this.#activity.take(messages)
    this.#monitoring.take(messages)
    if (this.#weighings.length > importLimits.weighings) throw new Refused('too-many-records')
    for (const weighing of messages.weight_scale) this.#weighings.push({ device: this.#device, weighing })
    for (const { friendly_name } of messages.user_profile) this.owner.addName(friendly_name ?? '')
    for (const [name, count] of messages.others)
      if (!aboutTheFile.includes(name)) this.collector.tally.add(name, 'unknown-type', count)
  }

  #beginFile(device: Device): void {
    this.#device = device
    this.#activity.from(device)
    this.#monitoring.from(device)
  }

  end(person: number | undefined): void {
    this.#activity.end()
    this.#monitoring.end()
    takeWeighings(this.collector, this.#weighings, person)
  }
}

/** Reads every segment of a FIT file, or throws `Refused`. */
export async function readFit(
  file: ByteSource,
  { now, person }: { now: Date; person?: number | undefined },
  pauses: Pauses,
): Promise<Reading> {
  const bytes = await bytesOf(file)
  const reader = new FitReader(now)
  for await (const segment of segmentsOf(bytes, pauses))
    for (const piece of piecesOf(segment)) {
      reader.take(messagesOf(piece))
      // A piece takes about as long as 256 KiB of XML; then others get their turn.
      await pauses.after(importLimits.pauseEveryBytes)
    }
  reader.end(person)
  const { days, counts } = await reader.collector.finish(pauses)
  return { format: 'fit', owner: reader.owner.found(), days, counts, leftOut: reader.collector.tally.lines() }
}

async function bytesOf(file: ByteSource): Promise<Buffer> {
  if (file.size > importLimits.fitBytes) throw new Refused('too-large')
  const chunks: Buffer[] = []
  for await (const chunk of file.stream()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
