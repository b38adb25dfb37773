import { describe, expect, it } from 'vitest'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { chosenIn, errorAt, formIn, textOf, valueAt } from '../../../../test/support/resident-page.ts'
import { aMember, anAdministrator, sessionFrom } from '../../../../test/support/staff.ts'
import { staffCookie, staffPages } from '../../../../test/support/staff-pages.ts'
import { staffMembers } from '../../../identity/index.ts'

const { city, portal } = await aCityWithPages()
const { browserOf, asked } = staffPages(portal)

const administrator = () => anAdministrator(city)

describe('An administrator at /city/staff', () => {
  const back = { page: '/city/staff' }
  const sixMinutes = 6 * 60_000

  it('appoints, and is shown the invitation once', async () => {
    const browser = await browserOf(await administrator())
    await browser.open('/city/staff')
    const made = await browser.submit('/city/staff', { name: ' 窓口 四郎 ', role: 'counter' })
    const token = /city\/invited#([\w-]{43})/u.exec(made.body)?.[1] ?? ''
    expect(token).not.toBe('')
    const page = await browser.open('/city/staff')
    expect(page.body).not.toContain(token)
    expect(textOf(page)).toContain('窓口 四郎')
    expect(portal.log.text).not.toContain('窓口 四郎')
  })

  it('appoints once, also when the form is sent twice', async () => {
    const browser = await browserOf(await administrator())
    const { attempt = '' } = formIn(await browser.open('/city/staff'), '/city/staff')
    const fields = { name: '窓口 六郎', role: 'counter', attempt }
    expect((await browser.submit('/city/staff', fields)).statusCode).toBe(200)
    const again = await browser.submit('/city/staff', fields)
    expect(again.statusCode).toBe(409)
    expect(textOf(again)).toContain('もう受け付けています')
    expect((await staffMembers(city)).filter(({ name }) => name.reveal() === fields.name)).toHaveLength(1)
  })

  it.each(['', '   ', 'あ'.repeat(61)])('has to name who it is: not “%s”', async (name) => {
    const browser = await browserOf(await administrator())
    await browser.open('/city/staff')
    const answer = await browser.submit('/city/staff', { name, role: 'counter' })
    expect([answer.statusCode, errorAt(answer, 'name')]).toEqual([422, expect.stringContaining('60文字まで')])
    expect(valueAt(answer, 'name'), 'what was typed').toBe(name)
    expect(chosenIn(answer, 'role')).toEqual(['counter'])
  })

  it('has to say as what', async () => {
    const browser = await browserOf(await administrator())
    await browser.open('/city/staff')
    const answer = await browser.submit('/city/staff', { name: 'だれか' })
    expect([answer.statusCode, errorAt(answer, 'role')]).toEqual([422, expect.stringContaining('役割')])
    expect(valueAt(answer, 'name'), 'what was typed').toBe('だれか')
    expect(chosenIn(answer, 'role')).toEqual([])
    expect((await browser.submit('/city/staff', { name: 'だれか', role: 'mayor' })).statusCode).toBe(400)
  })

  it('changes a role, invites again and ends', async () => {
    const { staffId, session } = await aMember(city, 'counter')
    const browser = await browserOf(await administrator())
    await browser.open('/city/staff')
    const act = (path: string, more = {}) => browser.submit(path, { member: staffId, ...more })
    const changed = await act('/city/staff/role', { role: 'auditor' })
    expect(changed.headers.location).toBe('/city/staff?done=role')
    expect((await (await browserOf({ session })).open('/city/acts')).statusCode).toBe(200)
    expect((await act('/city/staff')).body).toContain('/city/invited#')
    expect((await act('/city/staff/end')).headers.location).toBe('/city/staff?done=ended')
    expect((await act('/city/staff/end')).statusCode).toBe(404)
  })

  it('does nothing to themselves', async () => {
    const { staffId, session } = await administrator()
    const browser = await browserOf({ session })
    await browser.open('/city/staff')
    for (const path of ['/city/staff/end', '/city/staff', '/city/staff/role'])
      expect((await browser.submit(path, { member: staffId, role: 'counter' })).statusCode).toBe(409)
  })

  it.each([
    ['/city/staff', { name: 'だれか', role: 'counter' }],
    ['/city/staff/end', {}],
    ['/city/staff/role', { role: 'auditor' }],
    ['/city/staff', {}],
  ])('is asked for the passkey again before %s, six minutes after', async (path, fields) => {
    const [{ staffId }, other] = [await administrator(), await aMember(city, 'counter')]
    const browser = await browserOf({ session: await sessionFrom(city, staffId, sixMinutes) })
    const page = await browser.open('/city/staff')
    expect(page.body).toContain('action="/city/proof"')
    expect(page.body).not.toContain(`action="${path}"`)
    const refused = await browser.submit(path, { member: other.staffId, ...fields })
    expect(refused.statusCode).toBe(401)
    expect(textOf(refused)).toContain('もう一度パスキーで確かめます')
  })

  it('shows it again: then all is there, in a session that is new', async () => {
    const { staffId, authenticator } = await administrator()
    const stale = await sessionFrom(city, staffId, sixMinutes)
    const browser = await browserOf({ session: stale })
    await browser.open('/city/staff')
    const answer = authenticator.show(await asked(browser, '/city/proof'))
    expect((await browser.submit('/city/proof', { ...back, answer })).headers.location).toBe('/city/staff')
    expect(browser.cookies.get(staffCookie)).not.toBe(stale)
    expect((await browser.open('/city/staff')).body).toContain('action="/city/staff"')
    expect((await (await browserOf({ session: stale })).open('/city')).statusCode).toBe(401)
  })

  it('is led back to a page that asks, and nowhere else', async () => {
    const { authenticator, session } = await administrator()
    const browser = await browserOf({ session })
    for (const page of ['https://evil.example', '//evil.example', '/company/keys', '']) {
      const answer = authenticator.show(await asked(browser, '/city/proof'))
      const refused = await browser.submit('/city/proof', { answer, page })
      expect([refused.statusCode, refused.headers.location], page).toEqual([400, undefined])
    }
  })

  it('cannot show a colleague’s passkey instead, nor what was shown at the door', async () => {
    const [{ staffId, authenticator }, other] = [await administrator(), await administrator()]
    const browser = await browserOf({ session: await sessionFrom(city, staffId, sixMinutes) })
    await browser.open('/city/staff')
    const colleagues = other.authenticator.show(await asked(browser, '/city/proof'))
    expect((await browser.submit('/city/proof', { ...back, answer: colleagues })).statusCode).toBe(401)
    const fromTheDoor = authenticator.show(await asked(browser, '/city/sign-in'))
    expect((await browser.submit('/city/proof', { ...back, answer: fromTheDoor })).statusCode).toBe(401)
    expect((await browser.open('/city/staff')).body).not.toContain('action="/city/staff"')
  })
})
