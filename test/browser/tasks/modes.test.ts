import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSeededCity, type SeededCity } from '../../support/browser.ts'
import { modes } from './modes.ts'
import { isNotYet } from './task.ts'

let seeded: SeededCity
beforeAll(async () => {
  seeded = await openSeededCity()
})
afterAll(() => seeded?.close())

const usual = { scripts: true, width: 390, ratio: 1, slow: false }

describe('A mode is what it is called', () => {
  it.each([
    // mode            what its pages meet
    ['normal', usual],
    ['no JavaScript', { ...usual, scripts: false }],
    ['slow', { ...usual, slow: true }],
    ['200 % zoom', { ...usual, width: 640, ratio: 2 }],
  ])('%s', async (name, expected) => {
    const mode = modes[name]
    if (!mode || isNotYet(mode)) throw new Error(`there is no mode ${name}`)
    const { page, close } = await mode(seeded)
    await page.goto(
      'data:text/html,<p>no</p><script>document.querySelector("p").textContent = "yes"</script>',
    )
    const scripts = (await page.locator('p').innerText()) === 'yes'
    await page.goto('/')
    const met = await page.evaluate(() => {
      const { rtt, downlink } = (navigator as unknown as { connection: { rtt: number; downlink: number } })
        .connection
      return { width: innerWidth, ratio: devicePixelRatio, slow: rtt >= 300 && downlink < 0.5 }
    })
    await close()
    expect({ scripts, ...met }).toEqual(expected)
  })
})
