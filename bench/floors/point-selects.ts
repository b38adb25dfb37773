import { randomUUID } from 'node:crypto'
import type { BenchCity } from '../city/open-city.ts'
import type { Floor, Peer } from '../job.ts'
import { rateOf } from '../workload.ts'

interface Statements {
  /** What sends them. */
  what: string
  statements: number
  atOnce: number
  /** What else one such thing does at least. */
  besides?: { what: string; open: (city: BenchCity) => Promise<() => unknown> }
}

/** As many statements as one thing sends, each the cheapest there is, and so many such things at once. */
export function pointSelects(
  { what, statements, atOnce, besides }: Statements,
  against: readonly Peer[],
): Floor {
  return {
    name: `the ${String(statements)} statements of ${what} alone, each of one row by its key${besides ? `, and ${besides.what}` : ''}`,
    against,
    async open({ installation: { peers }, city, roundMs }) {
      await peers.query('drop table if exists point_reads')
      await peers.query('create table point_reads (id uuid primary key, content text not null)')
      const id = randomUUID()
      await peers.query('insert into point_reads values ($1, $2)', [id, 'x'.repeat(200)])
      const also = await besides?.open(city)
      const one = async () => {
        for (let statement = 0; statement < statements; statement += 1)
          await peers.query('select content from point_reads where id = $1', [id])
        also?.()
        return 1
      }
      return { round: () => rateOf(atOnce, roundMs, one), close: () => Promise.resolve() }
    },
  }
}
