import { importLimits } from './limits.ts'
import type { SampleDocument } from './reading.ts'

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Azukari" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>\n'
const tail = '</trkseg></trk></gpx>\n'

/** Writes points as GPX 1.1 documents of bounded length; hands each over when it is full or the route ends. */
export class RouteWriter {
  readonly #handOver: (document: SampleDocument) => void
  #points: string[] = []
  #atMs = 0

  constructor(handOver: (document: SampleDocument) => void) {
    this.#handOver = handOver
  }

  /** Degrees of WGS 84; `atMs` in ms since 1970. False when it is no place on earth. */
  add(atMs: number, latitude: number, longitude: number): boolean {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) || Number.isNaN(atMs)) return false
    if (this.#points.length === 0) this.#atMs = atMs
    const time = new Date(atMs).toISOString()
    this.#points.push(
      `<trkpt lat="${latitude.toFixed(6)}" lon="${longitude.toFixed(6)}"><time>${time}</time></trkpt>\n`,
    )
    if (this.#points.length >= importLimits.routePoints) this.end()
    return true
  }

  end(): void {
    if (this.#points.length === 0) return
    const text = head + this.#points.join('') + tail
    this.#points = []
    this.#handOver({ atMs: this.#atMs, name: 'route.gpx', text })
  }
}
