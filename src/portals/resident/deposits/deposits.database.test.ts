import { describe, expect, it } from 'vitest'
import { aResident, bytes, stepsFile } from '../../../../test/support/city.ts'
import type { Answered } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { contentOf, sendFile } from '../../../../test/support/send-file.ts'

const { city, portal } = await aCityWithPages()

const good = stepsFile({ '2026-11-01': 4000, '2026-11-02': 6000 })

describe('A resident who deposits a file', () => {
  it('looks at its contents, confirms, and sees the data', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, good)
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
    expect(data).toMatch(/もっとも新しい値 6,000歩 2026年11月2日（月）/u)
  })

  it('takes it back, and nothing of it is left', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, good)
    await browser.submit(`${address}/confirm`)
    await browser.open(address)
    expect(await browser.submit(`${address}/undo`)).toMatchObject({ statusCode: 303 })
    expect(textOf(await browser.open(address))).toContain('もとにもどしました')
    expect(textOf(await browser.open('/data/activity.steps'))).toContain('このデータは、まだ預けていません。')
  })
})

const bornElsewhen = bytes(
  'export.xml',
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">
      <Me HKCharacteristicTypeIdentifierDateOfBirth="1990-02-02"/>
      <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" value="100"
        startDate="2026-11-01 12:00:00 +0900" endDate="2026-11-01 12:10:00 +0900"/>
      <Record type="HKCategoryTypeIdentifierMenstrualFlow" sourceName="App"
        startDate="2026-11-01 12:00:00 +0900" endDate="2026-11-01 12:10:00 +0900"
        value="HKCategoryValueMenstrualFlowLight"/>
    </HealthData>`,
  ),
)

describe('What is careful', () => {
  it('is not deposited unless it is ticked, and nothing is ticked beforehand', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, bornElsewhen)
    const [, listed, asked] = textOf(await browser.open(address)).split(
      /お預かりするデータ|とくに大切な情報/u,
    )
    expect(listed).not.toContain('月経などの記録')
    expect(asked).toContain('月経などの記録')
    expect((await browser.open(address)).body).not.toMatch(/<input[^>]*type="checkbox"[^>]*checked/u)
    await browser.submit(`${address}/confirm`, { isMine: 'yes' })
    expect(textOf(await browser.open('/deposits'))).not.toContain('月経などの記録')
    expect(textOf(await browser.open('/data/reproductive.cycle'))).toContain('まだ預けていません')
  })

  it('is deposited when it is ticked, and shown as days, not as figures', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, bornElsewhen)
    await browser.submit(`${address}/confirm`, { isMine: 'yes', alsoChosen: 'reproductive.cycle' })
    const page = await browser.open('/data/reproductive.cycle')
    expect(textOf(page)).toMatch(/記録の一覧 .*2026年11月1日（日） 数 1件/u)
    expect(page.body).not.toContain('<svg class="chart-plot"')
  })

  it('can be deposited alone, without the one usual item of the file', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, bornElsewhen)
    expect((await browser.open(address)).body).toMatch(/name="notWanted"[^>]*value="activity.steps"/u)
    const wanted = { isMine: 'yes', alsoChosen: 'reproductive.cycle', notWanted: 'activity.steps' }
    await browser.submit(`${address}/confirm`, wanted)
    const kept = textOf(await browser.open('/deposits'))
    expect(kept).toContain('月経などの記録')
    expect(kept).not.toContain('歩数')
  })

  it('is not asked about where a file holds one usual item and nothing else', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const page = await browser.open(await sendFile(browser, good))
    expect(page.body).not.toMatch(/name="(notWanted|alsoChosen)"/u)
  })
})

describe('A file that is refused', () => {
  const table = [
    // what is sent                                    said
    ['no picture of ours', Buffer.from('GIF89a....'), 'このファイルの種類は読めません。'],
    ['half a zip', Buffer.from('PK\u0003\u0004'), 'ファイルが途中で切れています。'],
    [
      'an export with nothing in it',
      Buffer.from('<?xml version="1.0"?><HealthData></HealthData>'),
      '健康の記録が、このファイルにはありません。',
    ],
  ] as const

  it.each(table)('%s says why, and that nothing was kept', async (_what, body, said) => {
    const browser = await portal.signedIn(await aResident(city))
    const page = textOf(await browser.open(await sendFile(browser, body)))
    expect(page).toContain(said)
    expect(page).toContain('このファイルのデータは、何も残していません。')
  })

  it('is named at the form when it is too large or not there', async () => {
    const browser = await portal.signedIn(await aResident(city))
    for (const [name, body, because, said] of [
      ['export.zip', Buffer.alloc(1024 * 1024 + 1), 'too-large', 'ファイルが大きすぎます。'],
      ['', Buffer.alloc(0), 'no-file', 'ファイルをえらんでください。'],
    ] as const) {
      await browser.open('/deposits')
      const answer = await browser.upload('/deposits', { field: 'file', name, body })
      expect(answer.headers['location']).toBe(`/deposits?because=${because}`)
      const page = await browser.open(`/deposits?because=${because}`)
      expect(page.body).toContain('<a href="#file">')
      expect(textOf(page)).toContain(said)
    }
  })
})

describe('Confirming', () => {
  it('the same file twice changes nothing', async () => {
    const browser = await portal.signedIn(await aResident(city))
    for (const expected of ['?done=confirmed', '?because=already-deposited']) {
      const address = await sendFile(browser, good)
      const answer = await browser.submit(`${address}/confirm`)
      expect(answer.headers['location']).toBe(`${address}${expected}`)
    }
    expect(textOf(await browser.open('/data/activity.steps'))).toMatch(/1日の平均 5,000歩/u)
  })

  it('a file that names another birthday asks whose it is', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, bornElsewhen)
    const refused = await browser.submit(`${address}/confirm`)
    expect(refused.headers['location']).toBe(`${address}?because=another-person`)
    const page = textOf(await browser.open(`${address}?because=another-person`))
    expect(page).toContain('ファイルの持ち主が、あなたと違うようです。')
    expect(page).toContain('ファイルに書かれた生年月日が、あなたのものと違います。')
  })

  it('a preview whose time has passed is not offered any more', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, good)
    city.clock.advance(25 * 60 * 60 * 1000)
    const page = await browser.open(address)
    expect(textOf(page)).toContain('確認の期限がすぎたので、消しました。')
    expect(page.body).not.toContain(`${address}/confirm`)
  })

  it('a preview whose time has passed says so once', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, good)
    city.clock.advance(25 * 60 * 60 * 1000)
    const answer = await browser.submit(`${address}/confirm`)
    expect(answer.headers['location']).toBe(`${address}?because=expired`)
    const page = textOf(await browser.open(`${address}?because=expired`))
    expect(page.split('確認の期限がすぎたので、消しました。')).toHaveLength(2)
  })

  it('nothing at all is refused', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, good)
    const answer = await browser.submit(`${address}/confirm`, { notWanted: 'activity.steps' })
    expect(answer.headers['location']).toBe(`${address}?because=nothing-chosen`)
  })

  it('is over once the resident has dropped the file', async () => {
    const browser = await portal.signedIn(await aResident(city))
    const address = await sendFile(browser, good)
    await browser.submit(`${address}/discard`)
    expect(textOf(await browser.open(address))).toContain('預けるのをやめました')
    await browser.open('/home')
    const answer = await browser.submit(`${address}/confirm`)
    expect(answer.headers['location']).toBe(`${address}?because=not-ready`)
  })
})

describe('Somebody else', () => {
  it('gets the same answer for an import that is not theirs as for one that is not there', async () => {
    const address = await sendFile(await portal.signedIn(await aResident(city)), good)
    const other = await portal.signedIn(await aResident(city))
    const nowhere = '/deposits/00000000-0000-4000-8000-000000000000'
    const strip = (answer: Answered) =>
      answer.body.replaceAll(address, nowhere).replace(/nonce="[^"]+"/gu, '')
    const theirs = await other.open(address)
    const absent = await other.open(nowhere)
    expect([theirs.statusCode, absent.statusCode]).toEqual([404, 404])
    expect(strip(theirs)).toBe(strip(absent))
    expect((await other.open('/deposits/no-such-thing')).statusCode).toBe(404)
    for (const act of ['confirm', 'discard', 'undo']) {
      await other.open('/home')
      expect((await other.submit(`${address}/${act}`)).statusCode).toBe(404)
      expect((await other.submit(`${nowhere}/${act}`)).statusCode).toBe(404)
    }
  })

  it('who is not signed in is sent to sign in, and changes nothing', async () => {
    const stranger = portal.browser()
    for (const path of [
      '/deposits',
      '/data/activity.steps',
      '/deposits/00000000-0000-4000-8000-000000000000',
    ]) {
      const answer = await stranger.open(path)
      expect(answer.statusCode).toBe(401)
      expect(answer.body).toContain('href="/sign-in"')
    }
    await stranger.open('/sign-in')
    const file = { field: 'file', name: 'export.xml', body: await contentOf(good) }
    expect((await stranger.upload('/deposits', file)).statusCode).toBe(401)
  })

  it('cannot send a form without its token', async () => {
    const residentId = await aResident(city)
    const browser = await portal.signedIn(residentId)
    const address = await sendFile(browser, good)
    const file = { field: 'file', name: 'export.xml', body: await contentOf(good) }
    expect((await browser.upload('/deposits', file, '')).statusCode).toBe(403)
    for (const act of ['confirm', 'discard', 'undo'])
      expect((await browser.submit(`${address}/${act}`, { _csrf: 'made-up' })).statusCode).toBe(403)
    expect(textOf(await browser.open(address))).toContain('内容を確かめてください')
  })
})

it('Nothing that was in a file, nor its name, is in the log', () => {
  expect(portal.log.lines.length).toBeGreaterThan(20)
  // Every 4,096th id has 4000 in its middle.
  const text = portal.log.text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, '')
  expect(text).not.toMatch(/export\.xml|\b4000\b|HKQuantity|青葉/u)
  expect(portal.log.text).not.toContain('"level":50')
})
