import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { keysOfLog } from '../../src/proof/index.ts'
import { azukari } from '../support/azukari-command.ts'
import { behindProxy } from '../support/everyday-city.ts'
import { isFull } from '../support/is-full.ts'
import { brokenReceipts, brokenWords, notInTheJournal, otherwiseThanTold } from '../support/kept-words.ts'
import { MindfulLoad } from '../support/mindful-load.ts'
import { MortalCity } from '../support/mortal-city.ts'
import { checkBook } from '../support/provision-book.ts'
import { seeded } from '../support/seeded.ts'
import { startingMs } from '../support/service.ts'

const kills = isFull ? 1_000 : 25
/** In rounds: blow upon blow, and then peace until a sequencer is at work again, to be killed first. */
const killsInRound = isFull ? 40 : 13
const blowsMs = 150
/** Peace lasts until so much was confirmed. */
const actsInPeace = 5
/** After so many rounds everything comes to rest, and is checked. */
const roundsBetweenChecks = 4
const erasures = isFull ? 12 : 3
const services = 4
const people = isFull ? 30 : 15
const restMs = 180_000

const chance = seeded()
let mortal: MortalCity
let load: MindfulLoad
beforeAll(async () => {
  console.log(`AZUKARI_SEED=${chance.seed}`)
  mortal = await MortalCity.found(services, behindProxy)
  await mortal.up()
  load = await MindfulLoad.prepare(mortal.city, people, () => mortal.service(chance), chance)
}, startingMs)
afterAll(() => mortal?.close())

/** All up, nobody asking for anything, and nothing waiting for the log. */
async function comeToRest(): Promise<void> {
  await mortal.up()
  await load.rest()
  const { database } = mortal.city.tenant
  await vi.waitFor(
    async () => expect((await database.query('select from proof.pending_leaves')).rowCount).toBe(0),
    { timeout: restMs, interval: 100 },
  )
}

async function peace(): Promise<void> {
  const { acts } = load.memory
  const before = acts.length
  const isPeace = async () => acts.length >= before + actsInPeace && (await mortal.hasSequencer())
  await vi.waitFor(async () => expect(await isPeace()).toBe(true), { timeout: restMs, interval: 100 })
}

/** Of all that residents do it takes the longest: on a slow machine none may have come to its end between the blows. */
async function aDeposit(): Promise<void> {
  const { deposits } = load.memory
  await vi.waitFor(() => expect(deposits.length).toBeGreaterThan(0), { timeout: restMs, interval: 100 })
}

/** Against every checkpoint anybody has ever seen. */
async function verifyLog(): Promise<{ leaves: number; records: number }> {
  const file = join(mortal.city.config.dataDirectory, 'seen.txt')
  writeFileSync(file, [...load.memory.checkpoints].map((note) => `${note}\n`).join(''))
  const { environment } = mortal.city
  const { stdout, stderr, status } = await azukari(
    ['verify-log', '--json', '--checkpoint', file],
    environment,
  )
  const [audit] = JSON.parse(stdout || '[]') as { faults: unknown[]; leaves: number; records: number }[]
  expect({ ...audit, stderr, status }).toMatchObject({
    faults: [],
    overdue: 0,
    withoutRecord: 0,
    lost: 0,
    status: 0,
  })
  return audit ?? { leaves: 0, records: 0 }
}

async function expectKept(): Promise<void> {
  await comeToRest()
  const { leaves } = await verifyLog()
  const { tenant } = mortal.city
  const killed = Object.values(mortal.kills).reduce((sum, some) => sum + some, 0)
  console.log(`after ${killed} kills: ${leaves} leaves, ${load.memory.acts.length} acts confirmed`)
  expect(await notInTheJournal(tenant, load.memory)).toEqual([])
  expect(await otherwiseThanTold(tenant, load.memory)).toEqual([])
  load.goOn()
}

describe('Servers, sequencers and databases are killed at random while residents act and companies read', () => {
  it(`keeps every word that was given, after ${kills} times kill -9`, async () => {
    load.start()
    const since = performance.now()
    for (let kill = 0; kill < kills; kill += 1) {
      const isFirst = kill % killsInRound === 0
      if (kill > 0 && kill % (killsInRound * roundsBetweenChecks) === 0) await expectKept()
      await (isFirst ? peace() : sleep(-Math.log(1 - chance.next()) * blowsMs))
      await mortal.kill(isFirst ? 'sequencer' : undefined, chance)
      if (kill % Math.ceil(kills / erasures) === 0) load.eraseSomebody()
    }
    await expectKept()
    const seconds = (performance.now() - since) / 1_000
    await aDeposit()
    await load.end()
    await comeToRest()
    const { leaves, records } = await verifyLog()
    const { tenant } = mortal.city
    const { memory } = load
    const keys = (await keysOfLog(tenant.database)).map(({ verifier }) => verifier)
    const book = await checkBook(tenant, memory.lines)
    console.log(
      `kills ${JSON.stringify(mortal.kills)}, ${(kills / seconds).toFixed(2)} a second; leaves ${leaves}, records ` +
        `${records}, acts confirmed ${memory.acts.length}, stops watched ${memory.stops.length}, erasures ` +
        `${memory.erasures.length}, deposits ${memory.deposits.length}, receipts ${memory.receipts.length}, unanswered ` +
        `${memory.unanswered}, lines ${book.lines}, left open ${book.leftOpen}, checkpoints ${memory.checkpoints.size}`,
    )
    const none = { wrong: [], neverCame: [], withoutLeaf: [], falseCommitments: [] }
    expect(book).toMatchObject(none)
    for (const [what, broken] of Object.entries(await brokenWords(tenant, memory)))
      expect([what, broken.slice(0, 3)]).toEqual([what, []])
    expect(await brokenReceipts(tenant, memory, keys)).toEqual({ asHandedOut: [], anew: [] })
    expect(mortal.ownDeaths).toEqual([])
    // None of this would mean anything had nothing happened.
    for (const count of [memory.acts, memory.stops, memory.receipts, memory.lines])
      expect(count.length).toBeGreaterThan(kills / 10)
    // A sequencer works in the peace between two rounds only.
    expect(memory.checkpoints.size).toBeGreaterThan(kills / killsInRound)
    expect(memory.erasures.length).toBeGreaterThan(0)
    expect(memory.deposits.length).toBeGreaterThan(0)
    expect(memory.unanswered).toBeGreaterThan(0)
  })
})
