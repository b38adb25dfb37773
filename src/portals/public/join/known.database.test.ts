import { describe, expect, it } from 'vitest'
import { aCityWithMail } from '../../../../test/support/mail-city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import {
  agree,
  almostJoined,
  anAddress,
  countResidents,
  lastStep,
  showCode,
  signedInAs,
  tell,
} from '../../../../test/support/join-steps.ts'
import { aCode, aCohort } from '../../../../test/support/joining.ts'
import { aMailHolder } from '../../../../test/support/mail-codes.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { termsForTests } from '../../../../test/support/terms.ts'
import { mailAddressOf } from '../../../identity/index.ts'
import { noticesOf } from '../../../notices/index.ts'
import { publishTerms } from '../../../residents/index.ts'

const { city, mailbox, portal } = await aCityWithMail()
await publishTerms(city, termsForTests)
const cohortId = await aCohort(city, { places: 1000 })

const flat = (page: { body: string }) => textOf(page).replaceAll(' ', '')
const begun = (code: string, email?: string, typed?: Record<string, string>) =>
  almostJoined({ portal, mailbox }, code, email, typed)

describe('Who is known already', () => {
  it('shows neither in the answer nor in its time; the mailbox alone is told', async () => {
    const { email: known, residentId } = await aMailHolder(city)
    const before = await countResidents(city)
    const took: number[] = []
    for (const email of [known, anAddress()]) {
      const browser = portal.browser()
      await showCode(browser, await aCode(city, cohortId))
      await agree(browser)
      const begun = performance.now()
      const answer = await tell(browser, { email })
      took.push(performance.now() - begun)
      expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/join/code' } })
      const page = flat(await browser.open('/join/code'))
      expect(page).toContain(`「${email}」にメールをお送りしました`)
      expect((await lastStep(browser, '12345678')).statusCode).toBe(422)
    }
    expect(Math.min(...took)).toBeGreaterThan(490)
    const mails = mailbox.received.filter(({ to }) => to.includes(known))
    expect(mails.map(({ subject }) => subject)).toEqual(['あおば野市: このアドレスは登録されています'])
    expect(mails[0]?.text).not.toMatch(/\d{4} \d{4}$|https?:/mu)
    expect(await countResidents(city)).toBe(before)
    expect(await mailAddressOf(city, residentId)).toBeDefined()
  })

  it('by name and date of birth is told, and who joins is not', async () => {
    const typed = { name: '同名 太郎', kana: 'ドウメイ タロウ', birthDate: '1941-01-02' }
    const first = await begun(await aCode(city, cohortId), anAddress(), typed)
    await lastStep(first.browser, first.mailCode)
    const second = await begun(await aCode(city, cohortId), anAddress(), typed)
    expect(await lastStep(second.browser, second.mailCode)).toMatchObject({
      headers: { location: '/join/joined' },
    })
    const told = async (browser: TestBrowser) =>
      (await noticesOf(city, await signedInAs(city, browser), null)).shown.map(({ kind }) => kind)
    expect(await told(first.browser)).toEqual(['alike-joined'])
    expect(await told(second.browser)).toEqual([])
  })

  it('is in no address, log line, or row that lies there unsealed', async () => {
    const { email } = await begun(await aCode(city, cohortId), anAddress(), {
      name: '秘密 花子',
      kana: 'ヒミツ ハナコ',
    })
    const { rows } = await city.database.query('select to_jsonb(h)::text as row from joining.half_done h')
    const hex = (text: string) => Buffer.from(text).toString('hex')
    for (const text of ['秘密', 'ヒミツ', email]) {
      expect(JSON.stringify(rows)).not.toContain(hex(text))
      expect(portal.log.text).not.toContain(text)
    }
  })
})
