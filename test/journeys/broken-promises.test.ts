import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { findReceipt, giveConsent, issueReceipt } from '../../src/consent/index.ts'
import { dayMs } from '../../src/kernel/index.ts'
import { openPool, withDatabase, type Pool } from '../../src/platform/database/index.ts'
import { describeKeys, keysOfLog } from '../../src/proof/index.ts'
import { azukari } from '../support/azukari-command.ts'
import { aResident, aUse, aVendor, by } from '../support/city.ts'
import { freePort } from '../support/http-free-port.ts'
import { serveCity, startingMs, type ServedCity } from '../support/service.ts'
import { proven } from '../support/proven.ts'

let city: ServedCity
let directory: string
/** Somebody with every right on the database. */
let attacker: Pool

/** A receipt as somebody has it in hand, and the number of its record in the log. */
interface InHand {
  file: string
  leafId: string
  anew(): Promise<string>
}
/** Two days ago: logged, taken out of the queue, changed in the queue, never taken by a sequencer. And just now. */
let held: Record<'logged' | 'taken' | 'changed' | 'waiting' | 'young', InHand>

async function consent(name: string): Promise<InHand> {
  const residentId = await aResident(city.tenant)
  const use = await aUse(city.tenant, await aVendor(city.tenant))
  const answer = { useId: use.useId, versionShown: 1, items: ['activity.steps' as const] }
  const given = await giveConsent(city.tenant, proven(by(residentId)), answer)
  if (!given.ok) throw new Error(given.because)
  const found = await findReceipt(city.tenant, residentId, given.receiptNumber)
  const fetch = async (how: string) => {
    const issued = await issueReceipt(city.tenant, residentId, given.receiptNumber)
    if (!issued.ok) throw new Error(issued.because)
    const file = join(directory, `${name}-${how}.json`)
    await writeFile(file, JSON.stringify(issued.document))
    return file
  }
  return { file: await fetch('then'), leafId: found!.events[0]!.eventId, anew: () => fetch('anew') }
}

const nothingWaits = () =>
  vi.waitFor(
    async () =>
      expect((await city.tenant.database.query('select from proof.pending_leaves')).rowCount).toBe(0),
    { timeout: 20_000 },
  )

async function setClock(aheadMs: number): Promise<void> {
  await city.tenant.demoClock?.set(new Date(Date.now() + aheadMs))
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'azukari-promises-'))
  city = await serveCity()
  attacker = openPool({
    url: withDatabase(inject('postgresUrl'), `azukari_${city.tenant.id}`),
    name: 'test-attacker',
    max: 1,
  })
  await setClock(-2 * dayMs)
  const service = await city.start()
  await vi.waitFor(async () => expect(await keysOfLog(city.tenant.database)).not.toEqual([]), {
    timeout: 20_000,
  })
  const logged = await consent('logged')
  await nothingWaits()
  await service.stop()
  const [taken, changed, waiting] = [
    await consent('taken'),
    await consent('changed'),
    await consent('waiting'),
  ]
  await setClock(0)
  held = { logged, taken, changed, waiting, young: await consent('young') }
  await attacker.query('delete from proof.pending_leaves where leaf_id = $1', [taken.leafId])
  await attacker.query(`update proof.pending_leaves set commitment = sha256('other') where leaf_id = $1`, [
    changed.leafId,
  ])
  await writeFile(
    join(directory, 'keys.json'),
    JSON.stringify(describeKeys(await keysOfLog(city.tenant.database))),
  )
}, startingMs)
afterAll(async () => {
  await attacker?.end()
  await city?.close()
  await rm(directory, { recursive: true })
})

interface Audited {
  faults: { because: string; leafId: string }[]
  overdue: number
  overdueLeaves: { leafId: string }[]
}

async function verifyLog() {
  const { stdout, status } = await azukari(['verify-log', '--json'], city.environment)
  const [audit] = JSON.parse(stdout) as [Audited]
  const faults = audit.faults.map(({ because, leafId }) => [because, leafId])
  return { status, faults, overdue: audit.overdue, late: audit.overdueLeaves.map(({ leafId }) => leafId) }
}

/** What `azukari verify` says of each receipt: nothing, or why it does not hold. */
async function verify(fileOf: (receipt: InHand) => Promise<string>) {
  const verdicts: Record<string, string[]> = {}
  for (const [name, receipt] of Object.entries(held)) {
    const typed = ['verify', '--json', await fileOf(receipt), '--keys', join(directory, 'keys.json')]
    const { stdout, status } = await azukari(typed)
    const { receipt: checked } = JSON.parse(stdout) as { receipt: { faults: { because: string }[] } }
    verdicts[name] = checked.faults.map(({ because }) => because)
    expect([name, status]).toEqual([name, checked.faults.length === 0 ? 0 : 1])
  }
  return verdicts
}

describe('Receipts whose promise was broken', () => {
  it('are each named while their records wait or are gone, and no other is', async () => {
    const { leafId: gone } = held.taken
    const { leafId: other } = held.changed
    const { faults, overdue, late, status } = await verifyLog()
    expect(status).toBe(1)
    expect(faults.sort()).toEqual(
      [
        ['not-in-the-log', gone],
        ['record-changed', other],
      ].sort(),
    )
    expect(overdue).toBe(2)
    expect(late.sort()).toEqual([other, held.waiting.leafId].sort())
    const inWords = await azukari(['verify-log'], city.environment)
    for (const { leafId } of [held.taken, held.changed, held.waiting])
      expect(inWords.stdout).toContain(leafId)
    for (const { leafId } of [held.logged, held.young]) expect(inWords.stdout).not.toContain(leafId)
  })

  it('do not hold in the hand of whoever has them', async () => {
    const broken = ['promise-over']
    const verdicts = { taken: broken, changed: broken, waiting: broken, logged: ['promise-over'], young: [] }
    expect(await verify(({ file }) => Promise.resolve(file))).toEqual(verdicts)
  })

  it('are counted for whoever watches a service that may not sign', async () => {
    // Its journal is not there: it is not admitted, and no sequencer of its own takes what waits.
    const port = await freePort()
    const service = city.launch(port, { AZUKARI_JOURNAL: join(directory, 'nowhere') })
    await vi.waitFor(
      async () => {
        const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
        expect(metrics).toContain(`azukari_log_overdue_commitments{tenant="${city.tenant.id}"} 2\n`)
        expect(metrics).toContain(`azukari_deliveries_closed{tenant="${city.tenant.id}"} 1\n`)
      },
      { timeout: 60_000, interval: 250 },
    )
    await service.kill('SIGKILL')
  })

  it('hold again once the log has them, and only those whose record is the log’s', async () => {
    await city.start()
    await nothingWaits()
    const { faults, overdue, late, status } = await verifyLog()
    expect({ status, overdue, late }).toEqual({ status: 1, overdue: 0, late: [] })
    expect(faults.sort()).toEqual(
      [
        ['not-in-the-log', held.taken.leafId],
        ['record-changed', held.changed.leafId],
      ].sort(),
    )
    expect(await verify(({ anew }) => anew())).toEqual({
      logged: [],
      waiting: [],
      young: [],
      taken: ['promise-over'],
      changed: ['not-in-the-log'],
    })
  })
})
