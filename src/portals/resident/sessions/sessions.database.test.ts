import { describe, expect, it } from 'vitest'
import { aCardHolder, wrongPin } from '../../../../test/support/cards.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { follow, residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { checkCard, sessionsOf, startSession, type PaperCard } from '../../../identity/index.ts'
import { noticesOf } from '../../../notices/index.ts'

const { city, portal } = await aCityWithPages()
const path = '/settings/sessions'

/** A resident with a card, and so many browsers in which they are signed in. */
async function someone(browsers: number) {
  const holder = await aCardHolder(city)
  const opened = []
  for (let count = 0; count < browsers; count += 1)
    opened.push(await residentsBrowser(portal, city, holder.residentId))
  return { ...holder, browsers: opened }
}

const idsIn = ({ body }: { body: string }) =>
  [...body.matchAll(/name="session" value="([0-9a-f]{64})"/gu)].map(([, id]) => id ?? '')

const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142 Safari/537.36 Edg/142'
const oldPhone =
  'Mozilla/5.0 (Linux; Android 10; SH-M08 Build/S4045) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142 Safari/537.36'

async function signedInOn(userAgent: string, { number, pin }: PaperCard) {
  const browser = portal.browser()
  browser.userAgent = userAgent
  await browser.open('/sign-in/card')
  await browser.submit('/sign-in/card', { number: number.reveal(), pin: pin.reveal() })
  return browser
}

/** The cards of a page, each as it is read. */
const cardsOf = (page: { body: string }) =>
  page.body.split('<section').map((body) => textOf({ body }).replaceAll(' ', ''))

describe('The device of a session', () => {
  it('stands in the list, so that the telephone that was stolen is found and ended, and no other', async () => {
    const { residentId, card } = await aCardHolder(city)
    const stolen = await signedInOn(oldPhone, card)
    const here = await signedInOn(windows, card)
    await startSession(city, residentId, 'card')
    const page = await here.open(path)
    const cards = cardsOf(page)
    const withWords = (...words: string[]) =>
      cards.filter((text) => words.every((word) => text.includes(word)))
    expect(withWords('この画面', 'Windowsのパソコン（Edge）')).toHaveLength(1)
    expect(withWords('ほかの画面', 'Androidのスマートフォンやタブレット（Chrome）')).toHaveLength(1)
    expect(withWords('ほかの画面', 'わかりません'), 'of a session from before').toHaveLength(1)
    const [theirs] = (await sessionsOf(city, residentId)).filter(({ device }) => device === 'android/chrome')
    await follow(here, `${path}/end`, { session: theirs!.sessionHash.toString('hex') })
    expect([(await stolen.open('/home')).statusCode, (await here.open('/home')).statusCode]).toEqual([
      401, 200,
    ])
  })

  it('is one word, and nothing else of what the browser says is kept or logged', async () => {
    const { residentId, card } = await aCardHolder(city)
    await signedInOn(oldPhone, card)
    const { rows } = await city.database.query(
      'select to_jsonb(sessions) - array[$2::text, $3] as kept from identity.sessions where resident_id = $1',
      [residentId, 'session_hash', 'resident_id'],
    )
    expect(rows).toMatchObject([{ kept: { device: 'android/chrome', way: 'card' } }])
    expect(JSON.stringify(rows) + portal.log.text).not.toMatch(/SH-M08|S4045|Mozilla|Android/u)
  })

  it('stands in the notice of a way not used before', async () => {
    const { residentId, card } = await aCardHolder(city)
    await startSession(city, residentId, 'outside')
    city.clock.advance(1_000)
    const here = await signedInOn(oldPhone, card)
    const told = (await noticesOf(city, residentId, null)).shown.filter(({ kind }) => kind === 'new-way-in')
    expect(told).toMatchObject([{ device: 'android/chrome' }, { device: null }])
    const text = textOf(await here.open('/notices')).replaceAll(' ', '')
    expect(text.match(/使われた機器：Androidのスマートフォンやタブレット（Chrome）/gu)).toHaveLength(1)
  })

  it.each([
    ['?lang=en', 'Android telephone or tablet (Chrome)'],
    ['?lang=ja-easy', 'Androidの スマホや タブレット （Chrome）'],
  ])('is said in each language: %s', async (language, words) => {
    const { card } = await aCardHolder(city)
    const here = await signedInOn(oldPhone, card)
    await here.open(`/home${language}`)
    expect(textOf(await here.open(path)).replaceAll(' ', '')).toContain(words.replaceAll(' ', ''))
  })
})

describe('The list of sessions', () => {
  it('has one’s own, and which of them this is', async () => {
    const { browsers } = await someone(3)
    await someone(2)
    const page = await browsers[0]!.open(path)
    expect(idsIn(page)).toHaveLength(2)
    expect(page.body.match(/いま使っているこの画面/gu)).toHaveLength(1)
  })

  it('says when by the clock of the city, also where that is set ahead; and none ends by it', async () => {
    const { residentId, browsers } = await someone(1)
    const before = city.clock.now()
    city.clock.set(new Date('2027-06-05T03:04:00Z'))
    const text = textOf(await browsers[0]!.open(path)).replaceAll(' ', '')
    const [session] = await sessionsOf(city, residentId)
    city.clock.set(before)
    expect(text).toContain('2027年6月5日')
    const agoMs = new Date('2027-06-05T03:04:00Z').getTime() - session!.createdAt.getTime()
    expect([agoMs >= 0, agoMs < 60_000]).toEqual([true, true])
    expect(await sessionsOf(city, residentId)).toHaveLength(1)
  })

  it('ends one of them, and no other', async () => {
    const { residentId, browsers } = await someone(3)
    const [here, there, elsewhere] = browsers
    const before = await there!.open(path)
    const others = idsIn(await here!.open(path))
    const chosen = others.find((id) => !idsIn(before).includes(id)) ?? ''
    const { page } = await follow(here!, `${path}/end`, { session: chosen })
    expect(textOf(page)).toContain('終わりにしました。')
    expect((await there!.open('/home')).statusCode).toBe(401)
    expect((await elsewhere!.open('/home')).statusCode).toBe(200)
    expect(await sessionsOf(city, residentId)).toHaveLength(2)
  })

  it('ends all but this one', async () => {
    const { browsers } = await someone(3)
    await browsers[0]!.open(path)
    await follow(browsers[0]!, `${path}/end-others`)
    const statuses = await Promise.all(browsers.map((browser) => browser.open('/home')))
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([200, 401, 401])
  })

  it('ends nobody else’s: not theirs and not there are one answer', async () => {
    const [one, other] = [await someone(1), await someone(2)]
    const theirs = idsIn(await other.browsers[0]!.open(path))[0] ?? ''
    const answers = []
    for (const session of [theirs, '0'.repeat(64)]) {
      await one.browsers[0]!.open('/settings')
      const { statusCode, body } = await one.browsers[0]!.submit(`${path}/end`, { session })
      answers.push([statusCode, body.replace(/nonce="[\w-]+"/gu, '')])
    }
    expect(answers[0]).toEqual([404, expect.any(String)])
    expect(answers[1]).toEqual(answers[0])
    expect((await other.browsers[1]!.open('/home')).statusCode).toBe(200)
  })

  it('is for those who are signed in, and needs a form of ours', async () => {
    const { browsers } = await someone(2)
    expect((await portal.browser().open(path)).statusCode).toBe(401)
    await browsers[0]!.open(path)
    for (const action of ['end', 'end-others'])
      expect((await browsers[0]!.submit(`${path}/${action}`, { _csrf: '' })).statusCode).toBe(403)
    expect((await browsers[1]!.open('/home')).statusCode).toBe(200)
  })

  it('says how many wrong PINs there were since the sign-in before, until the one after', async () => {
    const { card, browsers } = await someone(1)
    const said = async () => textOf(await browsers[0]!.open(path)).replaceAll(' ', '')
    expect(await said()).not.toContain('回入れられました')
    for (const turn of [1, 2]) await checkCard(city, wrongPin(card, turn))
    await signedInOn(windows, card)
    await checkCard(city, wrongPin(card))
    expect(await said()).toContain('ちがう暗証番号が3回入れられました')
    await signedInOn(windows, card)
    await signedInOn(windows, card)
    expect(await said()).not.toContain('回入れられました')
  })
})
