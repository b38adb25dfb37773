import { randomUUID } from 'node:crypto'
import { minuteByMinute, recordBytes } from '../../test/support/minute-by-minute.ts'
import type { Peer } from '../job.ts'
import { depositors, observationsPerDeposit, rateOf } from '../workload.ts'

const rowsAtOnce = 1_000

/** The same observations as plain rows of a table with a key, a thousand in a statement. */
export const plainRows: Peer = {
  name: 'PostgreSQL unnest of plain rows',
  doesMore: 'nothing',
  doesLess: 'HTTP, reading XML, sealing, a preview, a confirmation: anybody with the table reads the values',
  target: { ratio: 0.5, is: 'at least' },
  async open({ installation: { peers }, roundMs }) {
    await peers.query('drop table if exists plain_rows')
    await peers.query(
      `create table plain_rows (resident_id uuid, item text, started_at timestamptz, ended_at timestamptz, value float8,
                                primary key (resident_id, item, started_at))`,
    )
    const depositNext = async () => {
      const residentId = randomUUID()
      for (let first = 0; first < observations; first += rowsAtOnce) {
        const started = timesFrom(first, Math.min(rowsAtOnce, observations - first))
        await peers.query(
          `insert into plain_rows
           select $1, 'heart.rate', started_at, started_at, value
             from unnest($2::timestamptz[], $3::float8[]) as one (started_at, value)`,
          [residentId, started, started.map(() => 60)],
        )
      }
      return countRows(residentId)
    }
    const countRows = async (residentId: string) => {
      const { rows } = await peers.query<{ count: number }>(
        'select count(*)::int as count from plain_rows where resident_id = $1',
        [residentId],
      )
      return rows[0]?.count ?? 0
    }
    return {
      answer: depositNext,
      round: () => rateOf(depositors, roundMs, depositNext),
      close: () => Promise.resolve(),
    }
  },
}

/** As many as the export of our side holds: a head, pieces of whole records, and a tail. */
const observations = [...minuteByMinute(observationsPerDeposit * recordBytes)]
  .slice(1, -1)
  .reduce((sum, piece) => sum + piece.length / recordBytes, 0)

function timesFrom(minute: number, count: number): Date[] {
  return Array.from(
    { length: count },
    (_, index) => new Date(Date.UTC(2016, 0, 1) + (minute + index) * 60_000),
  )
}
