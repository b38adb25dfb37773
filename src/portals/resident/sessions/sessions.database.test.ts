import { describe, expect, it } from 'vitest'
import { aCardHolder, wrongPin } from '../../../../test/support/cards.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { follow, residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { checkCard, sessionsOf } from '../../../identity/index.ts'

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

describe('The list of sessions', () => {
  it('has one’s own, and which of them this is', async () => {
    const { browsers } = await someone(3)
    await someone(2)
    const page = await browsers[0]!.open(path)
    expect(idsIn(page)).toHaveLength(2)
    expect(page.body.match(/いま使っているこの画面/gu)).toHaveLength(1)
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
    await checkCard(city, card)
    await checkCard(city, wrongPin(card))
    expect(await said()).toContain('ちがう暗証番号が3回入れられました')
    await checkCard(city, card)
    await checkCard(city, card)
    expect(await said()).not.toContain('回入れられました')
  })
})
