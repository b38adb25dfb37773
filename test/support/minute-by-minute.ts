import { appleDoctype } from '../../src/vault/importers/fixtures.ts'

const recordsPerPiece = 150
const date = '2016-01-01 00:00:00 +0000'
const record = Buffer.from(
  ` <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Apple Watch" sourceVersion="10.1" device="&lt;&lt;HKDevice: 0x282a45810&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:10.1&gt;" unit="count/min" creationDate="${date}" startDate="${date}" endDate="${date}" value="60"/>\n`,
)
const datesAt = ['creationDate', 'startDate', 'endDate'].map((name) => record.indexOf(name) + name.length + 2)

/** Bytes of each record. */
export const recordBytes = record.length

/** A made-up Apple Health export of about `size` bytes that exists only as a stream: a heart rate each minute since 2016. */
export function* minuteByMinute(size: number): Generator<Buffer> {
  const head = Buffer.from(`${appleDoctype}<HealthData locale="ja_JP">\n`)
  const tail = Buffer.from('</HealthData>\n')
  yield head
  let minute = 0
  for (let written = head.length + tail.length; written < size; written += recordBytes * recordsPerPiece) {
    const piece = Buffer.allocUnsafe(recordBytes * recordsPerPiece)
    for (let at = 0; at < piece.length; at += recordBytes) {
      dateRecord(minute++)
      record.copy(piece, at)
    }
    yield piece
  }
  yield tail
}

/** Writes the date of the n-th minute since 2016 into the record in place: making text would take longer than reading it. */
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
