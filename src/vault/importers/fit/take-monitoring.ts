import type { ItemCode } from '../../../catalog/index.ts'
import { dayMs } from '../../../kernel/index.ts'
import type { SampleCollector } from '../collect-samples.ts'
import type { Device } from './devices.ts'
import type { FitMessages } from './messages.ts'

type Monitoring = FitMessages['monitoring'][number]

/** FIT counts seconds from the end of 1989. */
const fitEpochMs = Date.UTC(1989, 11, 31)

/** Activity types of the FIT profile, as `current_activity_type_intensity` packs them in its low five bits. */
const packedActivities: Record<number, string> = { 1: 'running', 6: 'walking' }
const onFoot = ['walking', 'running']

/** Running totals, each from midnight of the watch on; a cycle is two steps. */
const totals = [
  { item: 'activity.steps', field: 'cycles', factor: 2 },
  { item: 'activity.distance', field: 'distance', factor: 1 },
  { item: 'activity.active-energy', field: 'active_calories', factor: 1 },
] as const

type TotalField = (typeof totals)[number]['field']

interface Amount {
  startMs: number
  endMs: number
  amount: number
}

/** Turns a watch's running totals into amounts, one per item and moment. */
export class MonitoringTaker {
  readonly #collector: SampleCollector
  #device: Device
  /** The last total by field and activity. */
  readonly #before = new Map<string, number>()
  /** Walking and running at one moment are one amount: two equal ones would pass for a repetition. */
  readonly #pending = new Map<ItemCode, Amount & { what: string }>()
  #atMs: number | null = null
  /** Totals count from midnight; a file that begins later continues those of an earlier file. */
  #continues = false

  constructor(collector: SampleCollector, device: Device) {
    this.#collector = collector
    this.#device = device
  }

  take(messages: FitMessages): void {
    const info = messages.monitoring_info[0]
    if (info?.timestamp !== undefined) this.#begin(info.timestamp.getTime(), info.local_timestamp)
    for (const message of messages.monitoring) this.#takeMessage(message)
  }

  /** Ends what came from the device before. */
  from(device: Device): void {
    this.end()
    this.#device = device
  }

  end(): void {
    for (const [item, { what, startMs, endMs, amount }] of this.#pending)
      if (amount > 0) this.#collector.take({ item, what, ...this.#device }, startMs, endMs, amount)
    this.#pending.clear()
  }

  /** `local`: the watch's own clock, written as if it were UTC. */
  #begin(atMs: number, local: Date | undefined): void {
    this.#atMs = atMs
    this.#continues = (local?.getTime() ?? 0) % dayMs !== 0
    this.#before.clear()
  }

  #takeMessage(message: Monitoring): void {
    const atMs = this.#timeOf(message)
    if (atMs === null) return this.#collector.tally.add('monitoring', 'date-missing')
    const startMs = Math.min(this.#atMs ?? atMs, atMs)
    if (atMs !== this.#atMs) this.end()
    this.#atMs = atMs
    const { heart_rate } = message
    if (heart_rate !== undefined) {
      const key = { item: 'heart.rate', what: 'monitoring heart_rate', ...this.#device } as const
      this.#collector.take(key, atMs, atMs, heart_rate)
    }
    const activity = activityOf(message)
    for (const { item, field, factor } of totals) {
      const total = message[field]
      if (total === undefined) continue
      if (!onFoot.includes(activity)) this.#collector.tally.add(`monitoring ${field}`, 'other-activity')
      else this.#takeTotal(item, field, { activity, startMs, endMs: atMs, total: total * factor, message })
    }
  }

  #takeTotal(
    item: ItemCode,
    field: TotalField,
    now: { activity: string; startMs: number; endMs: number; total: number; message: Monitoring },
  ): void {
    const what = `monitoring ${field}`
    const name = `${field} ${now.activity}`
    const before = this.#before.get(name)
    this.#before.set(name, now.total)
    if (before === undefined && this.#continues) return this.#collector.tally.add(what, 'in-earlier-file')
    // A smaller total than before: the watch began a new day.
    const amount = before === undefined || now.total < before ? now.total : now.total - before
    // A total that comes only once, at the end of the day, says how long it covers.
    const minutes = before === undefined ? (now.message.duration_min ?? 0) : 0
    const startMs = Math.min(now.startMs, now.endMs - minutes * 60_000)
    const pending = this.#pending.get(item) ?? { what, startMs, endMs: now.endMs, amount: 0 }
    pending.amount += amount
    pending.startMs = Math.min(pending.startMs, startMs)
    this.#pending.set(item, pending)
  }

  /** `timestamp16` holds the low 16 bits of the seconds; it has passed since the last full time. */
  #timeOf({ timestamp, timestamp16 }: Monitoring): number | null {
    if (timestamp !== undefined) return timestamp.getTime()
    if (timestamp16 === undefined || this.#atMs === null) return null
    const seconds = (this.#atMs - fitEpochMs) / 1000
    return this.#atMs + ((timestamp16 - (seconds & 0xffff)) & 0xffff) * 1000
  }
}

function activityOf({ activity_type, current_activity_type_intensity }: Monitoring): string {
  if (activity_type !== undefined) return String(activity_type)
  return packedActivities[(current_activity_type_intensity ?? 0) & 31] ?? 'other'
}
