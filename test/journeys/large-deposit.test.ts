import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident } from '../support/city.ts'
import { isFull } from '../support/is-full.ts'
import { mebibyte, memoryOf } from '../support/memory.ts'
import { minuteByMinute, recordBytes } from '../support/minute-by-minute.ts'
import { signInAt } from '../support/served-resident.ts'
import { serveCity, startingMs, type ServedCity } from '../support/service.ts'

/** 500 MB take half a minute on two cores that others use as well, so the usual run reads 150 MB. */
const megabytes = isFull ? 500 : 150

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
}, startingMs)
afterAll(() => city.close())

describe('A large export', () => {
  it(`of ${megabytes} MB is taken, read and sealed by the service within 150 MiB above idle`, async () => {
    const service = await city.start()
    const browser = await signInAt(service, await aResident(city.tenant))
    // Idle is a service that has shown its pages, not one that has loaded half of its code.
    for (let time = 0; time < 20; time += 1)
      for (const path of ['/home', '/companies', '/deposits', '/history']) await browser.open(service, path)
    await sleep(2_000)
    const idle = (await memoryOf(service.pid)).now

    const began = performance.now()
    const address = await browser.upload(service, 'export.xml', minuteByMinute(megabytes * 1e6))
    let page = await browser.open(service, address)
    for (; page.text.includes('<progress'); page = await browser.open(service, address)) await sleep(200)
    const seconds = (performance.now() - began) / 1_000
    const aboveIdle = ((await memoryOf(service.pid)).highest - idle) / mebibyte
    console.log(
      `${megabytes} MB of XML through the service: ${seconds.toFixed(1)} s, idle ${(idle / mebibyte).toFixed(0)} MiB, ` +
        `${aboveIdle.toFixed(0)} MiB above it at the most`,
    )
    const records = Number(/([\d,]+)件/u.exec(page.text)?.[1]?.replaceAll(',', ''))
    expect(records).toBeGreaterThan((megabytes * 1e6) / recordBytes)
    expect(aboveIdle).toBeLessThan(150)
  })
})
