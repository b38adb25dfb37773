import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { wallClock } from '../support/service-company.ts'
import { startingMs, type ServiceProcess } from '../support/service.ts'
import { aScene, delivers, readOn, untilDelivering, type Scene } from '../support/two-machines-scene.ts'

/** A process gives up within this time of the last look that was good, and looks each second. */
const leaseMs = 5_000

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

  it('lets nothing leave before what was announced is on the disk of the other machine', async () => {
    await untilDelivering(scene)
    const saidLost = () => scene.services[0]!.output().split('no standby follows').length
    const before = saidLost()
    const receivers = await scene.two.second.walReceivers()
    for (const pid of receivers) process.kill(pid, 'SIGSTOP')
    const stoppedAt = wallClock()
    const reading = readOn(scene)
    await sleep(2_000)
    const lines = reading.lines.length
    // The connection stands; but what does not move does not follow.
    await vi.waitFor(() => expect(saidLost()).toBeGreaterThan(before), { timeout: 10_000 })
    for (const pid of receivers) process.kill(pid, 'SIGCONT')
    await untilDelivering(scene)
    await reading.end()
    console.log(`standing still: ${(wallClock() - stoppedAt).toFixed(0)} ms`)
    expect([receivers.length, lines]).toEqual([2, 0])
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
