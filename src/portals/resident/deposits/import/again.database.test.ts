import { describe, expect, it } from 'vitest'
import { aResident, stepsFile } from '../../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { sendFile } from '../../../../../test/support/send-file.ts'

const { city, portal } = await aCityWithPages()

const file = stepsFile({ '2026-11-01': 4000, '2026-11-02': 6000 })

async function aFileSent() {
  const browser = await portal.signedIn(await aResident(city))
  const address = await sendFile(browser, file)
  const press = async (act: string, fields: Record<string, string> = {}) =>
    (await browser.submit(`${address}/${act}`, fields)).headers['location']
  const read = async () => textOf(await browser.open(address))
  return { browser, address, press, read }
}

describe('Pressed twice', () => {
  it('“deposit” shows the first result', async () => {
    const { address, press } = await aFileSent()
    for (let time = 0; time < 2; time += 1) expect(await press('confirm')).toBe(`${address}?done=confirmed`)
  })

  it('“deposit” shows the first result, also when both presses arrive at once', async () => {
    const { address, press } = await aFileSent()
    const answers = await Promise.all([press('confirm'), press('confirm'), press('confirm')])
    expect(new Set(answers)).toEqual(new Set([`${address}?done=confirmed`]))
  })

  it.each([
    ['undo', 'もとにもどしました'],
    ['discard', '預けるのをやめました'],
  ])('“%s” shows the first result', async (act, said) => {
    const { address, press, read } = await aFileSent()
    if (act === 'undo') await press('confirm')
    for (let time = 0; time < 2; time += 1) expect(await press(act)).toBe(address)
    expect(await read()).toContain(said)
  })

  it('but asking for something else is still refused', async () => {
    const { address, press } = await aFileSent()
    await press('confirm')
    expect(await press('confirm', { notWanted: 'activity.steps' })).toBe(`${address}?because=not-ready`)
    expect(await press('discard')).toBe(`${address}?because=not-ready`)
    await press('undo')
    expect(await press('confirm')).toBe(`${address}?because=not-ready`)
  })
})
