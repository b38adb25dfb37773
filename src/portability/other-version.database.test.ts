import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOtherThere, startOther } from '../../test/support/debian-postgres.ts'
import { aLeavingCity, textsIn, type LeavingCity } from '../../test/support/leaving-city.ts'
import { positionColumns } from '../backup/tables.ts'
import { databasesOf, openPool } from '../platform/database/index.ts'
import type { RunningPostgres } from '../platform/postgres-server/index.ts'

describe.skipIf(!isOtherThere)('A city that moves to another machine with another PostgreSQL', () => {
  let city: LeavingCity
  let data: RunningPostgres
  let keystore: RunningPostgres
  beforeAll(async () => {
    city = await aLeavingCity()
    data = await startOther(city.directory, 'other-data')
    keystore = await startOther(city.directory, 'other-keystore')
  })
  afterAll(async () => {
    await data.stop()
    await keystore.stop()
    await city.close()
  })

  it('exports the same bytes there, and its positions all lie in the past', async () => {
    await city.endLeases()
    const { folder } = await city.leave()
    // Nothing is there yet: no database, no login.
    const arrival = city.arrival({ dataAdmin: data.url, keystoreAdmin: keystore.url })
    const { audit } = await arrival.takeIn(folder)
    expect(audit.faults).toEqual([])
    const again = await arrival.leave()
    expect(await textsIn(again.folder, city.identities)).toEqual(await textsIn(folder, city.identities))
    const owner = openPool({ url: databasesOf(arrival.provision).data.migrate, name: 'test', max: 1 })
    for (const { table, column } of await positionColumns(owner)) {
      const ahead = await owner.query(`select from ${table} where ${column} >= pg_current_xact_id()`)
      expect([table, column, ahead.rowCount]).toEqual([table, column, 0])
    }
    await owner.end()
  })
})
