import { describe, expect, it } from 'vitest'
import { aCohort, dayFromNow } from '../../../../test/support/joining.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { formIn, textOf } from '../../../../test/support/resident-page.ts'
import { desksOf } from '../../../../test/support/staff-pages.ts'
import { cohortOf, cohorts } from '../../../joining/index.ts'

const { city, portal } = await aCityWithPages()
const desk = desksOf(city, portal)

describe('A form that is sent twice', () => {
  it('makes one cohort', async () => {
    const browser = await desk()
    const { attempt = '' } = formIn(await browser.open('/city/cohorts'), '/city/cohorts')
    const days = { fromDay: dayFromNow(city, 0), untilDay: dayFromNow(city, 30) }
    const cohort = { name: '春のモニター', places: '10', ...days, attempt }
    const made = await browser.submit('/city/cohorts', cohort)
    expect(made.headers['location']).toBe(`/city/cohorts/${attempt}?done=made`)
    const again = await browser.submit('/city/cohorts', cohort)
    expect([again.statusCode, textOf(again).includes('もう作りました')]).toEqual([409, true])
    expect((await cohorts(city)).filter(({ name }) => name === cohort.name)).toHaveLength(1)
  })

  it('adds one briefing', async () => {
    const cohortId = await aCohort(city)
    const page = `/city/cohorts/${cohortId}`
    const browser = await desk()
    const { attempt = '' } = formIn(await browser.open(page), `${page}/briefings`)
    const briefing = { heldOn: dayFromNow(city, 1), place: '見本公民館', places: '30', attempt }
    const added = await browser.submit(`${page}/briefings`, briefing)
    expect(added.headers['location']).toBe(`${page}?done=briefing`)
    const again = await browser.submit(`${page}/briefings`, briefing)
    expect([again.statusCode, textOf(again).includes('もう加えました')]).toEqual([409, true])
    expect((await cohortOf(city, cohortId))?.briefings).toHaveLength(1)
  })
})
