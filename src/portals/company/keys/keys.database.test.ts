import { describe, expect, it } from 'vitest'
import { aCompany, companySessionFrom } from '../../../../test/support/company.ts'
import { askedOn, companysBrowser } from '../../../../test/support/company-page.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { chosenIn, errorAt, textOf, valueAt } from '../../../../test/support/resident-page.ts'
import { companyPrograms, makeClientKeyPair, registerCompanyProgram } from '../../../identity/index.ts'
import { newId } from '../../../kernel/index.ts'
import { findVendor, saveVendor } from '../../../vendors/index.ts'

const { city, portal } = await aCityWithPages()
const keysPage = '/company/keys'

async function aKey() {
  const { publicJwks, privateJwk } = await makeClientKeyPair()
  return { keyId: privateJwk.kid, pasted: JSON.stringify(publicJwks), privateJwk }
}

async function aCompanyWithProgram(name = 'p') {
  const company = await aCompany(city)
  const { keyId, pasted } = await aKey()
  const program = await registerCompanyProgram(city, company, { name, pasted })
  if (!program.ok) throw new Error(program.because)
  return { ...company, keyId, program: program.clientId }
}

/** Every form of the page that names a program, with all it takes beside that. */
async function formsOf({ keyId }: { keyId: string }) {
  return [
    [`${keysPage}/add`, { newKey: (await aKey()).pasted }],
    [`${keysPage}/retire`, { keyId }],
    [`${keysPage}/end`, {}],
  ] as const
}

describe('The pages of a company that the city has turned down or stopped', () => {
  it.each(['suspended', 'ended'] as const)(
    'say nothing that does not work any more: %s',
    async (standing) => {
      const person = await aCompanyWithProgram()
      const browser = await companysBrowser(portal, person, keysPage)
      const [keys, home] = [() => browser.open(keysPage), () => browser.open('/company')]
      expect(textOf(await keys())).toContain('使えます。')
      expect(textOf(await home())).toContain('もう1人、担当を招待する')
      const vendor = await findVendor(city.database, person.vendorId)
      await saveVendor(city.database, { ...vendor!, standing })
      expect(textOf(await keys())).toContain('いまは使えません')
      expect(textOf(await keys())).not.toContain('使えます。')
      expect(textOf(await home())).not.toContain('招待')
    },
  )
})

describe('On the page of keys a person', () => {
  it('registers a program, adds the next key, retires the old one and ends it', async () => {
    const person = await aCompany(city)
    const browser = await companysBrowser(portal, person, keysPage)
    const [first, next] = [await aKey(), await aKey()]
    const did = async (url: string, fields: Record<string, string>) => {
      const answer = await browser.submit(url, fields)
      return textOf(await browser.open(String(answer.headers.location)))
    }
    expect(await did(keysPage, { name: '歩数の受け取り', key: first.pasted })).toContain(
      'プログラムを登録しました',
    )
    const program = (await companyPrograms(city, person.vendorId))[0]?.clientId ?? ''
    expect(await did(`${keysPage}/add`, { program, newKey: next.pasted })).toContain('鍵を加えました')
    const left = await did(`${keysPage}/retire`, { program, keyId: first.keyId })
    expect(left).toContain('鍵を終了しました')
    expect(left).toContain(next.keyId)
    expect(left).not.toContain(first.keyId)
    expect(await did(`${keysPage}/end`, { program })).toContain('プログラムを終了しました')
    expect((await companyPrograms(city, person.vendorId)).map(({ standing }) => standing)).toEqual(['ended'])
  })

  it('is warned of a private key, which is kept nowhere and not said again', async () => {
    const person = await aCompany(city)
    const { privateJwk } = await aKey()
    const browser = await companysBrowser(portal, person, keysPage)
    const key = JSON.stringify(privateJwk)
    const refused = await browser.submit(keysPage, { name: '歩数の受け取り', key })
    expect([refused.statusCode, errorAt(refused, 'key')]).toEqual([
      422,
      expect.stringContaining('秘密鍵が含まれています'),
    ])
    expect([valueAt(refused, 'name'), valueAt(refused, 'key')]).toEqual(['歩数の受け取り', ''])
    for (const text of [refused.body, portal.log.text]) expect(text).not.toContain(privateJwk.d)
    expect(await companyPrograms(city, person.vendorId)).toEqual([])
  })

  it('is told to name a program', async () => {
    const person = await aCompany(city)
    const browser = await companysBrowser(portal, person, keysPage)
    const { pasted } = await aKey()
    const answer = await browser.submit(keysPage, { name: ' ', key: pasted })
    expect([answer.statusCode, errorAt(answer, 'name')]).toEqual([422, expect.stringContaining('60文字まで')])
    expect(JSON.parse(valueAt(answer, 'key') ?? '')).toEqual(JSON.parse(pasted))
  })

  it('is told at its entry why a key is none, with the remedy, and finds the rest as it was typed', async () => {
    const person = await aCompanyWithProgram()
    const browser = await companysBrowser(portal, person, keysPage)
    const rsa = JSON.stringify({ kty: 'RSA', n: 'AQAB'.repeat(100), e: 'AQAB', kid: 'r' })
    const wrongCurve = JSON.stringify({ kty: 'EC', crv: 'P-384', x: 'AQ', y: 'AQ', kid: 'c' })
    for (const [pasted, said, shown] of [
      ['', '公開鍵をはり付けて', ''],
      ['これは鍵ではありません', 'P-256 か Ed25519', ''],
      ['{"kty":"oct","k":"c2VjcmV0"}', '秘密鍵が含まれています', ''],
      [rsa, 'P-256 か Ed25519', JSON.stringify({ keys: [JSON.parse(rsa)] })],
      [wrongCurve, 'P-256 か Ed25519', JSON.stringify({ keys: [JSON.parse(wrongCurve)] })],
    ] as const) {
      const made = await browser.submit(keysPage, { name: '歩数', key: pasted })
      expect([made.statusCode, errorAt(made, 'key')]).toEqual([422, expect.stringContaining(said)])
      expect([valueAt(made, 'name'), valueAt(made, 'key')]).toEqual(['歩数', shown])
      const added = await browser.submit(`${keysPage}/add`, { program: person.program, newKey: pasted })
      expect([added.statusCode, errorAt(added, 'newKey')]).toEqual([422, expect.stringContaining(said)])
      expect([chosenIn(added, 'program'), valueAt(added, 'newKey')]).toEqual([[person.program], shown])
    }
    const { pasted } = await aKey()
    const none = await browser.submit(`${keysPage}/add`, { newKey: pasted })
    expect([none.statusCode, errorAt(none, 'program')]).toEqual([422, expect.stringContaining('えらんで')])
    expect(JSON.parse(valueAt(none, 'newKey') ?? '')).toEqual(JSON.parse(pasted))
    expect((await browser.open(`${keysPage}/add`)).headers.location).toBe(keysPage)
    const kept = await companyPrograms(city, person.vendorId)
    expect(kept.map(({ keys }) => keys.map(({ keyId }) => keyId))).toEqual([[person.keyId]])
  })

  it('is told at its entry that a key is known already, or that there are enough', async () => {
    const person = await aCompanyWithProgram()
    const browser = await companysBrowser(portal, person, keysPage)
    const key = await aKey()
    const add = (pasted: string) =>
      browser.submit(`${keysPage}/add`, { program: person.program, newKey: pasted })
    expect((await add(key.pasted)).statusCode).toBe(303)
    const known = await add(key.pasted)
    expect([known.statusCode, errorAt(known, 'newKey')]).toEqual([409, expect.stringContaining('鍵')])
    expect(JSON.parse(valueAt(known, 'newKey') ?? '')).toEqual(JSON.parse(key.pasted))
    expect((await add((await aKey()).pasted)).statusCode).toBe(303)
    const enough = await add((await aKey()).pasted)
    expect([enough.statusCode, errorAt(enough, 'newKey')]).toEqual([409, expect.stringContaining('3つまで')])
    for (const name of ['2', '3', '4', '5'])
      await browser.submit(keysPage, { name, key: (await aKey()).pasted })
    const many = await browser.submit(keysPage, { name: '六つめ', key: (await aKey()).pasted })
    expect([many.statusCode, errorAt(many, 'name')]).toEqual([409, expect.stringContaining('5つまで')])
    expect(valueAt(many, 'name')).toBe('六つめ')
  })

  it('changes nothing until a passkey was shown just now', async () => {
    const company = await aCompanyWithProgram()
    const { program } = company
    const session = await companySessionFrom(city, company.personId, 6 * 60_000)
    // The page itself has no such form then: its token is taken from the one it has.
    const browser = await companysBrowser(portal, { session }, keysPage)
    const forms = [
      [keysPage, { name: 'q', key: (await aKey()).pasted }],
      ...(await formsOf(company)),
    ] as const
    for (const [url, fields] of forms)
      expect([url, (await browser.submit(url, { program, ...fields })).statusCode]).toEqual([url, 401])
    const kept = await companyPrograms(city, company.vendorId)
    expect(kept.map(({ standing, keys }) => [standing, keys.length])).toEqual([['active', 1]])
    const answer = company.authenticator.show(await askedOn(browser, '/company/proof'))
    const proven = await browser.submit('/company/proof', { answer, page: '/company/keys' })
    expect(proven).toMatchObject({ statusCode: 303, headers: { location: keysPage } })
    await browser.open(keysPage)
    expect((await browser.submit(`${keysPage}/end`, { program })).statusCode).toBe(303)
  })

  it('is asked for the token of the form', async () => {
    const company = await aCompanyWithProgram()
    const browser = await companysBrowser(portal, company, keysPage)
    for (const [url, fields] of await formsOf(company)) {
      const body = new URLSearchParams({ program: company.program, ...fields }).toString()
      expect((await browser.post(url, body)).statusCode).toBe(403)
    }
  })
})

describe('A person of company A', () => {
  it('gets the same answer for a program of company B as for one that is not there', async () => {
    const [ours, theirs] = [await aCompanyWithProgram(), await aCompanyWithProgram()]
    const browser = await companysBrowser(portal, ours, keysPage)
    for (const [url, fields] of await formsOf(theirs)) {
      const answers = []
      for (const program of [theirs.program, newId()]) {
        const { statusCode, body } = await browser.submit(url, { ...fields, program })
        answers.push([statusCode, body.replaceAll(/nonce="[^"]*"|[0-9a-f-]{36}/gu, '')])
      }
      expect(answers[0]).toEqual(answers[1])
      expect([url, answers[0]?.[0]]).toEqual([url, 404])
    }
    const kept = await companyPrograms(city, theirs.vendorId)
    expect(kept.map(({ standing, keys }) => [standing, keys.map(({ keyId }) => keyId)])).toEqual([
      ['active', [theirs.keyId]],
    ])
  })

  it('reads nothing of company B', async () => {
    const [ours, theirs] = [await aCompanyWithProgram(), await aCompanyWithProgram('ひみつの受け取り')]
    const browser = await companysBrowser(portal, ours)
    const opened = await browser.open(`${keysPage}?vendorId=${theirs.vendorId}&company=${theirs.vendorId}`)
    expect(opened.statusCode).toBe(200)
    for (const secret of ['ひみつ', theirs.program, theirs.keyId]) expect(opened.body).not.toContain(secret)
    expect((await (await companysBrowser(portal, theirs)).open(keysPage)).body).toContain('ひみつ')
  })
})
