import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, by, deposit, stepsFile } from '../../../test/support/city.ts'
import { aShare, openedBy, tryToShare } from '../../../test/support/shares.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { logEverything } from '../../../test/support/whole-log.ts'
import { checkLog } from '../../audit/index.ts'
import { endOwnShare, lockWaysIn, makeShareCode, openSharesOf, startSession } from '../../identity/index.ts'
import { hashOfToken } from '../../identity/token.ts'
import { newId, Personal, type LocalDay } from '../../kernel/index.ts'
import { leave } from '../../leaving/index.ts'
import { noticesOf } from '../../notices/index.ts'
import type { Pool } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { atMost, openingsOf, sharesOf, type ShareWish } from '../../shares/index.ts'
import type { ShareId } from '../../shares/store.ts'
import { stop } from '../stop.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

async function somebody(changed: Partial<ShareWish> = {}) {
  const residentId = await aResident(city)
  await deposit(
    city,
    residentId,
    stepsFile({ '2026-10-31': 1, '2026-11-01': 100, '2026-11-20': 200, '2026-11-21': 2 }),
  )
  return { residentId, ...(await aShare(city, residentId, changed)) }
}
const shown = {
  'activity.steps': [
    ['2026-11-01', 100],
    ['2026-11-20', 200],
  ],
}
const recorded = async (residentId: Parameters<typeof sharesOf>[1]) =>
  (await openingsOf(city, residentId, { before: null, limit: 50 })).map(({ said, recordCount, withheld }) => [
    said.reveal(),
    recordCount,
    withheld,
  ])

const told = async (residentId: Parameters<typeof sharesOf>[1]) =>
  (await noticesOf(city, residentId, null)).shown.filter(({ kind }) => kind === 'share-opened').length

/** The same city, where something happens just after the record of the opening has committed, or the second commit, which tells. */
function withAfterRecord(happen: () => Promise<unknown>, commits = 1): Tenant {
  let left = commits
  const connect = async () => {
    const client = await city.deliveryDatabase.connect()
    const query = async (text: string, values?: unknown[]) => {
      const result = await client.query(text, values)
      if (text === 'commit' && (left -= 1) === 0) await happen()
      return result
    }
    return { query, release: () => client.release() }
  }
  const query: Pool['query'] = city.deliveryDatabase.query.bind(city.deliveryDatabase)
  return { ...city, deliveryDatabase: { connect, query } as unknown as Pool }
}

describe('Whoever opens a share', () => {
  it('sees the items and days that were chosen, and no others; its resident reads who it was', async () => {
    const { residentId, code } = await somebody()
    expect(await openedBy(city, code, '青葉 医師')).toEqual(shown)
    expect(await recorded(residentId)).toEqual([['青葉 医師', 2, false]])
  })

  it('is told of to its resident before anything is read, and only who had the code', async () => {
    const { residentId, code } = await somebody()
    await openedBy(city, new Personal('A'.repeat(43)))
    expect(await told(residentId)).toBe(0)
    let toldBefore = 0
    const watching = withAfterRecord(async () => {
      toldBefore = await told(residentId)
    }, 2)
    expect(await openedBy(watching, code)).toEqual(shown)
    expect([toldBefore, await told(residentId)]).toEqual([1, 1])
  })

  it('sees nothing of an item that was not chosen', async () => {
    const { code } = await somebody({ items: ['body.weight'] })
    expect(await openedBy(city, code)).toEqual({ 'body.weight': [] })
  })

  it('opens once what is good once, also of two at the same moment', async () => {
    const { residentId, code } = await somebody()
    const both = await Promise.all([openedBy(city, code), openedBy(city, code)])
    expect(both.toSorted((one) => (typeof one === 'string' ? 1 : -1))).toEqual([shown, 'share-not-open'])
    expect(await openedBy(city, code)).toBe('share-not-open')
    expect(await recorded(residentId)).toHaveLength(1)
    expect((await sharesOf(city, residentId)).map(({ state }) => state)).toEqual(['used'])
  })

  it('opens the other kind as often as they want, up to what is written down', async () => {
    const { residentId, code } = await somebody({ once: false })
    for (let times = 0; times < atMost.openings; times += 1) expect(await openedBy(city, code)).toEqual(shown)
    expect(await openedBy(city, code)).toBe('share-not-open')
    expect(await recorded(residentId)).toHaveLength(atMost.openings)
  })

  it('is answered alike whatever is not open', async () => {
    for (const wrong of ['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}*`])
      expect(await openedBy(city, new Personal(wrong))).toBe('share-not-open')
  })

  it('opens it up to its last moment, and not at it', async () => {
    const { code, until } = await somebody({ once: false })
    const before = city.clock.now()
    city.clock.set(new Date(until.getTime() - 1))
    expect(await openedBy(city, code)).toEqual(shown)
    city.clock.set(until)
    expect(await openedBy(city, code)).toBe('share-not-open')
    city.clock.set(before)
  })

  it('sees nothing that is not written down: where that fails, neither is it used', async () => {
    const { residentId, code } = await somebody()
    const broken = withAfterRecord(() => Promise.reject(new Error('the answer was lost')))
    await expect(openedBy(broken, code)).rejects.toThrow('lost')
    expect(await recorded(residentId)).toEqual([['みほん医院', 2, false]])
  })

  it('sees nothing without the lease', async () => {
    const { residentId, code } = await somebody()
    const dead = { ...city, lease: { term: () => 1, held: () => false } }
    expect(await openedBy(dead, code)).toBe('share-later')
    expect(await recorded(residentId)).toEqual([])
  })

  it('sees nothing of what is good once before the stop journal has that it was used', async () => {
    const { residentId, code } = await somebody()
    const journal = Object.create(city.journal, {
      keep: { value: () => Promise.resolve(false) },
    }) as Tenant['journal']
    expect(await openedBy({ ...city, journal }, code)).toBe('share-later')
    expect(await recorded(residentId)).toEqual([['みほん医院', 2, true]])
    expect(await openedBy(city, code)).toBe('share-not-open')
  })
})

describe('A share that ends', () => {
  type Scene = Awaited<ReturnType<typeof somebody>>
  const ends: [string, (scene: Scene) => Promise<unknown>][] = [
    ['its resident ends it', ({ residentId, shareId }) => endOwnShare(city, residentId, shareId)],
    ['they stop everything', ({ residentId }) => stop(city, by(residentId), { useId: null, items: null })],
    ['they leave', ({ residentId }) => leave(city, by(residentId), 'left')],
  ]

  it.each(ends)('because %s is not opened any more', async (_, end) => {
    const scene = await somebody({ once: false })
    await end(scene)
    expect(await openedBy(city, scene.code)).toBe('share-not-open')
    expect(await recorded(scene.residentId)).toEqual([])
    expect((await sharesOf(city, scene.residentId)).map(({ state }) => state)).toEqual(['ended'])
  })

  for (const once of [true, false])
    it.each(ends)(
      `because %s while it is being opened shows nothing (once: ${String(once)})`,
      async (_, end) => {
        const scene = await somebody({ once })
        const meanwhile = withAfterRecord(() => end(scene))
        expect(await openedBy(meanwhile, scene.code)).toBe('share-not-open')
        expect(await recorded(scene.residentId)).toEqual([['みほん医院', 2, true]])
      },
    )

  it('because they stop everything is ended, too, where it was being made at that moment', async () => {
    const residentId = await aResident(city)
    const making = await city.database.connect()
    await making.query('begin')
    await lockWaysIn(making, residentId)
    let isOver = false
    const stopping = stop(city, by(residentId), { useId: null, items: null }).then(() => (isOver = true))
    const sessionHash = hashOfToken(await startSession(city, residentId, 'demo'))
    const times = {
      once: false,
      madeAt: city.clock.now(),
      until: new Date(city.clock.now().getTime() + 60_000),
    }
    await makeShareCode(making, { residentId, shareId: newId<ShareId>(), ...times }, { sessionHash })
    expect(isOver).toBe(false)
    await making.query('commit')
    making.release()
    await stopping
    expect(await openSharesOf(city.database, residentId, city.clock.now())).toEqual(new Set())
  })

  it('because its time comes while it is being opened shows nothing', async () => {
    const { code, until } = await somebody()
    const before = city.clock.now()
    const meanwhile = withAfterRecord(() => Promise.resolve(city.clock.set(until)))
    expect(await openedBy(meanwhile, code)).toBe('share-not-open')
    city.clock.set(before)
  })

  it('is ended by nobody else, and stopping one company ends none', async () => {
    const { residentId, shareId, code } = await somebody({ once: false })
    expect(await endOwnShare(city, await aResident(city), shareId)).toBe('not-there')
    await stop(city, by(residentId), { useId: null, items: null, amongUses: [] })
    expect(await openedBy(city, code)).toEqual(shown)
  })

  it('is confirmed no earlier than the stop journal has it', async () => {
    const { residentId, shareId, code } = await somebody()
    const journal = Object.create(city.journal, {
      keep: { value: () => Promise.resolve(false) },
    }) as Tenant['journal']
    expect(await endOwnShare({ ...city, journal }, residentId, shareId)).toBe('not-kept')
    expect(await openedBy(city, code)).toBe('share-not-open')
  })
})

describe('Making a share', () => {
  const day = (text: string) => text as LocalDay

  it('is refused to whom does not take part, is too young, or has too many', async () => {
    const { residentId } = await somebody()
    expect(await tryToShare({ ...city, joinAloneAge: 200 }, residentId)).toMatchObject({
      because: 'share-too-young',
    })
    for (let open = 1; open < atMost.open; open += 1) await aShare(city, residentId)
    expect(await tryToShare(city, residentId)).toMatchObject({ because: 'too-many-shares' })
    await leave(city, by(residentId), 'left')
    expect(await tryToShare(city, residentId)).toMatchObject({ because: 'share-not-now' })
  })

  it('of days that are none is refused', async () => {
    const { residentId } = await somebody()
    const wrong = { from: day('2025-01-01'), to: day('2026-11-01') }
    expect(await tryToShare(city, residentId, wrong)).toMatchObject({ because: 'share-wrong-days' })
  })

  it('leaves no code, name or note in the database', async () => {
    const { code } = await somebody({ once: false, note: new Personal('秘密の医院') })
    await openedBy(city, code, '秘密の医師')
    for (const table of ['shares.shares', 'shares.openings', 'identity.share_codes']) {
      const { rows } = await city.database.query<{ text: string }>(
        `select row_to_json(t)::text as text from ${table} t`,
      )
      const all = rows.map(({ text }) => text).join('\n')
      const hex = (text: string) => Buffer.from(text).toString('hex')
      for (const secret of [code.reveal(), '秘密の医院', '秘密の医師'])
        expect([all.includes(secret), all.includes(hex(secret))], table).toEqual([false, false])
    }
  })

  it('and opening it stand in the log', async () => {
    await logEverything(city)
    expect((await checkLog(city, [])).faults).toEqual([])
    const { residentId } = await somebody()
    const { rows } = await city.database.query<{ count: number }>(
      `select count(*)::int as count from shares.openings where not exists (
         select from proof.door_commitments logged where logged.leaf_id = opening_id)`,
    )
    expect([residentId.length, rows[0]?.count]).toEqual([36, 0])
  })
})
