import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId } from '../kernel/index.ts'
import { openPool, type Pool } from '../platform/database/index.ts'
import { KeyStore } from '../platform/keys/index.ts'
import type { UseId } from '../review/index.ts'
import { readCursor, renewCursorKey, startOf, writeCursor } from './cursor.ts'

let tenant: TestTenant
let keystore: Pool
beforeAll(async () => {
  tenant = await createTestTenant()
  keystore = openPool({ url: tenant.databases.keystore.migrate, name: 'test-keystore', max: 2 })
})
afterAll(async () => {
  await keystore.end()
  await tenant.close()
})

/** Another process: it knows nothing of what this one remembers. */
function elsewhere(): TestTenant {
  return { ...tenant, keys: new KeyStore(keystore, tenant.ring) }
}

it('Cursors from before the key was renewed are good for ninety days, those from after it everywhere at once', async () => {
  const useId = newId<UseId>()
  const cursor = startOf(useId, null)
  const old = await writeCursor(tenant, cursor)
  expect(await renewCursorKey(elsewhere())).toBe(2)
  const fresh = await writeCursor(elsewhere(), cursor)
  for (const at of [tenant, elsewhere()])
    for (const text of [old, fresh])
      expect(await readCursor(at, text, { useId, subject: null })).toEqual(cursor)

  await keystore.query(
    `update keystore.service_keys set created_at = created_at - interval '90 days'
      where name = 'exchange-cursor/2'`,
  )
  expect(await readCursor(elsewhere(), old, { useId, subject: null })).toBeUndefined()
  expect(await readCursor(elsewhere(), fresh, { useId, subject: null })).toEqual(cursor)
})
