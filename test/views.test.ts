import { describe, expect, it } from 'vitest'
import { newId } from '../src/kernel/index.ts'
import { readers } from './browser/readers.ts'
import { allPairs, someViews, type View } from './browser/views.ts'

const resident = { as: { residentId: newId<never>(), token: 'none' } }
const door = { as: null }
const bare = { as: null, needsScripts: true } as const
const places = Array.from({ length: 60 }, (_, index) => index)

/** What is seen of one view, told without the code that chooses them. */
function seen({ locale, reader }: View): string[] {
  const layout = { 320: 'narrow', 390: 'narrow', 640: 'narrow', 768: 'wide', 1280: 'wide' }[reader.width]
  const scripts = reader.browser.javaScriptEnabled === false ? 'no scripts' : 'scripts'
  const things = [
    layout,
    scripts,
    ...(reader.largeText ? ['large'] : []),
    ...(reader.ruby ? ['furigana'] : []),
  ]
  return [reader.name, ...things.map((thing) => `${locale}/${thing}`)]
}

const languages = ['ja', 'ja-easy', 'en']
const across = (others: string[]) =>
  languages.flatMap((language) => others.map((other) => `${language}/${other}`))
const names = readers.map(({ name }) => name)

describe('In full every state of a page is seen', () => {
  it.each([
    [
      'of a resident',
      resident,
      [...across(['narrow', 'wide', 'scripts', 'no scripts', 'large']), 'ja/furigana', ...names],
    ],
    ['at the door', door, [...across(['narrow', 'wide', 'scripts', 'no scripts']), ...names]],
    ['that only a script makes', bare, [...across(['narrow', 'wide', 'scripts']), ...names.slice(1)]],
  ])('%s in each language with each of what makes a difference', (_, state, pairs) => {
    for (const place of places) {
      const all = new Set(allPairs(state, place).flatMap(seen))
      expect(pairs.filter((pair) => !all.has(pair))).toEqual([])
    }
  })

  it('as it always is, once over a slow line, and not much oftener', () => {
    for (const state of [resident, door, bare])
      for (const place of places) {
        const views = allPairs(state, place)
        expect(views).toEqual(expect.arrayContaining(someViews(state, place)))
        expect(views.filter(({ reader }) => reader.slow)).toHaveLength(1)
        expect(views.length).toBeLessThanOrEqual(12)
      }
  })
})

describe('What only a script makes', () => {
  it('is never looked at without one', () => {
    const views = places.flatMap((place) => [...someViews(bare, place), ...allPairs(bare, place)])
    expect(views.filter(({ reader }) => reader.browser.javaScriptEnabled === false)).toEqual([])
  })
})

describe('Always, over all pages', () => {
  it('every language is before every reader', () => {
    const met = new Set(
      places.flatMap((place) =>
        someViews(resident, place).map(({ locale, reader }) => `${locale}/${reader.name}`),
      ),
    )
    expect(met.size).toBe(languages.length * readers.length)
  })
})
