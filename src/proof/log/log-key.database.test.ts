import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import { LogKeyMissing, openLogKey } from './log-key.ts'
import { rotateLogKey } from './rotate-log-key.ts'

let tenant: TestTenant
let pool: Pool
let keystore: Pool
beforeAll(async () => {
  tenant = await createTestTenant()
  pool = openPool({ url: tenant.databases.data.sequencer, name: 'test-sequencer', max: 2 })
  keystore = openPool({ url: tenant.databases.keystore.migrate, name: 'test-keystore', max: 1 })
})
afterAll(async () => {
  await pool.end()
  await keystore.end()
  await tenant.close()
})

it('A key store from before the log’s key was renewed signs nothing, renews nothing, and gets no other key', async () => {
  await openLogKey(pool, tenant)
  await rotateLogKey(pool, tenant)
  await keystore.query(`delete from keystore.service_keys where name = 'log-signing/2'`)
  await expect(openLogKey(pool, tenant)).rejects.toBeInstanceOf(LogKeyMissing)
  await expect(rotateLogKey(pool, tenant)).rejects.toThrow('backup-keys')
  const { rows } = await keystore.query('select name from keystore.service_keys')
  expect(rows).toEqual([{ name: 'log-signing/1' }])
})
