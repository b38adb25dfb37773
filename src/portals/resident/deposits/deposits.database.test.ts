import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, stepsFile } from '../../../../test/support/city.ts'
import type { Answered, TestBrowser } from '../../../../test/support/http.ts'
import { openTestPortal, type TestPortal } from '../../../../test/support/portal.ts'
import { createTestTenant, type TestTenant } from '../../../../test/support/tenant.ts'
import type { ByteSource } from '../../../vault/index.ts'

let city: TestTenant
let portal: TestPortal
beforeAll(async () => {
  city = await createTestTenant()
  portal = await openTestPortal(city)
})
afterAll(async () => {
  await portal.close()
  await city.close()
})

const good = stepsFile({ '2026-11-01': 4000, '2026-11-02': 6000 })

async function contentOf(file: ByteSource): Promise<Buffer> {
  return Buffer.concat(await file.stream().toArray())
}

/** Sends the file from the page of deposits and waits until it has been read. Returns the import's address. */
async function send(browser: TestBrowser, file: ByteSource | Buffer, name = 'export.xml'): Promise<string> {
  await browser.open('/deposits')
  const body = Buffer.isBuffer(file) ? file : await contentOf(file)
  const answer = await browser.upload('/deposits', { field: 'file', name, body })
  expect(answer.statusCode).toBe(303)
  const address = String(answer.headers['location'])
  await openWhenRead(browser, address)
  return address
}

async function openWhenRead(browser: TestBrowser, address: string): Promise<Answered> {
  for (;;) {
    const page = await browser.open(address)
    if (!page.body.includes('<progress')) return page
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** What a person reads: tags gone. */
function textOf({ body }: Answered): string {
  return body
    .replace(/<(head|rt)[^]*?<\/\1>/gu, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ')
}

describe('A resident who deposits a file', () => {
  it('looks at its contents, confirms, and sees the data', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await send(browser, good)
    const preview = textOf(await browser.open(address))
    expect(preview).toContain('内容を確かめてください')
    expect(preview).toMatch(/歩数.*2件.*2026年11月1日（日） 〜 2026年11月2日（月）/u)
    expect(textOf(await browser.open('/deposits'))).toContain('まだ預けたデータがありません。')

    await browser.open(address)
    const confirmed = await browser.submit(`${address}/confirm`)
    expect(confirmed).toMatchObject({ statusCode: 303, headers: { location: `${address}?done=confirmed` } })
    expect(textOf(await browser.open(`${address}?done=confirmed`))).toContain('お預かりしました。')

    expect(textOf(await browser.open('/deposits'))).toMatch(/歩数 .*2日/u)
    const data = textOf(await browser.open('/data/activity.steps'))
    expect(data).toMatch(/1日の平均 5,000歩/u)
    expect(data).toMatch(/もっとも新しい値 6,000歩 （ 2026年11月2日（月） ）/u)
  })

  it('takes it back, and nothing of it is left', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await send(browser, good)
    await browser.submit(`${address}/confirm`)
    await browser.open(address)
    expect(await browser.submit(`${address}/undo`)).toMatchObject({ statusCode: 303 })
    expect(textOf(await browser.open(address))).toContain('もとにもどしました')
    expect(textOf(await browser.open('/data/activity.steps'))).toContain('このデータは、まだ預けていません。')
  })
})
