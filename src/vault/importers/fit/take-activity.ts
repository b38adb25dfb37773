import type { SampleCollector } from '../collect-samples.ts'
import { RouteWriter } from '../route-document.ts'
import type { Device } from './devices.ts'
import type { FitMessages } from './messages.ts'

const onFoot = ['walking', 'running', 'hiking']

/** Heart rate and places second by second; distance and energy once per session. */
export class ActivityTaker {
  readonly #collector: SampleCollector
  #device: Device
  readonly #route: RouteWriter

  constructor(collector: SampleCollector, device: Device) {
    this.#collector = collector
    this.#device = device
    this.#route = new RouteWriter((document) => {
      collector.takeDocument({ item: 'location.route', what: 'record position', ...this.#device }, document)
    })
  }

  /** Ends what came from the device before. */
  from(device: Device): void {
    this.end()
    this.#device = device
  }

  take(messages: FitMessages): void {
    for (const record of messages.record) this.#takeRecord(record)
    for (const session of messages.session) this.#takeSession(session)
  }

  end(): void {
    this.#route.end()
  }

  #takeRecord({ timestamp, heart_rate, position_lat, position_long }: FitMessages['record'][number]): void {
    const atMs = timestamp?.getTime()
    if (atMs === undefined) return this.#collector.tally.add('record', 'date-missing')
    if (heart_rate !== undefined)
      this.#collector.take(
        { item: 'heart.rate', what: 'record heart_rate', ...this.#device },
        atMs,
        atMs,
        heart_rate,
      )
    if (position_lat === undefined || position_long === undefined) return
    if (!this.#route.add(atMs, position_lat, position_long))
      this.#collector.tally.add('record position', 'damaged-record')
  }

  #takeSession(session: FitMessages['session'][number]): void {
    const { sport, total_distance, total_calories } = session
    const startMs = session.start_time?.getTime()
    const endMs = session.timestamp?.getTime()
    if (startMs === undefined || endMs === undefined)
      return this.#collector.tally.add('session', 'date-missing')
    const device = this.#device
    if (total_calories !== undefined) {
      const key = { item: 'activity.active-energy', what: 'session total_calories', ...device } as const
      this.#collector.take(key, startMs, endMs, total_calories)
    }
    if (total_distance === undefined) return
    const key = { item: 'activity.distance', what: 'session total_distance', ...device } as const
    if (onFoot.includes(String(sport))) this.#collector.take(key, startMs, endMs, total_distance)
    else this.#collector.tally.add(key.what, 'other-activity')
  }
}
