import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { follow, residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { attendToFirst, desksOf, firstFound } from '../../../../test/support/staff-pages.ts'
import { termsForTests } from '../../../../test/support/terms.ts'
import type { LocalDay } from '../../../kernel/index.ts'
import { enrolResident, publishTerms } from '../../../residents/index.ts'

const { city, portal } = await aCityWithPages()

const desk = desksOf(city, portal)

let years = 1920
async function somebody() {
  years += 1
  const birthDate = `${String(years)}-05-02` as LocalDay
  const residentId = await enrolResident(city, { name: '北野 一郎', kana: 'キタノ イチロウ', birthDate })
  return { residentId, birthDate }
}

const searchFor = (birthDate: string) => ({ kana: 'きたの　いちろう', birthDate, reason: 'question' })

async function attending(browser: TestBrowser, birthDate: string) {
  await attendToFirst(browser, searchFor(birthDate))
  return browser.open('/city/counter/resident')
}

const pages = ['/city/counter', '/city/counter/found', '/city/counter/join', '/city/counter/resident']

describe('The counter', () => {
  it.each(['administrator', 'reviewer', 'auditor'] as const)('is closed to the role %s', async (role) => {
    const browser = await desk({ role })
    for (const page of pages) expect((await browser.open(page)).statusCode, page).toBe(403)
  })

  it('is closed to residents and to nobody in particular', async () => {
    const resident = await residentsBrowser(portal, city, await aResident(city))
    for (const page of pages) {
      expect((await resident.open(page)).statusCode, page).toBe(401)
      expect((await portal.browser().open(page)).statusCode, page).toBe(401)
    }
  })

  it('finds somebody by what they say, typed as people type it, and tells the resident why', async () => {
    const { residentId, birthDate } = await somebody()
    const browser = await desk()
    const sheet = await attending(browser, birthDate.replaceAll('-', '/'))
    expect(textOf(sheet)).toContain('北野 一郎さんの応対')
    expect(sheet.body, 'no id of theirs is on it').not.toContain(residentId)
    expect(sheet.headers['cache-control']).toBe('no-store')
    const history = await (await residentsBrowser(portal, city, residentId)).open('/history?show=look-ups')
    expect(textOf(history)).toContain('手続きのページを開きました なんのために ご相談')
    expect(textOf(history)).toContain('名前と生年月日で探しました なんのために ご相談')
  })

  it('shows nothing of anybody before they were found, and nobody who was not', async () => {
    const browser = await desk()
    expect((await browser.open('/city/counter/resident')).statusCode).toBe(409)
    expect(textOf(await browser.open('/city/counter/found'))).toContain('だれもいません')
    await browser.open('/city/counter')
    expect((await browser.submit('/city/counter/found', firstFound(browser))).statusCode).toBe(409)
    const nobody = await browser.submit('/city/counter', searchFor('1899-01-01'))
    expect(nobody.statusCode).toBe(404)
    expect(nobody.body, 'what was typed is still there').toContain('1899-01-01')
  })

  it('says what was typed wrong, at its entry', async () => {
    const browser = await desk()
    await browser.open('/city/counter')
    const wrong = await browser.submit('/city/counter', { ...searchFor('昭和64年1月8日'), kana: '北野' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('id="kana-error"')
    expect(wrong.body).toContain('id="birthDate-error"')
  })

  it('asks for a reason, from its list', async () => {
    const browser = await desk()
    await browser.open('/city/counter')
    const said = { kana: 'キタノ', birthDate: '1950-01-01' }
    for (const reason of ['', 'curious', 'join'])
      expect((await browser.submit('/city/counter', { ...said, reason })).statusCode).toBe(400)
    const unasked = await browser.submit('/city/counter', said)
    expect([unasked.statusCode, unasked.body]).toEqual([422, expect.stringContaining('id="reason-error"')])
  })

  it('hides who is shown after a minute, without a script', async () => {
    const { birthDate } = await somebody()
    const browser = await desk()
    const sheet = await attending(browser, birthDate)
    expect(sheet.headers['refresh']).toBe('60; url=/city/counter')
    const hidden = textOf(await browser.open('/city/counter'))
    expect(hidden).toContain('応対を続けますか')
    expect(hidden).not.toContain('北野')
  })

  it('ends when it is ended', async () => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    await browser.submit('/city/counter/end', {})
    expect((await browser.open('/city/counter/resident')).statusCode).toBe(409)
  })

  it('refuses what no page of ours has sent', async () => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    const stopped = await browser.submit('/city/counter/resident/stop', { _csrf: 'forged' })
    expect(stopped.statusCode).toBe(403)
  })
})

describe('At the counter', () => {
  it('a card takes two: asked for here, confirmed there, handed over here, once', async () => {
    const { birthDate, residentId } = await somebody()
    const [one, other] = [await desk(), await desk()]
    await attending(one, birthDate)
    const early = await one.submit('/city/counter/resident/card', {})
    expect(early.statusCode).toBe(409)
    await one.open('/city/counter/resident')
    await one.submit('/city/counter/resident/document', { document: 'passport', for: 'card' })
    expect((await one.open('/city/counter')).body, 'never who asked').not.toContain('/city/counter/cards/')

    const [, address = ''] =
      /href="(\/city\/counter\/cards\/[^"]+)"/u.exec((await other.open('/city/counter')).body) ?? []
    expect(textOf(await other.open(address))).toContain('北野 一郎')
    const { page: confirmed, address: after } = await follow(other, address)
    expect(after).toBe('/city/counter?done=card')
    expect(textOf(confirmed)).toContain('カードを確かめました。')
    expect(confirmed.body, 'nobody is named').not.toContain('北野')
    await one.open('/city/counter/resident')
    const card = textOf(await one.submit('/city/counter/resident/card', {}))
    expect(card).toMatch(/カード番号 \d{4} \d{4} \d{4} \d{4} .*暗証番号 \d{6}/su)
    expect(portal.log.text, 'neither is in the log').not.toMatch(/暗証|\d{4} \d{4} \d{4} \d{4}/u)
    await one.open('/city/counter/resident')
    expect((await one.submit('/city/counter/resident/card', {})).statusCode).toBe(409)
    const history = textOf(
      await (await residentsBrowser(portal, city, residentId)).open('/history?show=look-ups'),
    )
    expect(history).toContain('もう1人の職員として、カードを確かめました なんのために カードの受け渡し')
  })

  it('only what the second of two can have done is said on the desk, and nothing from the address', async () => {
    const browser = await desk()
    const statusAt = async (done: string) =>
      /<div[^>]*role="status"[^]*?<\/div>/u.exec((await browser.open(`/city/counter?done=${done}`)).body)?.[0]
    for (const done of ['stopped', 'everything', '%3Cb%3E', 'constructor', 'card&done=died'])
      expect(await statusAt(done), done).toBeUndefined()
    expect(await statusAt('card')).toContain('カードを確かめました。')
  })

  it('a document has to be named', async () => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    const answer = await browser.submit('/city/counter/resident/document', { for: 'check' })
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('id="document-error"')])
    await browser.open('/city/counter/resident')
    await browser.submit('/city/counter/resident/document', { for: 'check', document: 'passport' })
    expect(textOf(await browser.open('/city/counter/resident'))).toContain('書類で確かめました。')
  })

  const whoTheyAre = {
    ...{ name: '浦和 よし', kana: 'ウラワ ヨシ', birthDate: '昭和21年5月2日' },
    ...{ postalCode: '', municipalityCode: '', address: '', phone: '', email: '', attempt: randomUUID() },
    alike: 'somebody-else',
  }
  const newcomer = { ...whoTheyAre, document: 'my-number-card', attempt: randomUUID() }
  const signed = { ...newcomer, termsVersion: '1', paperNumber: 'ａ−17' }

  it('somebody of eighty joins with nothing but a name, a date of birth and a document', async () => {
    const browser = await desk()
    await browser.open('/city/counter/join')
    const joined = await browser.submit('/city/counter/join', newcomer)
    expect(joined.statusCode).toBe(200)
    expect(textOf(joined)).toMatch(/カード番号 \d{4} \d{4} \d{4} \d{4} .*暗証番号 \d{6}/su)
    expect(textOf(await browser.open('/city/counter/resident'))).toContain('1946年（昭和21年）5月2日')
  })

  it('a child does not, whatever they show: it is said at their date of birth, and what was typed stays', async () => {
    const browser = await desk()
    await browser.open('/city/counter/join')
    const child = { ...newcomer, birthDate: '平成30年3月3日', attempt: randomUUID() }
    const answer = await browser.submit('/city/counter/join', child)
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('id="birthDate-error"')])
    expect(textOf(answer)).toContain('1人で参加できる年齢になってから')
    expect(answer.body).toContain('value="浦和 よし"')
    expect(textOf(await browser.open('/city/counter/resident'))).not.toContain('浦和')
  })

  it('the paper says where to go, in the words of the page there, and whom to call; its PIN is cut off', async () => {
    const browser = await desk()
    await browser.open('/city/counter/join')
    const { body } = await browser.submit('/city/counter/join', { ...newcomer, attempt: randomUUID() })
    const [paper = '', strip = ''] = body.split('<footer')[0]!.split('class="cut"')
    const card = textOf({ body: paper.slice(paper.indexOf('class="card"')) })
    const page = (await portal.browser().open('/sign-in')).body
    for (const path of ['/sign-in/card', '/stop-by-card']) {
      const link = textOf({ body: new RegExp(`href="${path}"[^>]*>.*?</a>`, 'su').exec(page)?.[0] ?? '' })
      expect(card).toContain(`「${link.replace(/^.*>/u, '').trim()}」`)
    }
    expect(card).toContain(`${city.hosts[0]!}/sign-in `)
    expect(card).toMatch(/カード番号 \d{4} \d{4} \d{4} \d{4} .*0\d+-\d+-\d+/su)
    // The name of the host is of this test's own making.
    expect(card.replaceAll(city.hosts[0]!, '')).not.toMatch(/(?<![\d-])\d{6}(?!\d)/u)
    expect(textOf({ body: strip })).toMatch(/切りはなし.*暗証番号 \d{6}/su)
  })

  it('every mistake in an address is told at once, each at the entry it was made in', async () => {
    const browser = await desk()
    const wrongAt = async (typed: Record<string, string>) => {
      await browser.open('/city/counter/join')
      const answer = await browser.submit('/city/counter/join', {
        ...newcomer,
        ...typed,
        attempt: randomUUID(),
      })
      expect(answer.statusCode).toBe(422)
      return [...answer.body.matchAll(/ id="(\w+)-error"/gu)].map(([, name]) => name)
    }
    expect(await wrongAt({ postalCode: '12', municipalityCode: '999999' })).toEqual([
      'postalCode',
      'municipalityCode',
      'address',
    ])
    const rest = { municipalityCode: '112992', address: 'みその県あおば野市1-2' }
    expect(await wrongAt({ ...rest, postalCode: '12' })).toEqual(['postalCode'])
  })

  it('nobody joins who has shown nothing', async () => {
    const browser = await desk()
    await browser.open('/city/counter/join')
    const answer = await browser.submit('/city/counter/join', whoTheyAre)
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('id="document-error"')])
  })

  it('the terms are agreed to by the number of a signed paper; a wrong one is told', async () => {
    await publishTerms(city, termsForTests)
    const browser = await desk()
    expect(textOf(await browser.open('/city/counter/join'))).toContain('規約（第1版）を開く')
    const wrong = await browser.submit('/city/counter/join', { ...signed, paperNumber: '山田' })
    expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('id="paperNumber-error"')])
    const without = { ...signed, attempt: randomUUID(), paperNumber: ' ' }
    expect(textOf(await browser.submit('/city/counter/join', without))).toContain('暗証番号')
    const answers = () => city.database.query('select version, channel from residents.terms_answers')
    expect((await answers()).rows, 'an empty entry is no signature').not.toContainEqual(
      expect.objectContaining({ channel: 'paper' }),
    )
    await browser.open('/city/counter/join')
    await browser.submit('/city/counter/join', { ...signed, attempt: randomUUID() })
    expect((await answers()).rows).toContainEqual({ version: 1, channel: 'paper' })
  })

  it.each([
    [{ name: '' }, 'name-error'],
    [{ kana: '漢字' }, 'kana-error'],
    [{ birthDate: '2月30日' }, 'birthDate-error'],
    [{ postalCode: '1' }, 'address-error'],
    [{ phone: 'ない' }, 'phone-error'],
    [{ email: 'ない' }, 'email-error'],
  ] as const)('nobody joins with %o, and what was typed stays', async (changed, error) => {
    const browser = await desk()
    await browser.open('/city/counter/join')
    const answer = await browser.submit('/city/counter/join', { ...newcomer, ...changed })
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(`id="${error}"`)])
    expect(answer.body).toContain('昭和21年5月2日'.slice(0, 'birthDate' in changed ? 0 : undefined))
  })
})
