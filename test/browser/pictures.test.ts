/** Each page looks as it did when somebody last looked at it. With AZUKARI_RECORD=1 (npm run pictures): record it anew. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSeededCity, type SeededCity } from '../support/browser.ts'
import { isFull } from '../support/is-full.ts'
import { Browsers, lookAt } from './look-at.ts'
import { exampleStates, type ExampleState } from './manifest/example-states.ts'
import { pageRoutes } from './manifest/page-routes.ts'
import {
  drawForGallery,
  galleryDocument,
  galleryFile,
  galleryFolder,
  pictureLimitBytes,
  galleryText,
  type GalleryPage,
} from './pictures/gallery.ts'
import { handwriting, hashOf, moment, takeSteadily } from './pictures/steady.ts'
import { readerOfWidth } from './readers.ts'

const recordFile = 'test/browser/pictures/recorded.json'
const differing = '.check/pictures'
const isRecording = process.env['AZUKARI_RECORD'] === '1'
const widths = [390, 1280] as const
/**
 * One width of each state in turn, as a normal check looks: both take minutes more. Recording and full draw both; and so it is
 * of what is done on the page, or who of the staff comes next, for the pages after it show how often that was.
 */
function widthsOf({ staff, company, then }: ExampleState, index: number): readonly number[] {
  const leavesTraces = staff !== undefined || company !== undefined || then !== undefined
  return isFull || isRecording || leavesTraces ? widths : [widths[index % 2]!]
}

interface Recorded {
  handwriting: string
  /** Hash by name of the picture. */
  pictures: Record<string, string>
}

let seeded: SeededCity
let states: ExampleState[]

beforeAll(async () => {
  seeded = await openSeededCity({ at: moment })
  states = await exampleStates(seeded)
})

afterAll(() => seeded?.close())

describe('Every page', () => {
  it.skipIf(isRecording)('looks as it did, to the last point', async ({ skip }) => {
    const recorded: Recorded = JSON.parse(await readFile(recordFile, 'utf8'))
    const hand = await handwriting(seeded.chromium)
    if (recorded.handwriting !== hand) {
      const why = `未実施: the pictures were drawn by ${recorded.handwriting}; this machine draws as ${hand}`
      process.stdout.write(`${why}\n`)
      skip(why)
    }
    await rm(differing, { recursive: true, force: true })
    const pictures: Recorded['pictures'] = {}
    await drawAll(async ({ name, picture, state }) => {
      if (state.neverAlike) return
      pictures[name] = hashOf(picture)
      if (recorded.pictures[name] === pictures[name]) return
      await mkdir(differing, { recursive: true })
      await writeFile(join(differing, `${name.replaceAll(/[^\w]+/gu, '-')}.png`), picture)
    })
    const remedy = `look at the pictures in ${differing}; if they are as they should be, npm run pictures`
    const all = states.flatMap((state) =>
      state.neverAlike ? [] : widths.map((width) => nameOf(state, width)),
    )
    expect(Object.keys(recorded.pictures), remedy).toEqual(all)
    expect(recorded.pictures, remedy).toMatchObject(pictures)
  })

  it.runIf(isRecording)('is recorded', async () => {
    const recorded: Recorded = { handwriting: await handwriting(seeded.chromium), pictures: {} }
    const gallery: GalleryPage[] = []
    const shown = new Set(shownStates())
    await drawAll(async ({ name, picture, state, width, page }) => {
      if (!state.neverAlike) recorded.pictures[name] = hashOf(picture)
      if (shown.has(state)) gallery.push(await drawForGallery(page, state, width))
    })
    await writeFile(recordFile, `${JSON.stringify(recorded, null, 2)}\n`)
    await writeFile(galleryDocument, galleryText(gallery))
  })

  it('is in the gallery, which stays small', async () => {
    const routes = await pageRoutes()
    const expected = routes.flatMap((route) => widths.map((width) => galleryFile(route, width))).sort()
    const { files, bytes } = await galleryFolder()
    expect(files, 'npm run pictures draws the gallery anew').toEqual(expected)
    expect(bytes).toBeLessThanOrEqual(files.length * pictureLimitBytes)
  })
})

interface Drawn {
  name: string
  picture: Buffer
  state: ExampleState
  width: number
  page: Page
}

const nameOf = ({ route, name }: ExampleState, width: number) =>
  `${route ?? 'no page'} (${name}), ${width} px`

async function drawAll(use: (drawn: Drawn) => Promise<void>): Promise<void> {
  const browsers = new Browsers(seeded)
  for (const [index, state] of states.entries())
    for (const width of widthsOf(state, index))
      await lookAt(
        seeded,
        { state, locale: 'ja', reader: readerOfWidth(width), browsers },
        async ({ page }) =>
          use({
            name: nameOf(state, width),
            picture: await takeSteadily(page, width),
            state,
            width,
            page,
          }),
      )
  await browsers.close()
}

/** One state of each page for the gallery: the first that has something on it. */
function shownStates(): ExampleState[] {
  const ofPages = states.filter(({ route }) => route !== null)
  const dull = /^(nothing|nobody|at the door)/u
  return [...Map.groupBy(ofPages, ({ route }) => route).values()].map((all) => {
    // A step of several is seen only after the ones before it.
    const atOnce = all.filter(({ then }) => then === undefined)
    return atOnce.find(({ name }) => !dull.test(name)) ?? atOnce[0] ?? all[0]!
  })
}
