import { afterAll, describe, expect, it } from 'vitest'
import { aUse, aVendor, toldOf } from '../../../test/support/city.ts'
import { aClerk } from '../../../test/support/clerks.ts'
import { death, deathDesk } from '../../../test/support/death-desk.ts'
import { asOwner, createTestTenant } from '../../../test/support/tenant.ts'
import { askSecond, confirmRequest, requestsToDecide } from '../index.ts'

const city = await createTestTenant()
const { attended, asked, given, standingOf } = deathDesk(city, await aUse(city, await aVendor(city)))
afterAll(() => city.close())

const no = { ok: false, because: 'not-yours-to-decide' }

describe('A death recorded by mistake', () => {
  it('is put right by two, allows nothing, and is told to who lives', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    await confirmRequest(city, aClerk(), await asked(attendance))
    const requestId = await asked(attendance, { kind: 'reported-in-error' })
    expect(await confirmRequest(city, attendance, requestId)).toEqual(no)
    expect(await standingOf(residentId)).toBe('died')
    expect(await confirmRequest(city, aClerk(), requestId)).toMatchObject({ ok: true })
    expect(await standingOf(residentId)).toBe('active')
    expect(await given(residentId)).not.toContain('granted')
    expect(await toldOf(city, residentId)).toContain('reported-in-error')
  })

  it('of whom no death is recorded changes nothing', async () => {
    const attendance = await attended()
    const refused = await askSecond(city, attendance, { kind: 'reported-in-error' })
    expect(refused).toEqual({ ok: false, because: 'not-as-you-stand' })
  })

  it('leaves nothing behind that could kill again', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    await confirmRequest(city, aClerk(), await asked(attendance))
    expect(await askSecond(city, attendance, death)).toEqual({ ok: false, because: 'not-as-you-stand' })
    const mistake = await asked(attendance, { kind: 'reported-in-error' })
    await confirmRequest(city, aClerk(), mistake)
    expect(await standingOf(residentId)).toBe('active')
    // As if it had been sent again in the moment in which the death was confirmed.
    const again = await asked(attendance)
    await asOwner(
      city,
      `update counter.requests set asked_at = asked_at - interval '10 minutes' where request_id = '${again}'`,
    )
    expect(await confirmRequest(city, aClerk(), again)).toEqual(no)
    expect(await requestsToDecide(city, aClerk())).not.toContainEqual(
      expect.objectContaining({ requestId: again }),
    )
    expect(await standingOf(residentId)).toBe('active')
    expect(await askSecond(city, attendance, death)).toEqual({ ok: true })
  })
})
