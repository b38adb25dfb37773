import { describe, expect, it } from 'vitest'
import { aCityWithMail } from '../../../../test/support/mail-city.ts'
import { agree, showCode, tell } from '../../../../test/support/join-steps.ts'
import { aCode, aCohort } from '../../../../test/support/joining.ts'
import { openTestPortal } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { termsForTests } from '../../../../test/support/terms.ts'
import { publishTerms } from '../../../residents/index.ts'

const { city, portal } = await aCityWithMail()
await publishTerms(city, termsForTests)
const cohortId = await aCohort(city, { places: 1000 })

describe('Where a code by mail is the only way', () => {
  it('its address is asked for as needed, and who leaves it out hears that', async () => {
    const browser = portal.browser()
    await showCode(browser, await aCode(city, cohortId))
    await agree(browser)
    const entry = /<input[^>]*id="email"[^>]*>/u.exec((await browser.open('/join/who')).body)?.[0]
    expect(entry).toContain(' required')
    const answer = await tell(browser, { email: ' ' })
    expect([answer.statusCode, textOf(answer)]).toEqual([
      422,
      expect.stringContaining('メールアドレスを入れて'),
    ])
  })
})

describe('Where the city sends no mail and has no outside provider', () => {
  it('there is no such page, and none leads there', async () => {
    expect((await portal.browser().open('/sign-in')).body).toContain('href="/join"')
    expect((await portal.browser().open('/')).body).toContain('href="/join"')
    const silent = await openTestPortal({ ...city, mailer: null })
    for (const page of ['/', '/sign-in'])
      expect((await silent.browser().open(page)).body).not.toContain('href="/join"')
    for (const page of ['/join', '/join/terms', '/join/who', '/join/code'])
      expect((await silent.browser().open(page)).statusCode).toBe(404)
    await silent.close()
  })
})
