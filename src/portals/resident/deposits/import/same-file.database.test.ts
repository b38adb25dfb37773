import { describe, expect, it } from 'vitest'
import { aResident, bytes, stepsFile } from '../../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { contentOf, sendFile } from '../../../../../test/support/send-file.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import type { ByteSource } from '../../../../vault/index.ts'

const { city, portal } = await aCityWithPages()

const steps = stepsFile({ '2026-11-01': 4000 })
const stepsAndCycle = bytes(
  'export.xml',
  Buffer.from(
    String(await contentOf(steps)).replace(
      '</HealthData>',
      `<Record type="HKCategoryTypeIdentifierMenstrualFlow" sourceName="App"
        startDate="2026-11-01 12:00:00 +0900" endDate="2026-11-01 12:10:00 +0900"
        value="HKCategoryValueMenstrualFlowLight"/></HealthData>`,
    ),
  ),
)

async function aFileKept(file: ByteSource) {
  const browser = await portal.signedIn(await aResident(city))
  const kept = await sendFile(browser, file)
  expect((await browser.submit(`${kept}/confirm`)).headers['location']).toBe(`${kept}?done=confirmed`)
  return { browser, kept }
}

/** Sends it again under another name and reads the preview. */
async function sendAgain(browser: TestBrowser, file: ByteSource) {
  const address = await sendFile(browser, file, { name: 'again.xml' })
  const page = await browser.open(address)
  return { address, body: page.body, text: textOf(page), offered: page.body.includes(`${address}/confirm`) }
}

const said = '同じファイルを、もうお預かりしています'

describe('The preview of a file that is kept already', () => {
  it('says so, leads to what is kept, and offers only to leave it', async () => {
    const { browser, kept } = await aFileKept(steps)
    const { address, body, text, offered } = await sendAgain(browser, steps)
    expect(text).toContain(said)
    expect(text).toMatch(/預けた日時 2026年11月23日（月）10時0分/u)
    expect(body).toContain(`href="${kept}"`)
    expect(body).toContain(`action="${address}/discard"`)
    expect(offered).toBe(false)
    await browser.submit(`${address}/discard`)
    expect(textOf(await browser.open(address))).toContain('ほかのファイルのデータは、そのままです。')
    expect(textOf(await browser.open(kept))).toContain('お預かりしています')
  })

  it.each([
    ['ja-easy', '同じファイルはもう預かっています'],
    ['en', 'Youhavedepositedthisfilealready'],
  ])('says so in %s', async (locale, sentence) => {
    const { browser } = await aFileKept(steps)
    await browser.open(`/home?lang=${locale}`)
    expect((await sendAgain(browser, steps)).text.replaceAll(' ', '')).toContain(sentence)
  })

  it('still lets what was left out be deposited', async () => {
    const { browser, kept } = await aFileKept(stepsAndCycle)
    const { address, body, text, offered } = await sendAgain(browser, stepsAndCycle)
    expect(text).toContain(said)
    expect(body).toContain(`href="${kept}"`)
    expect(offered).toBe(true)
    const answer = await browser.submit(`${address}/confirm`, { alsoChosen: 'reproductive.cycle' })
    expect(answer.headers['location']).toBe(`${address}?done=confirmed`)
  })
})

describe('The preview of a file does not say that it is kept', () => {
  it('when it is another one, however alike', async () => {
    const { browser } = await aFileKept(steps)
    const { text, offered } = await sendAgain(browser, stepsFile({ '2026-11-01': 4001 }))
    expect([text.includes(said), offered]).toEqual([false, true])
  })

  it('when it was taken back', async () => {
    const { browser, kept } = await aFileKept(steps)
    await browser.submit(`${kept}/undo`)
    const { text, offered } = await sendAgain(browser, steps)
    expect([text.includes(said), offered]).toEqual([false, true])
  })

  it('when somebody else keeps the same', async () => {
    await aFileKept(steps)
    const neighbour = await portal.signedIn(await aResident(city))
    const { text, offered } = await sendAgain(neighbour, steps)
    expect([text.includes(said), offered]).toEqual([false, true])
  })
})
