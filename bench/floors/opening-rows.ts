import { z } from 'zod'
import { itemCodes, type ItemCode } from '../../src/catalog/index.ts'
import { localDaySchema } from '../../src/kernel/index.ts'
import type { OwnerKeys } from '../../src/platform/keys/index.ts'
import { residentIdSchema, type ResidentId } from '../../src/residents/index.ts'
import { openDay, sealedEnvelopeSchema, type SealedEnvelope } from '../../src/vault/index.ts'
import type { BenchCity } from '../city/open-city.ts'
import type { Floor } from '../job.ts'
import { rawJoin } from '../peers/raw-join.ts'

const rowCount = 5_000
const place = z.object({ residentId: residentIdSchema, item: z.enum(itemCodes), day: localDaySchema })

interface Row {
  residentId: ResidentId
  keys: OwnerKeys
  item: ItemCode
  sealed: SealedEnvelope
}

/** Sealed rows that lie in memory already, opened, given their id and written as JSON, one after the other. */
export const openingRows: Floor = {
  name: 'opening the rows and writing them as JSON, without a database or HTTP',
  against: [rawJoin],
  async open({ city }) {
    const rows = await sealedRows(city)
    let written = 0
    return {
      round: async () => {
        const began = performance.now()
        for (const { residentId, keys, item, sealed } of rows) {
          const { samples } = await openDay(keys, residentId, item, [sealed])
          const id = keys
            .hmac('values', 'record-id', `${residentId}/${item}/${sealed.day}`)
            .toString('base64url')
          written += JSON.stringify({ id, item, day: sealed.day, samples }).length
        }
        if (written === 0) throw new Error('nothing was written')
        return (rows.length / (performance.now() - began)) * 1000
      },
      close: () => Promise.resolve(),
    }
  },
}

async function sealedRows({ superuser, tenant }: BenchCity): Promise<Row[]> {
  const { rows } = await superuser.query(
    `select resident_id as "residentId", envelope_id, item, source, day::text, count, body, added_xid::text as added
       from vault.envelopes limit $1`,
    [rowCount],
  )
  const places = rows.map((row) => place.parse(row))
  const keys = await tenant.keys.findMany([...new Set(places.map(({ residentId }) => residentId))])
  return places.flatMap(({ residentId, item }, index) => {
    const own = keys.get(residentId)
    return own ? [{ residentId, keys: own, item, sealed: sealedEnvelopeSchema.parse(rows[index]) }] : []
  })
}
