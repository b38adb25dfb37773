import { beforeEach, describe, expect, it } from 'vitest'
import { aUse, aVendor, stepsFile } from '../../../../test/support/city.ts'
import { openTestPortal, type TestPortal } from '../../../../test/support/portal.ts'
import { formIn, residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { contentOf } from '../../../../test/support/send-file.ts'
import { createTestTenant, type TestTenant } from '../../../../test/support/tenant.ts'
import { termsForTests } from '../../../../test/support/terms.ts'
import { grantsOf } from '../../../consent/index.ts'
import { startSession } from '../../../identity/index.ts'
import type { LocalDay } from '../../../kernel/index.ts'
import { noticesOf } from '../../../notices/index.ts'
import { enrolResident, hasAgreedToTerms, publishTerms, type ResidentId } from '../../../residents/index.ts'
import { depositsOf } from '../../../vault/index.ts'

let city: TestTenant
let portal: TestPortal
let residentId: ResidentId
beforeEach(async () => {
  city = await createTestTenant()
  portal = await openTestPortal(city)
  const identity = { name: '北野 一郎', kana: 'キタノ イチロウ', birthDate: '1950-04-01' as LocalDay }
  residentId = await enrolResident(city, identity)
  return async () => {
    await portal.close()
    await city.close()
  }
})

/** Signs in at the door; where that leads. */
async function signIn() {
  const browser = portal.browser()
  await browser.open('/sign-in')
  const answer = await browser.submit('/sign-in', { resident: residentId })
  return { browser, leads: answer.headers['location'] }
}

const second = {
  ...termsForTests,
  version: 2,
  effectiveFrom: '2026-12-01' as LocalDay,
  sections: termsForTests.sections.slice(1),
}

describe('The page of the terms', () => {
  it('says to anybody that there are none, and then what they are', async () => {
    const anybody = portal.browser()
    expect(textOf(await anybody.open('/terms'))).toContain('まだ規約がありません')
    await publishTerms(city, termsForTests)
    const page = textOf(await anybody.open('/terms'))
    expect(page).toContain('いまの規約 第1版')
    expect(page).toContain('理由をいわずに、いつでも止められます。')
    await anybody.open('/terms?lang=en')
    expect(textOf(await anybody.open('/terms'))).toContain('You can stop at any time without a reason.')
  })

  it('shows each version, and what changed', async () => {
    await publishTerms(city, termsForTests)
    await publishTerms(city, second)
    const anybody = portal.browser()
    expect(textOf(await anybody.open('/terms'))).toContain('いまの規約 第1版')
    expect(textOf(await anybody.open('/terms/2'))).toContain('これからの規約 第2版')
    const changes = await anybody.open('/terms/2/changes')
    expect(changes.body.match(/<del>/gu)).toHaveLength(3)
    expect(changes.body).not.toContain('<ins>')
    const backwards = await anybody.open('/terms/1/changes?from=2')
    expect(backwards.body.match(/<ins>/gu)).toHaveLength(3)
    expect(textOf(await anybody.open('/terms/1/changes?from=1'))).toContain('変わったところはありません。')
  })

  it.each(['/terms/9', '/terms/x', '/terms/0', '/terms/1/changes', '/terms/2/changes?from=x'])(
    'has nothing at %s',
    async (path) => {
      await publishTerms(city, termsForTests)
      expect((await portal.browser().open(path)).statusCode).toBe(404)
    },
  )
})

describe('Whoever signs in for the first time', () => {
  it('goes home where there are no terms', async () => {
    expect((await signIn()).leads).toBe('/home')
  })

  it('is led to the terms until they answer; a no leads home, and is asked no more', async () => {
    await publishTerms(city, termsForTests)
    expect((await signIn()).leads).toBe('/terms/answer')
    const { browser, leads } = await signIn()
    const page = await browser.open(String(leads))
    expect(page.body).not.toMatch(/ checked/u)
    const no = await browser.submit('/terms/answer', { version: '1', answer: 'refused' })
    expect([no.statusCode, no.headers['location']]).toEqual([303, '/home'])
    expect(textOf(await browser.open('/home'))).toContain('まだ規約に同意していません')
    expect((await signIn()).leads).toBe('/home')
  })

  it('agrees, is told of it on the page of the terms, and pressed twice it is one agreement', async () => {
    await publishTerms(city, termsForTests)
    const { browser } = await signIn()
    await browser.open('/terms/answer')
    for (const press of ['once', 'twice']) {
      const yes = await browser.submit('/terms/answer', { version: '1', answer: 'agreed' })
      expect([yes.statusCode, yes.headers['location']], press).toEqual([303, '/home'])
    }
    expect(await hasAgreedToTerms(city, residentId)).toBe(true)
    expect(textOf(await browser.open('/home'))).not.toContain('まだ規約に同意していません')
    expect(textOf(await browser.open('/terms'))).toContain('第1版に、画面で同意しています。')
  })

  it('agrees only just after showing who they are, as to anything, and is told; a no needs no proof', async () => {
    await publishTerms(city, termsForTests)
    const browser = portal.browser()
    const longAgo = new Date(Date.now() - 11 * 60_000)
    browser.cookies.set('azukari-session', await startSession(city, residentId, 'card', longAgo))
    await browser.open('/terms/answer')
    const asked = await browser.submit('/terms/answer', { version: '1', answer: 'agreed' })
    expect([asked.statusCode, await hasAgreedToTerms(city, residentId)]).toEqual([403, false])
    const no = await browser.submit('/terms/answer', { version: '1', answer: 'refused' })
    expect(no.statusCode).toBe(303)
    const proven = await browser.submit('/prove/demo', formIn(asked, '/prove/demo'))
    expect((await browser.submit('/terms/answer', formIn(proven, '/terms/answer'))).statusCode).toBe(303)
    expect(await hasAgreedToTerms(city, residentId)).toBe(true)
    const { shown } = await noticesOf(city, residentId, null)
    expect(shown.map(({ kind }) => kind)).toEqual(['terms-agreed'])
  })

  it('does not agree to a text that changed while they read', async () => {
    await publishTerms(city, termsForTests)
    const browser = await residentsBrowser(portal, city, residentId)
    await browser.open('/terms/answer')
    await publishTerms(city, second)
    city.clock.set(new Date('2026-12-01T03:00:00Z'))
    const answer = await browser.submit('/terms/answer', { version: '1', answer: 'agreed' })
    expect(answer.statusCode).toBe(409)
    expect(textOf(answer)).toContain('規約が新しくなりました。')
    expect(answer.body).toContain('name="version" value="2"')
    expect(await hasAgreedToTerms(city, residentId)).toBe(false)
  })
})

describe('Who has not agreed', () => {
  it('is told so where they would allow a company something, and nothing is recorded', async () => {
    await publishTerms(city, termsForTests)
    const use = await aUse(city, await aVendor(city))
    const browser = await residentsBrowser(portal, city, residentId)
    await browser.open(`/consent/${use.useId}`)
    const fields = { version: '1', answer: 'agree', items: 'activity.steps' }
    const answer = await browser.submit(`/consent/${use.useId}`, fields)
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('href="/terms/answer"')
    expect(await grantsOf(city, residentId)).toEqual([])
  })

  it('is told so where they would deposit, and no file is kept', async () => {
    await publishTerms(city, termsForTests)
    const browser = await residentsBrowser(portal, city, residentId)
    expect((await browser.open('/deposits')).body).toContain('href="/terms/answer"')
    const body = await contentOf(stepsFile({ '2026-11-01': 1 }))
    // More often than one may have files waiting: a file that was not taken holds no place.
    for (let time = 0; time < 6; time += 1) {
      await browser.open('/deposits')
      const sent = await browser.upload('/deposits', { field: 'file', name: 'export.xml', body })
      expect(sent.headers['location'], String(time)).toBe('/deposits?because=terms-not-agreed')
    }
    expect(textOf(await browser.open('/deposits?because=terms-not-agreed'))).toContain(
      'まず規約をお読みください。',
    )
    expect(await depositsOf(city, residentId)).toEqual([])
  })

  it('is nobody without a session', async () => {
    await publishTerms(city, termsForTests)
    const stranger = portal.browser()
    expect((await stranger.open('/terms/answer')).statusCode).toBe(401)
    await stranger.open('/sign-in')
    expect((await stranger.submit('/terms/answer', { version: '1', answer: 'agreed' })).statusCode).toBe(401)
  })
})
