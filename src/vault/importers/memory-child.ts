/**
 * Reads a made-up export of `process.argv[2]` bytes that exists only as a stream, and prints what it took.
 * Run by `memory.test.ts` in a process of its own, where nothing else uses memory.
 */
import { Readable } from 'node:stream'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ByteSource } from './byte-source.ts'
import { appleDoctype } from './fixtures.ts'
import { readDeposit } from './index.ts'

const size = Number(process.argv[2])
const mebi = 1024 * 1024
const recordsPerPiece = 150

const date = '2016-01-01 00:00:00 +0000'
const record = Buffer.from(
  ` <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Apple Watch" sourceVersion="10.1" device="&lt;&lt;HKDevice: 0x282a45810&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:10.1&gt;" unit="count/min" creationDate="${date}" startDate="${date}" endDate="${date}" value="60"/>\n`,
)
const datesAt = ['creationDate', 'startDate', 'endDate'].map((name) => record.indexOf(name) + name.length + 2)

/** Writes the date of the n-th minute since 2016 into the record in place: making text would use memory too. */
function dateRecord(minute: number): void {
  const instant = new Date(Date.UTC(2016, 0, 1) + minute * 60_000)
  const digits = [
    [2, instant.getUTCFullYear() % 100],
    [5, instant.getUTCMonth() + 1],
    [8, instant.getUTCDate()],
    [11, instant.getUTCHours()],
    [14, instant.getUTCMinutes()],
  ] as const
  for (const at of datesAt)
    for (const [place, number] of digits) {
      record[at + place] = 48 + Math.floor(number / 10)
      record[at + place + 1] = 48 + (number % 10)
    }
}

const head = `${appleDoctype}<HealthData locale="ja_JP">\n`
const tail = '</HealthData>\n'

function* pieces(): Generator<Buffer> {
  yield Buffer.from(head)
  let written = head.length + tail.length
  let minute = 0
  while (written < size) {
    const piece = Buffer.allocUnsafe(record.length * recordsPerPiece)
    for (let at = 0; at < piece.length; at += record.length) {
      dateRecord(minute++)
      record.copy(piece, at)
    }
    written += piece.length
    yield piece
  }
  yield Buffer.from(tail)
}

const file: ByteSource = {
  name: 'export.xml',
  size,
  stream: (start = 0, end = size) =>
    Readable.from(end - start < size ? [Buffer.from(head).subarray(start, end)] : pieces(), {
      objectMode: false,
    }),
}

const idle = process.memoryUsage().rss
let peak = idle
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, 50)
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const began = performance.now()
const result = await readDeposit(file, { now: new Date('2026-11-01T00:00:00Z') })
const seconds = (performance.now() - began) / 1000
let days = 0
if (result.ok) for (const day of result.reading.days) days += day.samples.length > 0 ? 1 : 0
clearInterval(watch)
peak = Math.max(peak, process.memoryUsage().rss)
process.stdout.write(
  JSON.stringify({
    ok: result.ok,
    samples: result.ok ? result.reading.counts.reduce((sum, { count }) => sum + count, 0) : 0,
    days,
    seconds: Number(seconds.toFixed(1)),
    aboveIdleMiB: Math.round((peak - idle) / mebi),
    longestPauseMs: Math.round(delay.max / 1e6),
  }),
)
