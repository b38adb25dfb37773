import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { issueReceipt } from '../../src/consent/index.ts'
import { newestCheckpoint } from '../../src/proof/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { freePort } from '../support/http-free-port.ts'
import { isFull } from '../support/is-full.ts'
import { readRecords, recordsIn, wallClock } from '../support/service-company.ts'
import type { ServiceProcess } from '../support/service.ts'
import { aScene, readOn, untilDelivering, type Scene } from '../support/two-machines-scene.ts'

/** What is at hand when the first machine is lost, and what the operator says then. */
interface Loss {
  /** The copy of the journal ends some seconds before the machine does: stops are confirmed alone. */
  isAlone: boolean
  way: 'stated' | 'journal' | 'frozen'
}

const losses: readonly (readonly [string, Loss])[] = [
  ['nothing was confirmed alone', { isAlone: false, way: 'stated' }],
  ['its disk is at hand', { isAlone: false, way: 'journal' }],
  ['its disk is at hand, and has stops that nobody else knows', { isAlone: true, way: 'journal' }],
  ['its disk is lost, too', { isAlone: true, way: 'frozen' }],
]
/** Each takes more than a minute: a normal check has the two hardest. `two-machines` promotes as stated, too. */
const all = isFull ? Array.from({ length: 3 }, () => losses).flat() : losses.slice(2)

describe('A city whose first machine dies at a random moment, under load', () => {
  it.each(all)('goes on on the second one when %s', async (_, loss) => {
    const scene = await aScene()
    try {
      await lose(scene, loss)
    } finally {
      await scene.two.close()
    }
  })

  async function lose(scene: Scene, loss: Loss): Promise<void> {
    const { two, use } = scene
    await untilDelivering(scene)
    const { confirmed, lines, checkpoints, document, killedAt } = await liveAndDie(scene, loss)
    const service = await takeOver(scene, loss)
    const downMs = wallClock() - killedAt
    const read = await vi.waitFor(
      async () => {
        const answer = await readRecords(service, { token: scene.token(), use })
        expect([answer.status, answer.complete]).toEqual([200, true])
        return answer
      },
      { timeout: 20_000, interval: 500 },
    )
    const people = recordsIn(read.lines)
    console.log(
      `lost after ${confirmed.size} stops, ${lines.length} lines, ${checkpoints.length} checkpoints; ` +
        `serving again after ${(downMs / 1000).toFixed(1)} s; ${people.length} people are read`,
    )
    const subjects = await subjectsOf(scene)
    expect(people.filter(({ subject }) => confirmed.has(subjects.get(subject)!))).toEqual([])
    // After a freeze everybody is asked again.
    expect(people.length > 0).toBe(loss.way !== 'frozen')
    const provisions = await two.second.query<{ id: string }>(
      two.city.tenant.id,
      'select provision_id as id from exchange.provisions',
      [],
    )
    const recorded = new Set(provisions.map(({ id }) => id))
    expect(recordsIn(lines).filter(({ provision }) => !recorded.has(provision))).toEqual([])
    await expectWholeLog(scene, service, checkpoints, document)
    await expectOldMachineToEnd(scene)
  }

  /** Companies read and residents stop, until all processes and databases of the first machine are dead at once. */
  async function liveAndDie(scene: Scene, { isAlone }: Loss) {
    const { two, services, use, residents } = scene
    const checkpoints = new Set<string>()
    const confirmed = new Set<ResidentId>()
    const reading = readOn(scene)
    let isOver = false
    const stopping = services.map(async (service, index) => {
      for (const [place, { residentId, browser }] of residents.slice(0, 30).entries()) {
        if (place % 2 !== index || isOver) continue
        // Whoever gets no answer was promised nothing.
        await browser.stop(service, use).then(
          () => confirmed.add(residentId),
          () => undefined,
        )
        await sleep(Math.random() * 120)
      }
    })
    const watching = (async () => {
      while (!isOver) {
        const note = await newestCheckpoint(two.city.tenant.database).catch(() => undefined)
        if (note?.ok) checkpoints.add(note.note)
        await sleep(20)
      }
    })()
    await vi.waitFor(() => expect(confirmed.size).toBeGreaterThan(2), { timeout: 20_000, interval: 20 })
    if (isAlone) await scene.receiver.kill()
    await sleep(Math.random() * 1_500 + (isAlone ? 3_000 : 0))
    const document = await receiptOf(scene)
    const killedAt = wallClock()
    await Promise.all([...services.map((service) => service.kill('SIGKILL')), two.first.kill()])
    isOver = true
    await Promise.all([...stopping, watching])
    await reading.end()
    if (isAlone) scene.receiver = await two.startReceiver()
    return { confirmed, lines: reading.lines, checkpoints: [...checkpoints], document, killedAt }
  }

  async function takeOver({ two }: Scene, { way }: Loss): Promise<ServiceProcess> {
    // Not without saying how it is known that nothing is missing.
    const told = await two.promote('--the-machine-is-off')
    expect([told.status, told.stderr]).toEqual([1, expect.stringContaining('--journal DIR')])
    const options = {
      stated: ['--nothing-confirmed-alone'],
      journal: ['--journal', two.first.journal],
      frozen: ['--freeze-consents'],
    }[way]
    const promoted = await two.promote(...options, '--the-machine-is-off', '--json')
    expect([promoted.status, promoted.stderr]).toEqual([0, expect.stringContaining('the data is promoted')])
    expect(JSON.parse(promoted.stdout)).toMatchObject({ ok: true, already: false })
    const again = await two.promote(...options, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, already: true })
    return two.serveOnSecond()
  }

  /** Of somebody who agreed, with its evidence. */
  async function receiptOf({ two: { city }, residents }: Scene): Promise<string> {
    const { residentId, receiptNumber } = residents.at(-1)!
    const issued = await issueReceipt(city.tenant, residentId, receiptNumber)
    if (!issued.ok) throw new Error(issued.because)
    return JSON.stringify(issued.document)
  }

  /** Who is behind each pseudonym, by the books of the second machine. */
  async function subjectsOf({ two, use }: Scene): Promise<Map<string, ResidentId>> {
    const rows = await two.second.query<{ subject: string; residentId: ResidentId }>(
      two.city.tenant.id,
      'select pseudonym as subject, resident_id as "residentId" from exchange.pseudonyms where use_id = $1',
      [use.useId],
    )
    return new Map(rows.map(({ subject, residentId }) => [subject, residentId]))
  }

  async function expectWholeLog(
    { two }: Scene,
    service: ServiceProcess,
    checkpoints: readonly string[],
    document: string,
  ): Promise<void> {
    const kept = join(two.second.directory, 'kept.txt')
    await writeFile(kept, checkpoints.join('\n'))
    const audit = await two.onSecond('verify-log', '--json', '--checkpoint', kept)
    expect([audit.status, audit.stdout]).toEqual([0, expect.stringContaining('"faults":[]')])
    const [keys, receipt] = ['keys.json', 'receipt.json'].map((name) => join(two.second.directory, name))
    await writeFile(keys!, await (await fetch(`${service.origin}/log/v1/keys`)).text())
    await writeFile(receipt!, document)
    expect((await two.onSecond('verify', receipt!, '--keys', keys!)).status).toBe(0)
  }

  /** It comes back with everything it had: it hears what happened, delivers nothing, confirms nothing, and ends. */
  async function expectOldMachineToEnd(scene: Scene): Promise<void> {
    const { two, residents } = scene
    for (const store of ['data', 'keystore'] as const) await two.first.start(store)
    const outcomes = { confirmed: 0, lines: 0 }
    const origin = `http://127.0.0.1:${await freePort()}`
    const port = Number(new URL(origin).port)
    let isOver = false
    const old = two.onFirst({ PORT: String(port), AZUKARI_CITY_PORT: String(port - 1) }, 'serve')
    void old.finally(() => (isOver = true))
    while (!isOver) {
      const { browser } = residents.at(-2)!
      await browser.stop({ origin }, scene.use).then(
        () => (outcomes.confirmed += 1),
        () => undefined,
      )
      const read = await readRecords({ port }, { token: scene.token(), use: scene.use })
      outcomes.lines += recordsIn(read.lines).length
      await sleep(20)
    }
    const { status, stdout } = await old
    expect([status, outcomes]).toEqual([1, { confirmed: 0, lines: 0 }])
    expect(stdout).toContain('the second machine has taken over')
  }
})
