import { randomUUID } from 'node:crypto'
import type { Peer } from '../job.ts'
import { rateOf, readers } from '../workload.ts'

/** One row written and on the disk: the least that recording anything costs. */
export const pointWrite: Peer = {
  name: 'PostgreSQL point write',
  doesMore: 'nothing',
  doesLess:
    'HTTP, tokens, deciding, reading and unsealing 20 records, looking again, closing: it writes one row',
  target: { ratio: 0.5, is: 'at least' },
  async open({ installation: { peers }, roundMs }) {
    await peers.query(`drop table if exists point_writes`)
    await peers.query(
      `create table point_writes (id uuid primary key, at timestamptz not null, content text not null)`,
    )
    const content = 'x'.repeat(200)
    const write = async () => {
      await peers.query('insert into point_writes (id, at, content) values ($1, now(), $2)', [
        randomUUID(),
        content,
      ])
      return 1
    }
    return {
      answer: async () => {
        await write()
        const { rowCount } = await peers.query('select from point_writes')
        if (rowCount !== 1) throw new Error('what was written is not there')
        return undefined
      },
      round: () => rateOf(readers, roundMs, write),
      close: () => Promise.resolve(),
    }
  },
}
