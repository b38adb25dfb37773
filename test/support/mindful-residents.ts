/** Residents who remember everything they were told, and companies that keep every line they got. */
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, localDayOf } from '../../src/kernel/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use, UseId } from '../../src/review/index.ts'
import { stepsFile } from './city.ts'
import type { Seeded } from './seeded.ts'
import { contentOf } from './send-file.ts'
import type { SignedInBrowser } from './served-resident.ts'
import { wallClock, type Line } from './service-company.ts'
import type { ServiceProcess } from './service.ts'
import type { WatchedStop } from './watched-stops.ts'

interface Told {
  residentId: ResidentId
  /** On the receipt. */
  number: string
}

/** Everything anybody was told. What was asked and never answered stands nowhere in it. */
export class Memory {
  readonly acts: (Told & { kind: 'agreed' | 'stopped' | 'undone' })[] = []
  readonly receipts: (Told & { text: string })[] = []
  readonly askedToErase = new Set<ResidentId>()
  readonly erasures: Told[] = []
  readonly deposits: { residentId: ResidentId; importId: string }[] = []
  /** Confirmed, and whose page named no delivery that still went on. */
  readonly stops: WatchedStop[] = []
  readonly lines: Line[] = []
  readonly checkpoints = new Set<string>()
  /** As last told, by resident and use; `unclear` since something was asked of which no answer came. */
  readonly standing = new Map<string, 'agreed' | 'stopped' | 'unclear'>()
  unanswered = 0
  /** Companies' reads, and requests for a token, that were refused or broke off. */
  failedReads = 0
}

export const standingOf = (residentId: ResidentId, useId: UseId) => `${residentId}/${useId}`

/** The page names a delivery that had begun: what comes of that is no breach of the stop. */
const namesOne = /まだ終わっていません/u
const numberIn = (address: string) => /(?:act=|receipts\/|erased\/)([-0-9A-Z]+)/u.exec(address)?.[1]

export class MindfulResident {
  readonly #memory: Memory
  readonly residentId: ResidentId
  readonly #browser: SignedInBrowser
  readonly #uses: readonly Use[]
  /** By use: what もとにもどす would take back. */
  readonly #lastStop = new Map<UseId, string>()
  /** Since which nothing was asked for that would end them. */
  #holding: WatchedStop[] = []
  #deposits = 0
  isErased = false

  constructor(memory: Memory, residentId: ResidentId, browser: SignedInBrowser, uses: readonly Use[]) {
    this.#memory = memory
    this.residentId = residentId
    this.#browser = browser
    this.#uses = uses
  }

  /** One act, chosen at random. That no answer comes is no fault of anybody's here. */
  async act(service: ServiceProcess, chance: Seeded): Promise<void> {
    const use = chance.pick(this.#uses)
    const act = chance.pick(acts)
    try {
      switch (act) {
        case 'stop':
          return await this.#stop(service, use)
        case 'agree':
          return await this.#agree(service, use)
        case 'undo':
          return await this.#undo(service, use)
        case 'deposit':
          return await this.#deposit(service)
      }
    } catch {
      this.#memory.unanswered += 1
    }
  }

  async #stop(service: ServiceProcess, { useId }: Use): Promise<void> {
    this.#unclear(useId)
    const askedAt = wallClock()
    const answer = await this.#browser.post(service, '/companies/stop', { use: useId })
    const confirmedAt = wallClock()
    const address = answer.headers.get('location') ?? ''
    const number = answer.status === 303 ? numberIn(address) : undefined
    // "Already stopped", too, is a word that one may rely on; it comes without a number.
    if (number === undefined && answer.status !== 409) return this.#noAnswer()
    const scope = { residentId: this.residentId, useId, items: null, named: new Set<string>() }
    const watched = { ...scope, askedAt, confirmedAt, resumedAt: Infinity }
    this.#memory.standing.set(standingOf(this.residentId, useId), 'stopped')
    if (number === undefined) return
    this.#memory.acts.push({ residentId: this.residentId, number, kind: 'stopped' })
    this.#lastStop.set(useId, number)
    this.#holding.push(watched)
    const page = await this.#browser.open(service, address.replace(/#.*/u, ''))
    if (page.status === 200 && !namesOne.test(page.text)) this.#memory.stops.push(watched)
    await this.#fetchReceipt(service, number)
  }

  async #agree(service: ServiceProcess, { useId, version, terms }: Use): Promise<void> {
    this.#resume(useId)
    const fields = { version: String(version), answer: 'agree', items: terms.items[0] ?? '' }
    const answer = await this.#browser.post(service, `/consent/${useId}`, fields)
    await this.#confirmed(service, useId, 'agreed', answer)
  }

  async #undo(service: ServiceProcess, { useId }: Use): Promise<void> {
    const receipt = this.#lastStop.get(useId)
    if (receipt === undefined) return
    this.#resume(useId)
    const answer = await this.#browser.post(service, '/companies/undo', { receipt })
    await this.#confirmed(service, useId, 'undone', answer)
  }

  async #confirmed(
    service: ServiceProcess,
    useId: UseId,
    kind: 'agreed' | 'undone',
    answer: Response,
  ): Promise<void> {
    const number = answer.status === 303 ? numberIn(answer.headers.get('location') ?? '') : undefined
    if (number === undefined) return this.#noAnswer(answer.status)
    this.#memory.standing.set(standingOf(this.residentId, useId), 'agreed')
    this.#memory.acts.push({ residentId: this.residentId, number, kind })
    await this.#fetchReceipt(service, number)
  }

  async #deposit(service: ServiceProcess): Promise<void> {
    const yesterday = localDayOf(addDays(new Date(), -1))
    const device = `Watch ${(this.#deposits += 1)}`
    const content = await contentOf(stepsFile({ [yesterday]: this.#deposits }, device))
    const address = await this.#browser.upload(service, 'export.xml', [content])
    const importId = /^\/deposits\/([-0-9a-f]{36})$/u.exec(address)?.[1]
    if (importId === undefined) return this.#noAnswer()
    for (let looks = 0; looks < 100; looks += 1) {
      const page = await this.#browser.open(service, address)
      if (!page.text.includes('<progress')) break
      await sleep(50)
    }
    const answer = await this.#browser.post(service, `${address}/confirm`, { isMine: 'yes' })
    // What was not read to its end leads back with the reason.
    if (answer.headers.get('location')?.endsWith('done=confirmed') !== true)
      return this.#noAnswer(answer.status)
    this.#memory.deposits.push({ residentId: this.residentId, importId })
  }

  /** ぜんぶ消す. Who hears no answer presses it again. */
  async erase(service: ServiceProcess): Promise<void> {
    for (const { useId } of this.#uses) this.#unclear(useId)
    try {
      this.#memory.askedToErase.add(this.residentId)
      const askedAt = wallClock()
      const answer = await this.#browser.post(service, '/settings/erase', { sure: 'yes' })
      const address = answer.headers.get('location') ?? ''
      const number = answer.status === 303 ? numberIn(address) : undefined
      if (number === undefined || address.endsWith('waits')) return this.#noAnswer()
      this.isErased = true
      this.#memory.erasures.push({ residentId: this.residentId, number })
      for (const { useId } of this.#uses) {
        this.#memory.standing.set(standingOf(this.residentId, useId), 'stopped')
        const scope = { residentId: this.residentId, useId, items: null, named: new Set<string>() }
        const watched = { ...scope, askedAt, confirmedAt: wallClock(), resumedAt: Infinity }
        if (address.endsWith('erased')) this.#memory.stops.push(watched)
      }
    } catch {
      this.#memory.unanswered += 1
    }
  }

  async #fetchReceipt(service: ServiceProcess, number: string): Promise<void> {
    const file = await this.#browser.open(service, `/receipts/${number}/file`)
    if (file.status !== 200) return
    this.#memory.receipts.push({ residentId: this.residentId, number, text: file.text })
  }

  #unclear(useId: UseId): void {
    this.#memory.standing.set(standingOf(this.residentId, useId), 'unclear')
  }

  /** From now on it may hold again, whatever is answered. */
  #resume(useId: UseId): void {
    this.#unclear(useId)
    const resumedAt = wallClock()
    for (const held of this.#holding.filter((one) => one.useId === useId)) held.resumedAt = resumedAt
    this.#holding = this.#holding.filter((one) => one.useId !== useId)
  }

  /** A no to what was asked (409) is an answer that says nothing new. */
  #noAnswer(status = 500): void {
    if (status >= 500) this.#memory.unanswered += 1
  }
}

const acts = ['stop', 'stop', 'stop', 'agree', 'agree', 'agree', 'undo', 'undo', 'deposit'] as const
