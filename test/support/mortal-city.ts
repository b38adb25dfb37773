/** A city all of whose processes may be killed at any moment: services, the sequencer among them, and both databases. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool, type Pool } from '../../src/platform/database/index.ts'
import { freePort } from './http-free-port.ts'
import { startMortalCluster, type MortalCluster } from './mortal-cluster.ts'
import type { Seeded } from './seeded.ts'
import { serveCity, type LaunchedService, type ServedCity, type ServiceProcess } from './service.ts'

/** What is killed, and how often of a hundred. Starting a service takes two seconds of a processor, so they are fewer. */
const weights = {
  server: 9,
  sequencer: 8,
  'a backend of the database': 39,
  'a backend of the key store': 24,
  'the database': 10,
  'the key store': 10,
} as const
export type Victim = keyof typeof weights
const listed = (Object.keys(weights) as Victim[]).flatMap((victim) =>
  Array.from({ length: weights[victim] }, () => victim),
)

/** How long a database is gone before it is started again. */
const longestDownMs = 300
/** A service that cannot start because its database is away is started again after this, as systemd does. */
const againAfterMs = 200

/** What is not there is looked for a moment longer; then something else is killed. */
const lookAgainMs = 100
const looksForVictim = 3
/** Of the looks at a service that is only just starting, those that kill it. */
const killedWhileStarting = 0.05

interface Slot {
  name: string
  port: number
  service: LaunchedService | undefined
  isUp: boolean
  isKilled: boolean
}

export class MortalCity {
  readonly kills: Record<Victim, number> = {
    server: 0,
    sequencer: 0,
    'a backend of the database': 0,
    'a backend of the key store': 0,
    'the database': 0,
    'the key store': 0,
  }
  /** Of services that had been up and ended although nobody killed them, what they said last. */
  readonly ownDeaths: string[] = []
  readonly city: ServedCity
  readonly #clusters: { data: MortalCluster; keystore: MortalCluster }
  readonly #directory: string
  readonly #slots: Slot[]
  readonly #superuser: Pool
  readonly #keeping: Promise<void>[]
  #over = false

  private constructor(
    city: ServedCity,
    clusters: { data: MortalCluster; keystore: MortalCluster },
    directory: string,
    ports: readonly number[],
  ) {
    this.city = city
    this.#clusters = clusters
    this.#directory = directory
    this.#superuser = openPool({ url: clusters.data.url, name: 'test-sees', max: 1, patienceMs: 1_000 })
    this.#slots = ports.map((port, at) => ({
      name: `slot-${at}`,
      port,
      service: undefined,
      isUp: false,
      isKilled: false,
    }))
    this.#keeping = this.#slots.map((slot) => this.#keepRunning(slot))
  }

  /** With so many services, each of which may become the sequencer. */
  static async found(services: number, settings: NodeJS.ProcessEnv): Promise<MortalCity> {
    const directory = await mkdtemp(join(tmpdir(), 'azukari-mortal-'))
    const data = await startMortalCluster(directory, 'postgres')
    const keystore = await startMortalCluster(directory, 'keystore')
    const addresses = { DATABASE_URL: data.url, AZUKARI_KEYSTORE_URL: keystore.url }
    const city = await serveCity({ ...settings, ...addresses })
    const ports: number[] = []
    while (ports.length < services) ports.push(await freePort())
    return new MortalCity(city, { data, keystore }, directory, ports)
  }

  /** One that answered when it was last looked at. */
  service(chance: Seeded): ServiceProcess | undefined {
    const up = this.#slots.flatMap(({ service, isUp }) => (service && isUp ? [service] : []))
    return up.length === 0 ? undefined : chance.pick(up)
  }

  /** Whether one is at work, and can be told from the others. */
  async hasSequencer(): Promise<boolean> {
    return (await this.#sequencer()) !== undefined
  }

  /** kill -9 of this, or of something by chance. What is not there now is waited for, and then something else chosen. */
  async kill(wanted: Victim | undefined, chance: Seeded): Promise<void> {
    for (let victim = wanted ?? chance.pick(listed); ; victim = chance.pick(listed)) {
      for (let looks = 0; looks < looksForVictim; looks += 1) {
        if (await this.#isKilled(victim, chance)) return void (this.kills[victim] += 1)
        await sleep(lookAgainMs)
      }
    }
  }

  /** False where there was none of it to kill. */
  async #isKilled(victim: Victim, chance: Seeded): Promise<boolean> {
    const { data, keystore } = this.#clusters
    const downMs = chance.next() * longestDownMs
    switch (victim) {
      case 'server': {
        // Mostly one that serves; else those that have just been killed would be killed again and again.
        const slot = chance.pick(this.#slots)
        return (slot.isUp || chance.next() < killedWhileStarting) && this.#killSlot(slot)
      }
      case 'sequencer':
        return this.#killSlot(await this.#sequencer())
      case 'a backend of the database':
        return data.killOne(chance)
      case 'a backend of the key store':
        return keystore.killOne(chance)
      case 'the database':
        return data.killAll(downMs)
      case 'the key store':
        return keystore.killAll(downMs)
    }
  }

  async #killSlot(slot: Slot | undefined): Promise<boolean> {
    if (!slot?.service?.alive()) return false
    slot.isKilled = true
    slot.isUp = false
    await slot.service.kill('SIGKILL')
    return true
  }

  /** Whoever holds the sequencer's lease looks every quarter of a second whether something waits; the others ask for it. */
  async #sequencer(): Promise<Slot | undefined> {
    const asked = this.#superuser.query<{ name: string }>(
      `select application_name as name from pg_stat_activity
        where usename = 'azukari_' || $1 || '_sequencer' and state_change > clock_timestamp() - interval '1 second'
          and query not like '%where lease_until < clock_timestamp()%'
        order by state_change desc limit 1`,
      [this.city.tenant.id],
    )
    const { rows } = await asked.catch(() => ({ rows: [] }))
    return this.#slots.find(({ name }) => name === rows[0]?.name)
  }

  /** Each goes by its own name in the database. */
  async #keepRunning(slot: Slot): Promise<void> {
    const database = new URL(this.#clusters.data.url)
    database.searchParams.set('application_name', slot.name)
    while (!this.#over) {
      const service = this.city.launch(slot.port, { DATABASE_URL: database.href })
      Object.assign(slot, { service, isKilled: false })
      const wasUp = await service.healthy.then(
        () => true,
        () => false,
      )
      slot.isUp = wasUp && !slot.isKilled
      await service.ended
      slot.isUp = false
      if (wasUp && !slot.isKilled && !this.#over) this.ownDeaths.push(service.output().slice(-2_000))
      await sleep(againAfterMs)
    }
  }

  /** Resolves when both databases and a service run again. */
  async up(): Promise<void> {
    const { data, keystore } = this.#clusters
    await Promise.all([data.up(), keystore.up()])
    while (!this.#slots.some(({ isUp }) => isUp)) await sleep(50)
  }

  async close(): Promise<void> {
    this.#over = true
    for (const slot of this.#slots) await this.#killSlot(slot)
    await this.#superuser.end()
    // Services that are just being started.
    await this.city.close()
    await Promise.all(this.#keeping)
    const { data, keystore } = this.#clusters
    await data.stop()
    await keystore.stop()
    await rm(this.#directory, { recursive: true, force: true })
  }
}
