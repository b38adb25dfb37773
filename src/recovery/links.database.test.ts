import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aResident, by } from '../../test/support/city.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { aLinkCode, aPartner } from '../../test/support/partner.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import {
  endApp,
  endOwnApp,
  endOwnPartner,
  linkPartner,
  ownApps,
  ownPartners,
  registerApp,
} from '../identity/index.ts'
import { endCopiedApp } from '../identity/app/own-apps.ts'
import { hashOfLink, insertAppLink, type AppLinkId } from '../identity/app/link-store.ts'
import { readLinkCode } from '../identity/partner/link-code.ts'
import { addDays, newId } from '../kernel/index.ts'
import { leave } from '../leaving/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { admit, doAgain } from './admit.ts'

/** Yesterday each of these had linked a partner and let two apps in; then it was backed up. After that most of it ended. */
let made: TestTenant
let city: TestTenant
let programId: string
let who: Record<'own' | 'anew' | 'copied' | 'leaves' | 'stays', ResidentId>
const copied = newId<AppLinkId>()
const endedApp = 'app.ended'

async function linkTo(tenant: TestTenant, residentId: ResidentId) {
  const code = readLinkCode(await aLinkCode(tenant, residentId, programId))
  const linked = await linkPartner(tenant, { programId, code, idempotencyKey: randomUUID() })
  if (!linked.ok) throw new Error(linked.because)
}

async function letIn(residentId: ResidentId, appId: string, linkId = newId<AppLinkId>()) {
  const now = new Date()
  const times = { provenAt: now, letInAt: now, endsAt: addDays(now, 30) }
  const link = { linkHash: hashOfLink(linkId), residentId, appId, scopes: ['me:read'] as const, ...times }
  await insertAppLink(made.database, link)
}

beforeAll(async () => {
  made = await createTestTenant()
  await admit(made)
  made.clock.set(new Date())
  programId = (await aPartner(made)).clientId
  for (const appId of ['app.good', endedApp]) {
    const app = { appId, name: 'みほん', maker: 'みほん', scopes: ['me:read'] as const, jwks: null }
    await registerApp(made, null, { ...app, redirectUris: ['https://app.example/back'] })
  }
  const [own, anew, gone] = [await aResident(made), await aResident(made), await aResident(made)]
  who = { own, anew, copied: gone, leaves: await aResident(made), stays: await aResident(made) }
  for (const residentId of Object.values(who)) {
    await linkTo(made, residentId)
    await letIn(residentId, 'app.good', residentId === who.copied ? copied : undefined)
    await letIn(residentId, endedApp)
  }
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
  await admit(city)
  city.clock.set(new Date(Date.now() + 60_000))
  const app = (await ownApps(city, who.own)).find(({ appId }) => appId === 'app.good')
  await endOwnApp(city, who.own, app!.linkHash)
  await endOwnPartner(city, who.own, (await ownPartners(city, who.own))[0]!.linkHash)
  await linkTo(city, who.anew)
  await endCopiedApp(city, copied)
  await leave(city, by(who.leaves), 'left')
  await endApp(city, null, endedApp)
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
})
afterAll(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

const has = async (residentId: ResidentId) => [
  (await ownPartners(city, residentId)).length,
  (await ownApps(city, residentId)).map(({ appId }) => appId).toSorted(),
]
const both = ['app.ended', 'app.good']

it('Whoever does not take part any more has linked nothing, whatever the journal says of links', async () => {
  expect(await has(who.leaves), 'it is back').toEqual([1, both])
  const { entries } = await wholeJournal(city.journal.file)
  const ended = ({ kind }: { kind: string }) => kind === 'life-changed'
  expect(await doAgain(city, entries.filter(ended))).toBe(true)
  expect(await has(who.leaves)).toEqual([0, []])
})

it('What was ended of partners and apps is not brought back by an older database', async () => {
  for (const residentId of [who.own, who.anew, who.copied, who.stays])
    expect(await has(residentId), 'it is back').toEqual([1, both])
  expect(await admit(city)).toMatchObject({ ok: true })
  expect(await has(who.own)).toEqual([0, []])
  expect(await has(who.anew), 'the new link is younger than this database').toEqual([0, ['app.good']])
  expect(await has(who.copied)).toEqual([1, []])
  expect(await has(who.stays)).toEqual([1, ['app.good']])
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
})
