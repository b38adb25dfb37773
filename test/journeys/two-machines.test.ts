import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { giveConsent, issueReceipt } from '../../src/consent/index.ts'
import { newestCheckpoint } from '../../src/proof/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { aResident, aUse, by, deposit, stepsFile } from '../support/city.ts'
import { freePort } from '../support/http-free-port.ts'
import { registerTestCompany, type TestCompany } from '../support/http-company.ts'
import { isFull } from '../support/is-full.ts'
import { browserOf, type SignedInBrowser } from '../support/served-resident.ts'
import { aToken, readRecords, recordsIn, wallClock, type Line } from '../support/service-company.ts'
import { startingMs, type ServiceProcess } from '../support/service.ts'
import { twoMachines, type Process, type TwoMachines } from '../support/two-machines.ts'

/** A process gives up within this time of the last look that was good, and looks each second. */
const leaseMs = 5_000
const rounds = isFull ? 12 : 3
const residentsInRound = 40

/** A city on two machines with a company that reads, and people who agreed. */
interface Scene {
  two: TwoMachines
  receiver: Process
  services: ServiceProcess[]
  company: TestCompany
  use: Use
  residents: { residentId: ResidentId; receiptNumber: string; browser: SignedInBrowser }[]
  /** By turns, more than its readers can use up. */
  token: () => string
}

async function aScene(): Promise<Scene> {
  const two = await twoMachines()
  const receiver = await two.startReceiver()
  const { city } = two
  const services = await Promise.all([city.start(), city.start()])
  const company = await registerTestCompany(city.tenant)
  const use = await aUse(city.tenant, company.vendor, { items: ['activity.steps'] })
  const residents = []
  for (let count = 0; count < residentsInRound; count += 1) {
    const residentId = await aResident(city.tenant)
    await deposit(city.tenant, residentId, stepsFile({ '2026-11-01': 1_000 + count }))
    const answer = { useId: use.useId, versionShown: use.version, items: use.terms.items }
    const given = await giveConsent(city.tenant, by(residentId), answer)
    if (!given.ok) throw new Error(given.because)
    const browser = await browserOf(city.tenant, residentId, `10.0.0.${count}`)
    await browser.open(services[count % 2]!, '/companies')
    residents.push({ residentId, receiptNumber: given.receiptNumber, browser })
  }
  await city.settle()
  const tokens: string[] = []
  for (let count = 0; count < 12; count += 1) tokens.push(await aToken(city, services[0]!, company))
  let turn = 0
  const token = () => tokens[(turn += 1) % tokens.length]!
  return { two, receiver, services, company, use, residents, token }
}

/** Whether a read of everything gets through to its end. */
async function delivers({ token, use }: Pick<Scene, 'token' | 'use'>, service: ServiceProcess) {
  return (await readRecords(service, { token: token(), use })).complete
}

const untilDelivering = (scene: Scene) =>
  vi.waitFor(
    async () => {
      for (const service of scene.services) expect(await delivers(scene, service)).toBe(true)
    },
    { timeout: 30_000, interval: 200 },
  )

/** Reads without a pause at every service, until told to end; every line that came. */
function readOn({ services, token, use }: Scene) {
  const lines: Line[] = []
  let over = false
  const reading = services.map(async (service) => {
    while (!over) {
      await readRecords(service, { token: token(), use, onLine: (line) => void lines.push(line) })
      await sleep(40)
    }
  })
  return {
    lines,
    end: async () => {
      over = true
      await Promise.all(reading)
    },
  }
}

async function metric(service: ServiceProcess, name: string): Promise<string | undefined> {
  const text = await (await fetch(`${service.origin}/metrics`)).text()
  return text
    .split('\n')
    .find((line) => line.startsWith(`${name}{`))
    ?.split(' ')
    .at(-1)
}

const stopsOf = (journal: string, { two }: Scene) =>
  readFile(join(journal, two.city.tenant.id, 'stops.journal'), 'utf8')

describe('A city on two machines', () => {
  let scene: Scene
  let person = 0
  beforeAll(async () => {
    scene = await aScene()
  }, startingMs)
  afterAll(() => scene?.two.close())

  /** Somebody else stops; how long it took until it was confirmed. */
  async function stopOne(service = scene.services[0]!): Promise<{ confirmedAt: number; tookMs: number }> {
    const begun = wallClock()
    const { confirmedAt } = await scene.residents[(person += 1)]!.browser.stop(service, scene.use)
    return { confirmedAt, tookMs: confirmedAt - begun }
  }

  it('delivers, and confirms a stop once the second machine has it, too', async () => {
    await untilDelivering(scene)
    for (let count = 0; count < 3; count += 1) {
      const { tookMs } = await stopOne()
      const [here, there] = [scene.two.first, scene.two.second].map(({ journal }) => stopsOf(journal, scene))
      expect([await there, tookMs < 2_000]).toEqual([await here, true])
    }
    expect(await metric(scene.services[0]!, 'azukari_standby_lost')).toBe('0')
  })

  it('keeps the leaves there, too, before they are signed', async () => {
    const leaves = (journal: string) =>
      readFile(join(journal, scene.two.city.tenant.id, 'leaves', `${'0'.repeat(15)}.leaves`), 'utf8')
    await vi.waitFor(
      async () => {
        const waiting = await scene.two.city.tenant.database.query('select from proof.pending_leaves')
        expect(waiting.rowCount).toBe(0)
      },
      { timeout: 20_000 },
    )
    expect(await leaves(scene.two.second.journal)).toBe(await leaves(scene.two.first.journal))
  })

  it.each(['data', 'keystore'] as const)(
    'whose standby of the %s is lost stops delivering within a lease, and takes stops; back, it delivers again',
    async (store) => {
      await untilDelivering(scene)
      const reading = readOn(scene)
      await sleep(1_000)
      const lostAt = wallClock()
      await scene.two.second.stop(store)
      await sleep(leaseMs + 1_500)
      const last = reading.lines.at(-1)?.arrivedAt ?? 0
      const { tookMs } = await stopOne(scene.services[1])
      expect(await delivers(scene, scene.services[0]!)).toBe(false)
      // Pages, and with them stops, must not be taken off the line.
      expect((await fetch(`${scene.services[0]!.origin}/healthz`)).status).toBe(200)
      await vi.waitFor(
        async () => {
          expect(await metric(scene.services[0]!, 'azukari_standby_lost')).toBe('1')
          expect(await metric(scene.services[0]!, 'azukari_deliveries_closed')).toBe('1')
        },
        { timeout: 20_000, interval: 500 },
      )
      expect(scene.services[0]!.output()).toContain('no standby follows')
      await scene.two.second.start(store)
      await untilDelivering(scene)
      await reading.end()
      console.log(
        `${store}: last line ${(last - lostAt).toFixed(0)} ms after the loss, stop confirmed in ${tookMs.toFixed(0)} ms`,
      )
      expect(last - lostAt).toBeLessThan(leaseMs)
      expect(tookMs).toBeLessThan(2_000)
    },
  )

  it('that cannot reach the journal there confirms alone, once nothing is delivered any more', async () => {
    await untilDelivering(scene)
    for (let round = 0; round < 3; round += 1) {
      const reading = readOn(scene)
      await sleep(500 + Math.random() * 1_000)
      await scene.receiver.kill()
      const { confirmedAt, tookMs } = await stopOne(scene.services[round % 2])
      const again = await stopOne(scene.services[(round + 1) % 2])
      await sleep(1_500)
      const late = reading.lines.filter(({ arrivedAt }) => arrivedAt > confirmedAt)
      expect(await stopsOf(scene.two.first.journal, scene)).not.toBe(
        await stopsOf(scene.two.second.journal, scene),
      )
      scene.receiver = await scene.two.startReceiver()
      const backAt = wallClock()
      await untilDelivering(scene)
      await reading.end()
      const early = reading.lines.find(({ arrivedAt }) => arrivedAt > confirmedAt)?.arrivedAt ?? 0
      console.log(
        `alone: confirmed in ${tookMs.toFixed(0)} ms, the next in ${again.tookMs.toFixed(0)} ms; ` +
          `deliveries ${(wallClock() - backAt).toFixed(0)} ms after it was back`,
      )
      expect(late).toEqual([])
      expect(early).toBeGreaterThan(confirmedAt + 1_500)
      expect(tookMs).toBeLessThan(leaseMs + 3_000)
      expect(again.tookMs).toBeLessThan(leaseMs + 3_000)
      expect(await stopsOf(scene.two.second.journal, scene)).toBe(
        await stopsOf(scene.two.first.journal, scene),
      )
    }
  })

  it('confirms nothing alone in a process that has not heard the second machine since it began', async () => {
    await scene.receiver.kill()
    const late = await scene.two.city.start()
    await expect(stopOne(late)).rejects.toThrow('the stop was answered with 503')
    scene.receiver = await scene.two.startReceiver()
    await vi.waitFor(async () => expect(await delivers(scene, late)).toBe(true), { timeout: 20_000 })
    await late.stop()
  })

  it('is not promoted while the first machine answers', async () => {
    for (const options of [[], ['--nothing-confirmed-alone', '--the-machine-is-off']]) {
      const told = await scene.two.promote(...options)
      expect([told.status, told.stderr]).toEqual([1, expect.stringContaining('still answers')])
    }
    const served = await scene.two.onSecond('serve')
    expect([served.status, served.stderr]).toEqual([1, expect.stringContaining('azukari promote')])
    expect(await delivers(scene, scene.services[0]!)).toBe(true)
  })
})

describe('A city whose first machine dies at a random moment, under load', () => {
  it.each(Array.from({ length: rounds }, (_, round) => [round]))(
    'goes on on the second one (%i)',
    async (round) => {
      const scene = await aScene()
      try {
        await lose(scene, round)
      } finally {
        await scene.two.close()
      }
    },
  )

  async function lose(scene: Scene, round: number): Promise<void> {
    const { two, services, use, residents } = scene
    const { tenant } = two.city
    await untilDelivering(scene)
    const isAlone = round % 3 === 2
    const checkpoints = new Set<string>()
    const confirmed = new Set<ResidentId>()
    const reading = readOn(scene)
    let isOver = false
    const stopping = services.map(async (service, index) => {
      for (const [place, { residentId, browser }] of residents.entries()) {
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
        const note = await newestCheckpoint(tenant.database).catch(() => undefined)
        if (note?.ok) checkpoints.add(note.note)
        await sleep(20)
      }
    })()
    await sleep(300 + Math.random() * 1_500)
    if (isAlone) {
      await scene.receiver.kill()
      await sleep(4_000 + Math.random() * 3_000)
    }
    const document = await receiptOf(scene)
    const killedAt = wallClock()
    await Promise.all([...services.map((service) => service.kill('SIGKILL')), two.first.kill()])
    isOver = true
    await Promise.all([...stopping, watching])
    await reading.end()
    if (isAlone) scene.receiver = await two.startReceiver()

    // Not without saying how it is known that nothing is missing.
    const told = await two.promote('--the-machine-is-off')
    expect([told.status, told.stderr]).toEqual([1, expect.stringContaining('--journal DIR')])
    const way = isAlone || round % 3 === 1 ? ['--journal', two.first.journal] : ['--nothing-confirmed-alone']
    const promoted = await two.promote(...way, '--the-machine-is-off', '--json')
    expect([promoted.status, promoted.stderr.split('\n').length]).toEqual([0, 7])
    expect(JSON.parse(promoted.stdout)).toMatchObject({ ok: true, already: false })
    const again = await two.promote(...way, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, already: true })
    const service = await two.serveOnSecond()
    const downMs = wallClock() - killedAt

    const read = await vi.waitFor(
      async () => {
        const answer = await readRecords(service, { token: scene.token(), use })
        expect([answer.status, answer.complete]).toEqual([200, true])
        return answer
      },
      { timeout: 20_000, interval: 500 },
    )
    const subjects = await subjectsOf(scene)
    const broken = recordsIn(read.lines).filter(({ subject }) => confirmed.has(subjects.get(subject)!))
    console.log(
      `lost after ${confirmed.size} stops, ${reading.lines.length} lines, ${checkpoints.size} checkpoints; ` +
        `serving again after ${(downMs / 1000).toFixed(1)} s; ${recordsIn(read.lines).length} people are read`,
    )
    expect(broken).toEqual([])
    expect(confirmed.size).toBeGreaterThan(2)
    expect(recordsIn(read.lines).length).toBeGreaterThan(0)

    await expectWholeLog(scene, service, [...checkpoints], document)
    await expectOldMachineToEnd(scene)
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
