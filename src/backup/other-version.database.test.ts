import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBackedUpCity, everyRow, type BackedUpCity } from '../../test/support/backed-up-city.ts'
import { isOtherThere, startOther } from '../../test/support/debian-postgres.ts'
import { openPool } from '../platform/database/index.ts'
import type { RunningPostgres } from '../platform/postgres-server/index.ts'
import { isLeftOut } from './left-out.ts'
import { restoreCity } from './restore-city.ts'
import { positionColumns } from './tables.ts'

describe.skipIf(!isOtherThere)('A city on another machine with another PostgreSQL', () => {
  let city: BackedUpCity
  let data: RunningPostgres
  let keystore: RunningPostgres
  beforeAll(async () => {
    city = await aBackedUpCity()
    data = await startOther(city.directory, 'other-data')
    keystore = await startOther(city.directory, 'other-keystore')
  })
  afterAll(async () => {
    await data.stop()
    await keystore.stop()
    await city.close()
  })

  it('is the same but for its positions, which are all in the past of a cluster that has just begun', async () => {
    const options = await city.takeBoth()
    // Nothing is there yet: no database, no login.
    const provision = { ...options.provision, dataAdmin: data.url, keystoreAdmin: keystore.url }
    const {
      databases,
      audit,
      data: loaded,
    } = await restoreCity({ ...options, provision }, { replace: false })
    expect(audit.faults).toEqual([])
    const own = databases.data.migrate.replace('.restoring', '')
    const [before, after] = [await everyRow(city.tenant.databases.data.migrate), await everyRow(own)]
    const pool = openPool({ url: own, name: 'test', max: 1 })
    const moved = new Set((await positionColumns(pool)).map(({ table }) => table))
    for (const { name, rows } of loaded.manifest.tables) {
      expect([name, after.get(name)?.length]).toEqual([name, rows])
      if (!moved.has(name) && !isLeftOut(name))
        expect([name, after.get(name)]).toEqual([name, before.get(name)])
    }
    for (const { table, column } of await positionColumns(pool)) {
      const ahead = await pool.query(`select from ${table} where ${column} >= pg_current_xact_id()`)
      expect([table, column, ahead.rowCount]).toEqual([table, column, 0])
    }
    await pool.end()
  })
})
