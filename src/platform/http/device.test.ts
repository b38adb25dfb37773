import { describe, expect, it } from 'vitest'
import { browsers, deviceSchema, readDevice, systems } from './device.ts'

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X)'
const tablet = 'Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const android = 'Mozilla/5.0 (Linux; Android 10; K)'

describe('What a browser says of itself', () => {
  const table = [
    [`${phone} ${webKit} Version/26.0 Mobile/15E148 Safari/604.1`, 'iphone/safari'],
    [`${phone} ${webKit} CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1`, 'iphone/chrome'],
    [`${phone} ${webKit} FxiOS/144.0 Mobile/15E148 Safari/605.1.15`, 'iphone/firefox'],
    [`${phone} ${webKit} Version/18.0 EdgiOS/142.0.3595.53 Mobile/15E148 Safari/605.1.15`, 'iphone/edge'],
    // Within an app: no browser of the resident's.
    [`${phone} ${webKit} Mobile/15E148 Safari Line/15.17.0`, 'iphone/other'],
    [`${phone} ${webKit} GSA/391.0.825 Mobile/15E148 Safari/604.1`, 'iphone/other'],
    [`${phone} ${webKit} Mobile/15E148`, 'iphone/other'],
    [`${tablet} ${webKit} Version/18.6 Mobile/15E148 Safari/604.1`, 'ipad/safari'],
    [`${tablet} ${webKit} CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1`, 'ipad/chrome'],
    // An iPad that asks for pages as a computer does: only with Safari nothing tells it from a Mac.
    [`${mac} ${webKit} CriOS/142 Version/11.1.1 Safari/605.1.15`, 'ipad/chrome'],
    [`${mac} ${webKit} FxiOS/144.0 Safari/605.1.15`, 'ipad/firefox'],
    [`${mac} ${webKit} Version/26.0 Safari/605.1.15`, 'mac/safari'],
    [`${mac} ${blink} Chrome/142.0.0.0 Safari/537.36`, 'mac/chrome'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0', 'mac/firefox'],
    [`${windows} ${blink} Chrome/142.0.0.0 Safari/537.36`, 'windows/chrome'],
    [`${windows} ${blink} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'windows/edge'],
    [`${windows} ${blink} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`, 'windows/edge'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0', 'windows/firefox'],
    [`${windows} ${blink} Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0`, 'windows/other'],
    ['Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko', 'windows/other'],
    [`${android} ${blink} Chrome/142.0.0.0 Mobile Safari/537.36`, 'android/chrome'],
    [`${android} ${blink} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, 'android/samsung'],
    [`${android} ${blink} Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0`, 'android/edge'],
    ['Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0', 'android/firefox'],
    [
      `Mozilla/5.0 (Linux; Android 15; SC-51E Build/AP3A; wv) ${blink} Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36`,
      'android/other',
    ],
    ['Mozilla/5.0 (Linux; U; Android 4.0.3; ja-jp; F-08D) Version/4.0 Mobile Safari/534.30', 'android/other'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${blink} Chrome/142.0.0.0 Safari/537.36`, 'linux/chrome'],
    ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0', 'linux/firefox'],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${blink} Chrome/142.0.0.0 Safari/537.36`, 'chromeos/chrome'],
    ['curl/8.14.1', 'other/other'],
    ['<script>alert(1)</script>', 'other/other'],
    [`${'x'.repeat(100_000)} iPhone`, 'other/other'],
    ['', 'other/other'],
    [undefined, 'other/other'],
  ] as const

  it.each(table)('%s: %s', (userAgent, device) => {
    expect(readDevice(userAgent)).toBe(device)
    expect(deviceSchema.parse(device)).toBe(device)
  })

  it('is looked through in no time, whatever it is', () => {
    const begun = performance.now()
    for (const part of ['Macintosh ', 'Version/1.1 ', 'Mobile/1 '])
      for (let count = 0; count < 20; count += 1) readDevice(part.repeat(2_000))
    expect(performance.now() - begun).toBeLessThan(200)
  })

  it('becomes each word there is, and no other', () => {
    const words = table.map(([, device]) => device.split('/'))
    expect(new Set(words.map(([system]) => system))).toEqual(new Set(systems))
    expect(new Set(words.map(([, browser]) => browser))).toEqual(new Set(browsers))
    expect(deviceSchema.safeParse('nokia/safari').success).toBe(false)
  })
})
