/** Own data of one kind, and who was given it: two statements, two JSON answers, and nothing around them. */
import fastify from 'fastify'
import { z } from 'zod'
import { openPool } from '../../src/platform/database/index.ts'

const database = openPool({ url: process.env['PEER_DATABASE_URL'] ?? '', name: 'bench-two-queries', max: 8 })
const app = fastify()
const asked = z.object({ resident: z.string(), item: z.string().optional() })

app.get('/own', async (request) => {
  const { resident, item } = asked.parse(request.query)
  const { rows } = await database.query(
    `select day::text, avg(value) as value, min(value) as lowest, max(value) as highest, count(*)::int as count
       from plain.observations where resident_id = $1 and item = $2 group by day order by day`,
    [resident, item],
  )
  return rows
})

app.get('/seen', async (request) => {
  const { resident } = asked.parse(request.query)
  const { rows } = await database.query(
    `select provision.opened_at, vendor.profile ->> 'name' as company, provision.items, provision.record_count,
            provision.reason_code, closing.outcome
       from exchange.provisions provision
       join vendors.vendors vendor using (vendor_id)
       join exchange.sendings sending using (resident_id, provision_id)
       left join exchange.closings closing using (resident_id, sending_id)
      where provision.resident_id = $1 order by provision.opened_at desc limit 30`,
    [resident],
  )
  return rows
})

await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) })
