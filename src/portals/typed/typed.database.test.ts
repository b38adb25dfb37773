import { describe, expect, it } from 'vitest'
import { doorsThatProve, type AtForm } from '../../../test/support/doors-that-prove.ts'
import type { Answered, TestBrowser } from '../../../test/support/http.ts'
import { aCityWithPages } from '../../../test/support/portal.ts'
import { formIn, textOf } from '../../../test/support/resident-page.ts'
import { aMember, anAdministrator, sessionFrom } from '../../../test/support/staff.ts'
import { makeClientKeyPair, staffMembers } from '../../identity/index.ts'
import { cityPlace } from '../city/city-door.ts'
import { companyPlace } from '../company/company-door.ts'
import { readFields } from './fields.ts'

const { city, portal } = await aCityWithPages()
const secrets = { pin: '135790', code: '246813', password: 'himitsu', invitation: 'abcdef', file: 'whole' }
const proofOf = ({ portal: of }: Pick<AtForm, 'portal'>) => `/${of}/proof`

/** In this session, with the page of the form open. */
async function before(at: Pick<AtForm, 'portal' | 'page'>, session: string): Promise<TestBrowser> {
  const browser = portal.browser()
  browser.cookies.set(at.portal === 'city' ? 'azukari-staff' : 'azukari-company', session)
  await browser.open(at.page)
  return browser
}

/** Sends the form too late: the page that asks for the passkey. */
async function tooLate(at: AtForm, typed = at.typed) {
  const browser = await before(at, at.session)
  const asked = await browser.submit(at.form, { ...typed, ...secrets })
  return { browser, asked }
}

/** Shows the passkey on that page, whose form is sent as it stands, or changed. */
async function prove(
  browser: TestBrowser,
  asked: Answered,
  at: Pick<AtForm, 'portal' | 'authenticator'>,
  changed: Record<string, string> = {},
): Promise<Answered> {
  const form = formIn(asked, proofOf(at))
  const question = await browser.submit(`${proofOf(at)}/challenge`, form)
  const answer = at.authenticator.show(JSON.parse(question.body) as { challenge: string })
  return browser.submit(proofOf(at), { ...form, answer, ...changed })
}

const decoded = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const attributeOf = (tag: string, name: string) =>
  decoded(new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '')

/** What the form of this address would send as the page has it. */
function filledIn({ body }: Answered, action: string): Record<string, string> {
  const form = body.split('<form').find((part) => part.includes(`action="${action}"`))
  if (form === undefined) throw new Error(`the page has no form for ${action}`)
  const tags = form.split('</form>')[0]?.match(/<input(?:[^>"]|"[^"]*")*>/gu) ?? []
  const isSent = (tag: string) => !/type="(radio|checkbox)"/u.test(tag) || /\schecked/u.test(tag)
  return Object.fromEntries(
    tags.filter(isSent).map((tag) => [attributeOf(tag, 'name'), attributeOf(tag, 'value')]),
  )
}

/** A key comes back as what was read of it. */
const alike = (value: string) => (value.startsWith('{') ? (JSON.parse(value) as unknown) : value)
const keptOf = ({ typed, keeps }: AtForm) => keeps.map((name) => [name, alike(typed[name] ?? '')])
const picked = (fields: Record<string, string>, names: readonly string[]) =>
  names.map((name) => [name, alike(fields[name] ?? '')])

it('Every form that wants a passkey shown just now is tried here', () => {
  const forms = [...Object.keys(cityPlace.provenFor), ...Object.keys(companyPlace.provenFor)]
  expect([...new Set(doorsThatProve.map(([form]) => form))].toSorted()).toEqual(forms.toSorted())
})

describe.each(doorsThatProve)('What was typed too late at %s', (_, prepare) => {
  it('is kept, shown again once the passkey was shown, and sent by nobody else', async () => {
    const at = await prepare(city)
    const { browser, asked } = await tooLate(at)
    expect(asked.statusCode).toBe(401)
    expect(textOf(asked)).toContain('もう一度パスキーで確かめます')
    expect(textOf(asked)).toContain(at.keeps.length > 0 ? '入れたものは残っています' : 'もう一度ボタンを')
    const { page, typed = '' } = formIn(asked, proofOf(at))
    expect(page).toBe(at.page)
    const carried = readFields(typed).map(([name, value]) => [name, alike(value)])
    expect(carried.toSorted()).toEqual(keptOf(at).toSorted())
    for (const secret of Object.values(secrets)) expect(asked.body).not.toContain(secret)

    const proven = await prove(browser, asked, at)
    if (at.keeps.length === 0) {
      expect([proven.statusCode, proven.headers.location]).toEqual([303, at.page])
      await browser.open(at.page)
      const sent = await browser.submit(at.form, at.typed)
      expect([at.form, sent.statusCode < 400]).toEqual([at.form, true])
      return
    }
    expect(proven.statusCode).toBe(200)
    expect(textOf(proven)).toContain('まだ何も変えていません')
    const filled = filledIn(proven, at.form)
    expect(picked(filled, at.keeps)).toEqual(keptOf(at))
    const sent = await browser.post(at.form, new URLSearchParams(filled).toString())
    expect(sent.statusCode).toBeLessThan(400)
    expect(String(sent.headers.location)).not.toContain('because=')
  })
})

const appointing = () => doorsThatProve[0]![1](city)
const formOf = (form: string) => doorsThatProve.find(([of]) => of === form)![1](city)
const names = async () => (await staffMembers(city)).map(({ name }) => name.reveal())

describe('What was typed', () => {
  it('has changed nothing until it was sent again', async () => {
    const at = await appointing()
    const typed = { ...at.typed, name: 'まだ だれでもない' }
    const { browser, asked } = await tooLate(at, typed)
    const proven = await prove(browser, asked, at)
    expect(await names()).not.toContain('まだ だれでもない')
    await browser.post(at.form, new URLSearchParams(filledIn(proven, at.form)).toString())
    expect(await names()).toContain('まだ だれでもない')
  })

  it('is kept where the passkey was another’s, or none, and shown once it is theirs', async () => {
    const [at, other] = [await appointing(), await anAdministrator(city)]
    const { browser, asked } = await tooLate(at)
    const question = await browser.submit('/city/proof/challenge', formIn(asked, '/city/proof'))
    const theirs = other.authenticator.show(JSON.parse(question.body) as { challenge: string })
    let page = asked
    for (const answer of [theirs, '', '{}']) {
      page = await browser.submit('/city/proof', { ...formIn(page, '/city/proof'), answer })
      expect([page.statusCode, textOf(page).includes('パスキーを確かめられませんでした')]).toEqual([
        401,
        true,
      ])
      expect(page.body).not.toContain(`action="${at.form}"`)
    }
    const filled = filledIn(await prove(browser, page, at), at.form)
    expect(picked(filled, at.keeps)).toEqual(keptOf(at))
  })

  it('stands in no log and no address', async () => {
    const at = await appointing()
    const { browser, asked } = await tooLate(at, { ...at.typed, name: 'きろくに ない人' })
    const proven = await prove(browser, asked, at)
    expect(proven.headers['cache-control']).toBe('no-store')
    expect(asked.headers['cache-control']).toBe('no-store')
    expect(portal.log.text).not.toMatch(/きろくに|%E3%81%8D%E3%82%8D/u)
    expect((await browser.open('/city/proof')).headers.location).toBe('/city')
  })
})

describe('The page that carries what was typed', () => {
  it('is worth nothing in the session of another member of staff, nor is theirs shown it', async () => {
    const [at, other] = [await appointing(), await anAdministrator(city)]
    const { browser, asked } = await tooLate(at)
    const form = formIn(asked, '/city/proof')
    const theirs = await before(at, await sessionFrom(city, other.staffId, 6 * 60_000))
    const question = await theirs.submit('/city/proof/challenge')
    const answer = other.authenticator.show(JSON.parse(question.body) as { challenge: string })
    const body = new URLSearchParams({ ...form, answer }).toString()
    const refused = await theirs.post('/city/proof', body)
    expect(refused.statusCode).toBe(403)
    expect(refused.body).not.toContain('四郎')
    await browser.submit('/city/sign-out')
    expect((await browser.post('/city/proof', body)).statusCode).toBe(403)
  })

  it('opens no page to who may not see it, whatever they say they have typed', async () => {
    const { staffId, authenticator } = await aMember(city, 'counter')
    const session = await sessionFrom(city, staffId, 6 * 60_000)
    const browser = await before({ portal: 'city', page: '/city' }, session)
    const question = await browser.submit('/city/proof/challenge')
    const answer = authenticator.show(JSON.parse(question.body) as { challenge: string })
    const typed = 'name=a&role=administrator'
    const refused = await browser.submit('/city/proof', { page: '/city/staff', typed, answer })
    expect([refused.statusCode, refused.body.includes('action="/city/staff')]).toEqual([403, false])
    expect(textOf(refused)).not.toContain('管理 一郎')
  })

  it.each([
    'https://evil.example/city/staff',
    '//evil.example/city/staff',
    '/city/staff?done=ended',
    '/city/staff/role',
    '/city/proof',
    '/company/persons',
    '/settings',
    '',
  ])('leads nowhere else: %j', async (page) => {
    const at = await appointing()
    const { browser, asked } = await tooLate(at)
    const led = await prove(browser, asked, at, { page })
    expect([led.statusCode, led.headers.location]).toEqual([400, undefined])
    expect(led.body).not.toContain('evil.example')
  })

  it('fills in no field that is not of the page, however it was changed', async () => {
    const at = await appointing()
    const { browser, asked } = await tooLate(at)
    const typed = new URLSearchParams({ name: 'だれか', member: 'x', pin: '135790', _csrf: 'y' }).toString()
    const proven = await prove(browser, asked, at, { typed })
    expect(filledIn(proven, at.form)).toMatchObject({ name: 'だれか' })
    expect(Object.keys(filledIn(proven, at.form)).toSorted()).toEqual(['_csrf', 'attempt', 'name'])
    for (const planted of ['135790', 'value="x"', 'value="y"']) expect(proven.body).not.toContain(planted)
  })

  it('takes 16,000 characters and no more, and says when something was not kept', async () => {
    const at = await formOf('/city/companies/:vendorId/turn-down')
    const { browser, asked } = await tooLate(at, { reason: 'あ'.repeat(2_000) })
    expect(asked.statusCode).toBe(401)
    expect(formIn(asked, '/city/proof')['typed'] ?? '').toBe('')
    expect(textOf(asked)).toContain('一部は残っていません')
    const led = (length: number) => {
      const typed = `reason=${'a'.repeat(length - 'reason='.length)}`
      return prove(browser, asked, at, { typed })
    }
    expect((await led(16_001)).statusCode).toBe(400)
    expect((await led(16_000)).statusCode).toBe(200)
  })
})

describe('A private key', () => {
  const forms = ['/city/programs', '/city/programs/:programId/keys', '/company/keys', '/company/keys/add']
  it.each(forms)('pasted at %s is not kept, and the page says so; what else was typed is', async (form) => {
    const at = await formOf(form)
    const { privateJwk } = await makeClientKeyPair()
    const key = at.keeps.includes('newKey') ? 'newKey' : 'key'
    for (const pasted of [
      JSON.stringify(privateJwk),
      `-----BEGIN PRIVATE KEY-----\n${privateJwk.d}\n-----END PRIVATE KEY-----`,
      `そのまま ${privateJwk.d}`,
    ]) {
      const { browser, asked } = await tooLate(at, { ...at.typed, [key]: pasted })
      const planted = new URLSearchParams({ [key]: pasted, name: 'a', may: 'admin:items' }).toString()
      const proven = await prove(browser, asked, at, { typed: planted })
      for (const page of [asked, proven]) expect(page.body).not.toContain(privateJwk.d)
      expect(textOf(asked)).toContain('一部は残っていません')
      const names = readFields(formIn(asked, proofOf(at))['typed'] ?? '').map(([name]) => name)
      expect(names.toSorted()).toEqual(at.keeps.filter((name) => name !== key).toSorted())
      at.session = await at.sessionOf(6 * 60_000)
    }
  })

  it('typed where a name belongs is kept there neither', async () => {
    const at = await appointing()
    const { privateJwk } = await makeClientKeyPair()
    const short = { kty: 'OKP', crv: 'Ed25519', x: 'a', d: privateJwk.d }
    const { asked } = await tooLate(at, { ...at.typed, name: JSON.stringify(short) })
    expect(asked.body).not.toContain(privateJwk.d)
    expect(textOf(asked)).toContain('一部は残っていません')
  })
})
