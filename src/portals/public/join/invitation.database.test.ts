import { describe, expect, it } from 'vitest'
import { aCityWithMail } from '../../../../test/support/mail-city.ts'
import { aCode, aCohort } from '../../../../test/support/joining.ts'
import { errorAt, textOf } from '../../../../test/support/resident-page.ts'
import { asOwner } from '../../../../test/support/tenant.ts'
import { termsForTests } from '../../../../test/support/terms.ts'
import { checkDigitOf, type StaffId } from '../../../identity/index.ts'
import { closeCohort, cohortOf, reopenCohort, revokeSheet, type CohortId } from '../../../joining/index.ts'
import { addDays, newId } from '../../../kernel/index.ts'
import { publishTerms } from '../../../residents/index.ts'

const { city, portal } = await aCityWithMail()

async function show(code: string) {
  const browser = portal.browser()
  await browser.open('/join')
  const begun = performance.now()
  const answer = await browser.submit('/join', { code })
  return { answer, tookMs: performance.now() - begun, begun: browser.cookies.has('azukari-joining') }
}

async function revokeAll(cohortId: CohortId) {
  for (const { sheetId } of (await cohortOf(city, cohortId))!.sheets)
    await revokeSheet(city, { staffId: newId<StaffId>() }, { cohortId, sheetId })
}

/** As a code looks, with its check digit; nobody has made it. */
function aGuess(turn: number): string {
  const digits = String(turn).padStart(11, '0')
  return digits + checkDigitOf(digits)
}

it('Without terms nobody begins to join', async () => {
  const { answer, begun } = await show(await aCode(city, await aCohort(city)))
  expect([answer.statusCode, begun]).toEqual([409, false])
  await publishTerms(city, termsForTests)
})

it('A number that was left out is asked for at its entry, and one with a slip is told to have one', async () => {
  for (const nothing of ['', ' '])
    expect(errorAt((await show(nothing)).answer, 'code')).toContain('招待番号を入れてください')
  expect(errorAt((await show('1234')).answer, 'code')).toContain('番号にまちがいがあります')
})

describe('A code that is', () => {
  const refused = {
    'no code of ours': () => Promise.resolve(aGuess(1)),
    revoked: async () => {
      const cohortId = await aCohort(city)
      const code = await aCode(city, cohortId)
      await revokeAll(cohortId)
      return code
    },
    'over since yesterday': async () => {
      const code = await aCode(city, await aCohort(city), { inDays: 0 })
      city.clock.set(addDays(city.clock.now(), 1))
      return code
    },
    used: async () => {
      const cohortId = await aCohort(city)
      const code = await aCode(city, cohortId)
      await asOwner(city, `update joining.codes set used = good_for where cohort_id = '${cohortId}'`)
      return code
    },
    'of a cohort that is full': async () => {
      const cohortId = await aCohort(city, { places: 1 })
      const code = await aCode(city, cohortId)
      await asOwner(city, `update joining.cohorts set erased = 1 where cohort_id = '${cohortId}'`)
      return code
    },
    'of a cohort that is closed': async () => {
      const cohortId = await aCohort(city)
      const code = await aCode(city, cohortId)
      await closeCohort(city, { staffId: newId<StaffId>() }, cohortId)
      return code
    },
    'of a cohort that is over': async () => {
      const cohortId = await aCohort(city)
      const code = await aCode(city, cohortId)
      await asOwner(
        city,
        `update joining.cohorts set from_day = '2000-01-01', until_day = '2000-01-01' where cohort_id = '${cohortId}'`,
      )
      return code
    },
  } as const

  it.each(Object.entries(refused))('%s is answered as any other, after the same time', async (_, make) => {
    const { answer, tookMs, begun } = await show(await make())
    expect([answer.statusCode, begun]).toEqual([422, false])
    expect(textOf(answer)).toContain('この招待番号では参加できません')
    expect(tookMs).toBeGreaterThan(490)
  })

  it('of a cohort that is opened again is good again, unless its sheet was revoked', async () => {
    const by = { staffId: newId<StaffId>() }
    const cohortId = await aCohort(city)
    const before = await aCode(city, cohortId)
    await revokeAll(cohortId)
    const code = await aCode(city, cohortId)
    await closeCohort(city, by, cohortId)
    await reopenCohort(city, by, cohortId)
    expect([(await show(before)).answer.statusCode, (await show(code)).answer.statusCode]).toEqual([422, 303])
  })

  it('good lets a browser begin, after the same time, and is used up by joining alone', async () => {
    const code = await aCode(city, await aCohort(city))
    for (let turn = 0; turn < 3; turn += 1) {
      const { answer, tookMs, begun } = await show(code)
      expect([answer.headers['location'], begun]).toEqual(['/join/terms', true])
      expect(tookMs).toBeGreaterThan(490)
    }
  })

  it('mistyped is told so without asking anybody', async () => {
    const { answer, tookMs } = await show('1234 5678 9012')
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('id="code-error"')])
    expect(tookMs).toBeLessThan(490)
  })

  it('begun with in too many browsers waits', async () => {
    const cohortId = await aCohort(city)
    const code = await aCode(city, cohortId)
    await asOwner(
      city,
      `insert into joining.half_done (browser_hash, code_hash, expires_at)
       select sha256(n::text::bytea), code_hash, now() + interval '1 hour'
         from joining.codes, generate_series(1, 22) n where cohort_id = '${cohortId}'`,
    )
    expect((await show(code)).answer.statusCode).toBe(503)
  })

  it('guessed six hundred times within a minute is looked at no more, and neither is a good one', async () => {
    const good = await aCode(city, await aCohort(city), { inDays: 1 })
    await asOwner(
      city,
      `insert into joining.wrong_codes (minute, shown)
       select date_trunc('minute', now()) + n * interval '1 minute', 600 from generate_series(-1, 1) n
       on conflict (minute) do update set shown = 599`,
    )
    await asOwner(city, 'update joining.wrong_codes set shown = 599')
    const guesses = [await show(aGuess(2)), await show(aGuess(3)), await show(good)]
    expect(guesses.map(({ answer }) => answer.statusCode)).toEqual([422, 503, 503])
    expect(guesses[2]?.tookMs).toBeGreaterThan(490)
    await asOwner(city, 'delete from joining.wrong_codes')
    expect((await show(good)).answer.statusCode).toBe(303)
  })
})
