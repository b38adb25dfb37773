/** Residents who act, companies that read and somebody who keeps checkpoints, all at once, until told to rest. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { aResident, agree, aUse, deposit } from './city.ts'
import { registerTestCompany, type TestCompany } from './http-company.ts'
import { Memory, MindfulResident } from './mindful-residents.ts'
import type { Seeded } from './seeded.ts'
import { browserOf } from './served-resident.ts'
import { aToken, readRecords, wallClock } from './service-company.ts'
import type { ServedCity, ServiceProcess } from './service.ts'
import { walksFile } from './walks.ts'

/** Of ten minutes. */
const tokenMs = 4 * 60_000
const loops = 5
const pauseMs = { resident: 120, company: 500, checkpoint: 400 }
/** Of the reads, those that begin at the beginning; the others go on from a cursor. */
const wholeReads = 0.3

interface Program {
  company: TestCompany
  use: Use
}

/** Who may answer now; undefined while nobody does. */
type AnyService = () => ServiceProcess | undefined

export class MindfulLoad {
  readonly memory: Memory
  readonly #city: ServedCity
  readonly #service: AnyService
  readonly #chance: Seeded
  readonly #residents: MindfulResident[]
  readonly #programs: Program[]
  #isResting = true
  #busy = 0
  #toErase = 0
  #over = false
  #loops: Promise<unknown>[] = []

  private constructor(
    city: ServedCity,
    service: AnyService,
    chance: Seeded,
    people: { memory: Memory; residents: MindfulResident[]; programs: Program[] },
  ) {
    this.memory = people.memory
    this.#city = city
    this.#service = service
    this.#chance = chance
    this.#residents = people.residents
    this.#programs = people.programs
  }

  /** So many residents with data, all of whom have agreed to two uses; at rest. */
  static async prepare(city: ServedCity, count: number, service: AnyService, chance: Seeded) {
    const memory = new Memory()
    const programs: Program[] = []
    for (let company = 0; company < 2; company += 1) {
      const registered = await registerTestCompany(city.tenant)
      const use = await aUse(city.tenant, registered.vendor, { items: ['activity.steps'] })
      programs.push({ company: registered, use })
    }
    const residents: MindfulResident[] = []
    for (let at = 0; at < count; at += 1) {
      const residentId = await aResident(city.tenant)
      await deposit(city.tenant, residentId, walksFile(city.tenant.clock.now(), 2, 1))
      for (const { use } of programs) await agree(city.tenant, residentId, use)
      const browser = await browserOf(city.tenant, residentId, `10.0.0.${at + 1}`)
      const up = service()
      if (up) await browser.open(up, '/home')
      const uses = programs.map(({ use }) => use)
      residents.push(new MindfulResident(memory, residentId, browser, uses))
    }
    return new MindfulLoad(city, service, chance, { memory, residents, programs })
  }

  get people(): ResidentId[] {
    return this.#residents.map(({ residentId }) => residentId)
  }

  start(): void {
    this.#isResting = false
    const share = (loop: number) => this.#residents.filter((_, at) => at % loops === loop)
    this.#loops = [
      ...Array.from({ length: loops }, (_, loop) =>
        this.#repeat(pauseMs.resident, (service) => this.#liveOn(share(loop), service)),
      ),
      ...this.#programs.map((program) => this.#keepReading(program)),
      this.#repeat(pauseMs.checkpoint, (service) => this.#keepCheckpoint(service)),
    ]
  }

  /** Resolves when nothing is under way any more. */
  async rest(): Promise<void> {
    this.#isResting = true
    while (this.#busy > 0) await sleep(10)
  }

  goOn(): void {
    this.#isResting = false
  }

  async end(): Promise<void> {
    this.#over = true
    await Promise.all(this.#loops)
  }

  /** Somebody erases everything, as soon as anybody can. */
  eraseSomebody(): void {
    this.#toErase += 1
  }

  async #repeat(longestPauseMs: number, once: (service: ServiceProcess) => Promise<void>): Promise<void> {
    while (!this.#over) {
      const service = this.#isResting ? undefined : this.#service()
      if (service) {
        this.#busy += 1
        await once(service).finally(() => (this.#busy -= 1))
      }
      await sleep(this.#chance.next() * longestPauseMs)
    }
  }

  async #liveOn(residents: readonly MindfulResident[], service: ServiceProcess): Promise<void> {
    const living = residents.filter(({ isErased }) => !isErased)
    // Of each share somebody is left.
    const wantsAll = this.#toErase > 0 && living.length > 1
    const resident = living.length > 0 ? this.#chance.pick(living) : undefined
    await (wantsAll ? resident?.erase(service) : resident?.act(service, this.#chance))
    if (wantsAll && resident?.isErased === true) this.#toErase -= 1
  }

  #keepReading({ company, use }: Program): Promise<void> {
    let token: { value: string; at: number } | undefined
    let cursor: string | undefined
    const onLine = this.memory.lines.push.bind(this.memory.lines)
    return this.#repeat(pauseMs.company, async (service) => {
      if (!token || wallClock() - token.at > tokenMs) {
        const at = wallClock()
        const value = await aToken(this.#city, service, company).catch(() => undefined)
        token = value === undefined ? undefined : { value, at }
      }
      if (!token) return void (this.memory.failedReads += 1)
      const from = this.#chance.next() < wholeReads ? undefined : cursor
      const read = await readRecords(service, { use, token: token.value, cursor: from, onLine })
      if (!read.complete) this.memory.failedReads += 1
      cursor = read.lines.at(-1)?.cursor ?? cursor
    })
  }

  async #keepCheckpoint({ origin }: ServiceProcess): Promise<void> {
    const answer = await fetch(`${origin}/log/v1/checkpoint`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined)
    const text = answer?.ok ? await answer.text().catch(() => '') : ''
    if (text !== '') this.memory.checkpoints.add(text)
  }
}
