/** Every page, in every state, before every reader: what can be measured about it. */
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepFreshAsset, stylesheet } from '../../src/portals/ui/assets.ts'
import { openSeededCity, type SeededCity } from '../support/browser.ts'
import { isFull } from '../support/is-full.ts'
import { everyForm } from '../support/twins.ts'
import { budget, examine } from './checks/index.ts'
import { lookAt } from './look-at.ts'
import { exampleStates, type ExampleState } from './manifest/example-states.ts'
import { pageRoutes } from './manifest/page-routes.ts'
import { allPairs, someViews } from './views.ts'

const viewsOf = isFull ? allPairs : someViews
/** `AZUKARI_PAGE=/companies npx vitest …` looks at the pages whose address holds these words. */
const wanted = process.env['AZUKARI_PAGE'] ?? ''
let seeded: SeededCity
let states: ExampleState[]

beforeAll(async () => {
  seeded = await openSeededCity()
  states = await exampleStates(seeded)
})

afterAll(() => seeded?.close())

describe('Every page', () => {
  it('is looked at: no route is without an example', async () => {
    const routes = await pageRoutes()
    expect(routes.length).toBeGreaterThan(10)
    expect(
      routes.filter((route) => !states.some((state) => state.route === route)),
      'add the states of these pages to test/browser/manifest/example-states.ts',
    ).toEqual([])
  })

  it('is looked at, too, where a form is answered with it', async () => {
    expect(
      (await pageRoutes('POST')).toSorted(),
      'add what the form is answered with to test/browser/manifest/example-states.ts, and its line to test/support/twins.ts',
    ).toEqual(everyForm.toSorted())
  })

  it('has no example that is no route', async () => {
    const routes = await pageRoutes()
    expect(states.filter(({ route }) => route !== null && !routes.includes(route))).toEqual([])
  })

  it('can be read, reached and operated, in every language and by every reader', async () => {
    const faults: Record<string, string[]> = {}
    let looks = 0
    const since = performance.now()
    // A page mostly waits for its browser: three beside each other take half the time of three in a row.
    await beside(3, lanesOf(states), async (lane) => {
      for (const [index, state] of lane.filter(([, { path }]) => path.includes(wanted)))
        for (const { locale, reader } of viewsOf(state, index)) {
          looks += 1
          const found = await lookAgain(() => lookAt(seeded, { state, locale, reader }, examine)).catch(
            cannot,
          )
          const title = `${state.path} (${state.name}), ${locale}, ${reader.name}`
          if (found.length > 0)
            faults[title] = found.map(({ check, says, text }) => `${check} (${says}): ${text}`)
        }
    })
    console.log(
      `looked at ${states.length} states ${looks} times in ${((performance.now() - since) / 1_000).toFixed(0)} s`,
    )
    expect(faults).toEqual({})
    expect(looks, 'no page has AZUKARI_PAGE in its address').toBeGreaterThan(0)
  })

  it('is told how to look within 15 KB, and its scripts are within 40 KB', () => {
    const brotli = (body: string) => brotliCompressSync(body).length
    expect(brotli(stylesheet.body)).toBeLessThanOrEqual(budget.cssBytes)
    expect(brotli(keepFreshAsset.body)).toBeLessThanOrEqual(budget.scriptBytes)
  })
})

/** A window that crashes says nothing of the page in it: it is looked at once more, in another. */
const lookAgain = <Found>(look: () => Promise<Found>): Promise<Found> =>
  look().catch((fault: unknown) => {
    if (!/Target crashed/u.test(String(fault))) throw fault
    return look()
  })

/** One page that cannot be looked at keeps nobody from the others. */
const cannot = (fault: unknown) => [{ check: 'opens', says: 'cannot be looked at', text: String(fault) }]

type Numbered = readonly [number, ExampleState]

/**
 * What is looked at one after the other: a resident's own pages, because a resident has one language and one size of letters;
 * and the pages of one part, whose states are one member of staff's. First what is over ten minutes after it was made (もとにもどす, a proof of who one is); then the longest.
 */
function lanesOf(all: readonly ExampleState[]): Numbered[][] {
  const lanes = Map.groupBy(
    all.entries(),
    ([, { as, path }]) => as?.residentId ?? path.split(/[/?#]/u, 3).join('/'),
  )
  const isSoonOver = ([, { soonOver }]: Numbered) => soonOver === true
  return [...lanes.values()]
    .map((lane) => lane.toSorted((one, other) => Number(isSoonOver(other)) - Number(isSoonOver(one))))
    .toSorted((one, other) => other.length - one.length)
    .toSorted((one, other) => Number(other.some(isSoonOver)) - Number(one.some(isSoonOver)))
}

/** So many of them at once. Each look has a window of its own: in one that is used again Tab never leaves the page. */
async function beside<Item>(
  lanes: number,
  items: Item[],
  walk: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = [...items]
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) await walk(item)
    }),
  )
}
