/** That the checks of pages see what they are there for. axe alone sees few of these. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSeededCity, type SeededCity } from '../support/browser.ts'
import { isFull } from '../support/is-full.ts'
import { axeCheck, checks, unfold } from './checks/index.ts'
import { Browsers, lookAt } from './look-at.ts'
import { exampleStates, type ExampleState } from './manifest/example-states.ts'
import { plant, stateFor, type PlantedFault } from './planted-faults/planted-fault.ts'
import { plantedFaults } from './planted-faults/planted-faults.ts'
import { readerOfWidth } from './readers.ts'

let seeded: SeededCity
let states: ExampleState[]
let browsers: Browsers
const rows: { fault: string; 'caught by': string; 'axe alone': string }[] = []

beforeAll(async () => {
  seeded = await openSeededCity()
  states = await exampleStates(seeded)
  browsers = new Browsers(seeded)
})

afterAll(async () => {
  await browsers?.close()
  await seeded?.close()
  if (!isFull) return
  const axe = rows.filter((row) => row['axe alone'] === 'caught').length
  console.table(rows)
  console.log(`${rows.length} of ${plantedFaults.length} planted faults caught; by axe alone ${axe}`)
})

/** What the named check says about the page, with the fault or without; and in full what axe says of the fault, to compare. */
async function found(fault: PlantedFault, planted: boolean) {
  const { locale = 'ja', width = 390, caughtBy } = fault
  const check = checks.find(({ name }) => name === caughtBy)
  if (!check) throw new Error(`no check is called 「${caughtBy}」`)
  const state = stateFor(states, fault)
  const how = planted ? { plant: plantIn(fault) } : { browsers }
  const view = { state, locale, reader: readerOfWidth(width), ...how }
  return lookAt(seeded, view, async (look) => {
    await unfold(look.page)
    return { byAxe: planted && isFull ? await axeCheck.look(look) : [], byCheck: await check.look(look) }
  })
}

const plantIn = (fault: PlantedFault) => (page: Parameters<typeof plant>[0]) => plant(page, fault)

describe('The checks of pages', () => {
  it.each(plantedFaults)('see that $what', async (fault) => {
    expect((await found(fault, false)).byCheck).toEqual([])
    const { byAxe, byCheck } = await found(fault, true)
    expect(byCheck).not.toEqual([])
    rows.push({
      fault: fault.what,
      'caught by': fault.caughtBy,
      'axe alone': byAxe.length > 0 ? 'caught' : '—',
    })
  })

  it('have each a planted fault', () => {
    const planted = new Set(plantedFaults.map(({ caughtBy }) => caughtBy))
    expect(
      checks.filter(({ name }) => !planted.has(name)).map(({ name }) => name),
      'plant a fault for these checks in test/browser/planted-faults/planted-faults.ts',
    ).toEqual([])
    expect(plantedFaults.length).toBeGreaterThanOrEqual(25)
  })
})
