/** What a resident does most, with the keyboard alone; and that "no" costs no more than "yes". */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSeededCity, visit, type SeededCity } from '../support/browser.ts'

/** More presses of Tab than any page has stops. */
const patience = 80

let seeded: SeededCity
let page: Page

beforeAll(async () => {
  seeded = await openSeededCity()
  page = (await visit(seeded)).page
  await page.goto('/')
})

afterAll(() => seeded?.close())

/** Everything wrong with where the focus was on the way. */
const faults: string[] = []

describe('With the keyboard alone', () => {
  it('a resident signs in', async () => {
    await goTo('link "サインインする"')
    await goTo('button "野原 一郎さん')
    await page
      .getByRole('heading', { level: 1, name: '1社が、あなたのデータを1つの目的で使えます。' })
      .waitFor()
  })

  it('stops one purpose', async () => {
    await goTo('link "データを使う会社"')
    await goTo('link "みどり薬局"')
    await goTo('button "この目的では、ぜんぶ止める"')
    await page
      .getByText(/止めました（\d{2}:\d{2}）/u)
      .first()
      .waitFor()
  })

  it('takes the stop back', async () => {
    await goTo('button "もとにもどす"')
    await page
      .getByText(/もとにもどしました（/u)
      .first()
      .waitFor()
  })

  it('refuses what a company asks for, with no more presses than agreeing takes', async () => {
    const toTheQuestion = async () => {
      await page.goto('/companies')
      await goTo('link "ひだまりマーケットの説明を読む"')
    }
    await toTheQuestion()
    await expectNothingPreset()
    await expectEvenButtons()
    const refusing = await counted(() => goTo('button "ことわる"'))
    await page.getByRole('heading', { level: 1, name: '「ことわる」の控え' }).waitFor()
    await toTheQuestion()
    const agreeing = await counted(async () => {
      await goTo('checkbox "歩数"', 'Space')
      await goTo('button "使ってよい"')
    })
    await page.getByRole('heading', { level: 1, name: '「使ってよい」の控え' }).waitFor()
    expect(refusing).toBeLessThanOrEqual(agreeing)
  })

  it('always sees where they are, and never under the bar at the bottom', () => {
    expect(faults).toEqual([])
  })
})

let activations = 0

async function counted(walk: () => Promise<void>): Promise<number> {
  const before = activations
  await walk()
  return activations - before
}

/** Tabs to what a screen reader calls so, and presses it. Enter leads to another page, and waits for it. */
async function goTo(wanted: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < patience; presses += 1) {
    await page.keyboard.press('Tab')
    const here = await nameOfFocus()
    if (here?.includes(wanted)) {
      activations += 1
      const arrived = key === 'Enter' ? page.waitForEvent('load') : undefined
      await page.keyboard.press(key)
      await arrived
      return
    }
    passed.push(here ?? '(the browser’s own)')
  }
  throw new Error(`no ${wanted} among\n${passed.join('\n')}`)
}

/** Such as `link "ホーム"`; undefined past the end of the page. Notes what is wrong with where the focus is. */
async function nameOfFocus(): Promise<string | undefined> {
  if (await page.evaluate(() => document.activeElement === document.body)) return undefined
  const [name] = (await page.locator(':focus').ariaSnapshot()).split('\n')
  const fault = await page.evaluate(findFocusFault)
  if (fault) faults.push(`${new URL(page.url()).pathname}: ${name} ${fault}`)
  return name
}

/** Runs in the page. Undefined when whoever looks can tell where the focus is. */
function findFocusFault(): string | undefined {
  const element = document.activeElement
  if (!element || element === document.body) return undefined
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return 'shows no focus'
  for (const box of element.getClientRects()) {
    const x = box.left + box.width / 2
    for (const y of [box.top + 2, box.top + box.height / 2, box.bottom - 2]) {
      const onTop = document.elementFromPoint(x, y)
      if (!onTop) return 'is out of sight'
      if (!element.contains(onTop) && !onTop.contains(element))
        return `is covered by ${onTop.outerHTML.slice(0, 80)}`
    }
  }
  return undefined
}

async function expectNothingPreset(): Promise<void> {
  const boxes = await page
    .getByRole('checkbox')
    .or(page.getByRole('radio'))
    .or(page.getByRole('switch'))
    .all()
  expect(boxes.length).toBeGreaterThan(0)
  for (const box of boxes) expect(await box.isChecked()).toBe(false)
}

/** 使ってよい and ことわる weigh the same. */
async function expectEvenButtons(): Promise<void> {
  const [agree, refuse] = await Promise.all(
    ['使ってよい', 'ことわる'].map((name) => page.getByRole('button', { name, exact: true }).boundingBox()),
  )
  const ratio = (agree!.width * agree!.height) / (refuse!.width * refuse!.height)
  expect(ratio).toBeGreaterThanOrEqual(0.9)
  expect(ratio).toBeLessThanOrEqual(1.1)
}
