/** Every task of ux §6 B, by keyboard and by what things are called: what is said in the end, and what is then true. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../../src/portals/paths.ts'
import { openSeededCity, type SeededCity, type Visitor } from '../../support/browser.ts'
import { readAsCompany } from '../../support/company-reads.ts'
import { isFull } from '../../support/is-full.ts'
import { Walker } from './keyboard.ts'
import { modes, type Mode } from './modes.ts'
import { tableOf, whyNot, type Outcome } from './outcomes.ts'
import { aResident, sessionOf, signIn, useOf, type Actor } from './pasts.ts'
import { isNotYet, type NotYet, type Task } from './task.ts'
import { tasks } from './tasks.ts'

interface Combination {
  name: string
  task: Task
  mode: string
  visit: Mode
}

const notYet = [...Object.entries(tasks), ...Object.entries(modes)].flatMap(
  ([name, one]): [string, NotYet][] => (isNotYet(one) ? [[name, one]] : []),
)
const tasksThere = Object.entries(tasks).flatMap(([name, task]) => (isNotYet(task) ? [] : [{ name, task }]))
const modesThere = Object.entries(modes).flatMap(([mode, visit]) =>
  isNotYet(visit) ? [] : [{ mode, visit }],
)
const inTurn = ['no JavaScript', '200 % zoom']
/**
 * Every task as usual and in one other mode, in full in all. On a slow line those that wait: chromium slows a processor
 * down by keeping it busy, and the same walk costs three times as much (measured: 6 s of it for the undo, against 2).
 */
const isWalked = (mode: string, { waits, needsScripts }: Task, index: number) =>
  !(needsScripts && mode === 'no JavaScript') &&
  (isFull ||
    mode === 'normal' ||
    mode === (waits ? 'slow' : needsScripts ? '200 % zoom' : inTurn[index % inTurn.length]))
const combinations = tasksThere.flatMap((one, index) =>
  modesThere.flatMap((way): Combination[] =>
    isWalked(way.mode, one.task, index) ? [{ ...one, ...way }] : [],
  ),
)

let seeded: SeededCity
const actors = new Map<Combination, Actor>()
const outcomes = new Map<string, Outcome>(combinations.map(({ name, mode }) => [`${name}/${mode}`, '✗']))

beforeAll(async () => {
  seeded = await openSeededCity()
  const { tenant } = seeded.city
  for (const one of combinations) actors.set(one, await aResident(tenant))
  // The pharmacy has read once what everybody lets it use.
  await readAsCompany(tenant, await useOf(tenant, 'pharmacy'))
  for (const [{ task }, actor] of actors) await task.before?.(tenant, actor)
})

afterAll(async () => {
  await seeded?.close()
  const outcomeOf = (task: string, mode: string) =>
    outcomes.get(`${task}/${mode}`) ??
    (notYet.some(([name]) => name === task || name === mode)
      ? '未実施'
      : (isImpossible(task, mode) ?? '--full'))
  console.log(tableOf(tasks, modes, outcomeOf))
})

// A page mostly waits for its browser and, where the line is slow, for the line: several beside each other.
describe.concurrent('By keyboard and by name alone, a resident can', () => {
  it.each(combinations)('$name ($mode)', async (one) => {
    const visitor = await one.visit(seeded)
    await walk(one.task, actors.get(one)!, visitor)
    await visitor.close()
    outcomes.set(`${one.name}/${one.mode}`, '✓')
  })
})

function isImpossible(name: string, mode: string): 'needs it' | undefined {
  const task = tasks[name]
  const needs = task && !isNotYet(task) && task.needsScripts
  return needs && mode === 'no JavaScript' ? 'needs it' : undefined
}

async function walk(task: Task, resident: Actor, { page }: Visitor): Promise<void> {
  const { tenant } = seeded.city
  if (!task.atTheDoor) await signIn(page, resident, seeded.origin)
  const asNow = async (): Promise<Actor> => ({ ...resident, token: await sessionOf(page) })
  if ('stands' in task) expect(await task.stands(tenant, await asNow())).not.toEqual(task.as)
  const person = await Walker.at(page, task.atTheDoor ? paths.front : paths.home)
  const told = await task.does(person)
  if ('stands' in task) expect(await task.stands(tenant, await asNow())).toEqual(task.as)
  else expect(await untold(told, task.knows(tenant, resident))).toEqual([])
  if (task.activationsAtMost) expect(person.activations).toBeLessThanOrEqual(task.activationsAtMost)
  await person.leave()
  expect(person.faults).toEqual([])
}

/** What the database knows and nobody said. */
async function untold(told: string, knows: Promise<string[]>): Promise<string[]> {
  const facts = await knows
  if (facts.length === 0) throw new Error('the database knows nothing that could be told')
  return facts.filter((fact) => !told.includes(fact))
}

describe('What is 未実施', () => {
  it.each(notYet)('%s has no page yet: with the first, its row must be filled in', (_, { address }) => {
    const addresses = Object.entries(paths)
      .flat()
      .filter((one) => typeof one === 'string')
    expect(addresses.length).toBeGreaterThan(10)
    expect(addresses.filter((one) => address.test(one))).toEqual([])
  })

  for (const [name, one] of notYet) it.skip(`${name}: ${whyNot(one)}`)
})

const usual = { scripts: true, width: 390, ratio: 1, slow: false }

describe('A mode is what it is called', () => {
  it.each([
    // mode            what its pages meet
    ['normal', usual],
    ['no JavaScript', { ...usual, scripts: false }],
    ['slow', { ...usual, slow: true }],
    ['200 % zoom', { ...usual, width: 640, ratio: 2 }],
  ])('%s', async (name, expected) => {
    const { page, close } = await modesThere.find(({ mode }) => mode === name)!.visit(seeded)
    await page.goto(
      'data:text/html,<p>no</p><script>document.querySelector("p").textContent = "yes"</script>',
    )
    const scripts = (await page.locator('p').innerText()) === 'yes'
    const slow = (await quickestMs(page)) >= 400
    expect({ scripts, slow, ...(await page.evaluate(conditions)) }).toEqual(expected)
    await close()
  })
})

/** The best of three: chromium no longer tells a page of its line, so the line itself is tried. */
async function quickestMs(page: Page): Promise<number> {
  const tries: number[] = []
  for (let time = 0; time < 3; time += 1) {
    const begun = performance.now()
    await page.goto(paths.front)
    tries.push(performance.now() - begun)
  }
  return Math.min(...tries)
}

/** Runs in the page. */
function conditions() {
  return { width: innerWidth, ratio: devicePixelRatio }
}
