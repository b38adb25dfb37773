import pg from 'pg'
import { companies } from '../city/plan.ts'
import type { Peer } from '../job.ts'
import { bulkRank, digestOf } from '../workload.ts'

const join = `
  select name.pseudonym, envelope.item, envelope.day::text as day, envelope.count, envelope.body
    from consent.grants consent
    join vault.envelopes envelope using (resident_id, item)
    join exchange.pseudonyms name using (resident_id, use_id)
   where consent.use_id = $1 and consent.state = 'granted' and consent.until > now()`

interface Row {
  pseudonym: string
  item: string
  day: string
}

/** The same consents and envelopes in one statement, row by row as they come, sealed as they are. */
export const rawJoin: Peer = {
  name: 'the join streamed raw by pg',
  doesMore: 'nothing',
  doesLess:
    'HTTP, tokens, unsealing, resolving overlaps, JSON, a recorded provision for each resident, looking again',
  target: { ratio: 0.5, is: 'at least' },
  async open({ city: { superuser } }) {
    const client = await superuser.connect()
    const useId = companies[bulkRank]?.useId
    const readAll = async (onRow: (row: Row) => void) => {
      const query = new pg.Query<Row>(join, [useId])
      // With a listener of its own for rows, a query keeps none.
      query.on('row', onRow)
      const over = new Promise<void>((resolve, reject) => {
        query.on('end', () => resolve())
        query.on('error', reject)
      })
      client.query(query)
      await over
    }
    return {
      answer: async () => {
        const found: string[] = []
        await readAll(({ pseudonym, item, day }) => found.push(`${pseudonym} ${item} ${day}`))
        return digestOf(found)
      },
      round: async () => {
        let rows = 0
        const began = performance.now()
        await readAll(() => (rows += 1))
        return (rows / (performance.now() - began)) * 1000
      },
      close: () => Promise.resolve(client.release()),
    }
  },
}
