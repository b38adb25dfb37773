import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aUse, aVendor } from '../../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { newId } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { findUse, findUseVersion, listUses, mostUses, type Use, type UseId } from '../../review/index.ts'
import { publishVersion, stopOffering } from './change-use.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

const publish = (use: Use) => inTransaction(tenant.database, (client) => publishVersion(tenant, client, use))
const end = ({ useId }: Use) => inTransaction(tenant.database, (client) => stopOffering(client, useId))
const because = (outcome: { ok: true } | { because: string }) =>
  'because' in outcome ? outcome.because : 'done'

/** Whoever comes first is let to chance: often enough for each to have been. */
const tries = Array.from({ length: 12 }, (_, index) => index)

describe('Of two programs at the same moment', () => {
  it.each(tries)('that publish and end, nothing is offered afterwards (%i)', async () => {
    const first = await aUse(tenant, await aVendor(tenant))
    const second = { ...first, version: 2 }
    const [published, ended] = await Promise.all([publish(second), end(first)])
    expect(because(ended)).toBe('done')
    expect(['done', 'unknown-use']).toContain(because(published))
    for (const version of [1, 2]) {
      const found = await findUseVersion(tenant.database, first.useId, version)
      expect(found?.standing ?? 'ended').toBe('ended')
    }
    expect(await findUse(tenant.database, first.useId)).toMatchObject({ standing: 'ended' })
  })

  it.each(tries)('that publish different terms under one number, one does (%i)', async (index) => {
    const vendor = await aVendor(tenant)
    const { terms, ...use } = await aUse(tenant, vendor)
    // A first version, too: of it there is no row yet by which the other could wait.
    const numbered = index % 2 ? { ...use, version: 2 } : { ...use, useId: newId<UseId>(), version: 1 }
    const one: Use = { ...numbered, terms: { ...terms, items: ['activity.steps'] } }
    const other: Use = { ...numbered, terms: { ...terms, items: ['body.weight'], retentionDays: 3650 } }
    const answers = (await Promise.all([publish(one), publish(other)])).map(because)
    expect(answers.toSorted()).toEqual(['done', 'not-the-next-version'])
    const out = answers[0] === 'done' ? one : other
    expect(await findUse(tenant.database, numbered.useId)).toEqual(out)
    const { rows } = await tenant.database.query<{ item: string }>(
      'select item from review.use_items where use_id = $1 and version = $2',
      [out.useId, out.version],
    )
    expect(rows.map(({ item }) => item)).toEqual(out.terms.items)
  })

  it('that publish the last use a city may have, one does', async () => {
    const vendor = await aVendor(tenant)
    const use = await aUse(tenant, vendor)
    await tenant.database.query(
      `insert into review.uses (use_id, vendor_id, current_version)
       select gen_random_uuid(), $1, 1
         from generate_series(1, $2::int - (select count(*)::int from review.uses))`,
      [vendor.vendorId, mostUses - 1],
    )
    await tenant.database.query(
      `insert into review.use_versions (use_id, version, terms, standing, approved_at)
       select use_id, 1, $1, 'ended', $2 from review.uses on conflict do nothing`,
      [use.terms, tenant.clock.now()],
    )
    const fresh = () => publish({ ...use, useId: newId<UseId>() })
    const answers = (await Promise.all([fresh(), fresh(), fresh()])).map(because)
    expect(answers.toSorted()).toEqual(['done', 'too-many-uses', 'too-many-uses'])
    expect(await listUses(tenant.database)).toHaveLength(mostUses)
  })
})
