import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../../test/support/app.ts'
import { aResident } from '../../../test/support/city.ts'

const scene = await aCityWithApps()
const app = await TestApp.registered(scene)
const { access } = await app.tokens(await aResident(scene.city))

describe('What an app may ask for, and what is beyond', () => {
  it.each([
    ['/receipts/%00', 400],
    ['/receipts/none', 404],
    ['/items/activity.steps/days?from=9999-12-31', 400],
    ['/items/activity.steps/days?from=0000-01-01', 400],
    ['/items/activity.steps/days?from=8999-12-31', 200],
    ['/items/activity.steps/days?from=1000-01-01', 200],
    ...['history', 'acts', 'look-ups'].flatMap((list): [string, number][] => [
      [`/${list}?before=0000-01-01T00:00:00Z`, 400],
      [`/${list}?before=9999-12-31T23:59:59.999999Z`, 400],
      [`/${list}?before=8999-12-31T23:59:59Z`, 200],
      [`/${list}?before=1000-01-01T00:00:00Z`, 200],
    ]),
  ] as [string, number][])('%s: %i, and never a fault', async (path, answer) => {
    expect((await callMe(scene, access, 'GET', `/me/v1${path}`)).status).toBe(answer)
  })
})
