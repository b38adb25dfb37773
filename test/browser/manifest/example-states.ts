/** What each page looks like in each of its states: empty, full, just changed, refused. */
import { createHash } from 'node:crypto'
import type { ItemCode } from '../../../src/catalog/index.ts'
import { giveConsent, refuseConsent } from '../../../src/consent/index.ts'
import { stop } from '../../../src/exchange/index.ts'
import { startSession } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import { companies } from '../../../src/seed/index.ts'
import { personCalled, pharmacysProgram, type SeededCity } from '../../support/browser.ts'
import { aToken, readRecords, recordsIn } from '../../support/service-company.ts'
import { proven } from '../../support/proven.ts'
import { developerStates } from './developer-states.ts'
import { appStates } from './app-states.ts'
import { cardStates, ownCardStates, sessionStates } from './card-states.ts'
import { depositStates, doubtfulExport, keep, type Actor, type ExampleState } from './deposit-states.ts'
import { eraseStates, leaveStates } from './leave-states.ts'
import { cityStates } from './city-states.ts'
import { counterStates } from './counter-states.ts'
import { outsideStates } from './outside-states.ts'
import { partnerStates } from './partner-states.ts'
import { shareStates } from './share-states.ts'
import { passkeyStates } from './passkey-states.ts'
import { termsStates } from './terms-states.ts'
import { joiningStates } from './joining-states.ts'
import { browseStates } from './browse-states.ts'
import { noticeStates } from './notice-states.ts'
import { replaceStates } from './replace-states.ts'
import { pauseStates } from './pause-states.ts'
import { proofStates } from './proof-states.ts'
import { verifyStates } from './verify-states.ts'

export type { ExampleState } from './deposit-states.ts'

const [pharmacy, market] = companies
const pharmacyUse = pharmacy!.uses[0]!.useId
const marketUse = market!.uses[0]!.useId
const medication = 'medical.medication' as const

/** What the pharmacy says of itself, beside the reviewed reason. */
export const companysOwnWords = '今月の健康だよりの準備をしています'

/** Gives the residents their pasts, and lists what there is to see. Each resident stands for one situation. */
export async function exampleStates(seeded: SeededCity): Promise<ExampleState[]> {
  const { tenant } = seeded.city
  const person = async (handle: string): Promise<Actor> => {
    const { residentId } = personCalled(handle)
    return { residentId, token: await startSession(tenant, residentId, 'demo') }
  }
  const [nobodyYet, longStanding, depositor, stopped, stoppedAll, refuser] = [
    await person('mika'),
    await person('ichiro'),
    await person('kenta'),
    await person('hanako'),
    await person('maria'),
    await person('sakura'),
  ]
  const { agreedReceipt, stopReceipt } = await liveAndStop(seeded, stopped)
  return [
    { route: paths.front, name: 'at the door', as: null, path: paths.front },
    {
      ...{ route: paths.front, name: 'signed out', announces: true, as: null },
      path: paths.signedOut(paths.front),
    },
    { route: paths.front, name: 'signed in', as: nobodyYet, path: paths.front },
    { route: paths.signIn, name: 'at the door', as: null, path: paths.signIn },
    ...cardStates(),
    { route: paths.home, name: 'nothing yet', as: nobodyYet, path: paths.home },
    { route: paths.home, name: 'in use', as: longStanding, path: paths.home },
    {
      route: paths.home,
      name: 'a stop to be undone',
      as: stopped,
      announces: true,
      soonOver: true,
      path: paths.home,
    },
    {
      route: paths.home,
      name: 'all stopped, to be undone',
      as: stoppedAll,
      announces: true,
      soonOver: true,
      path: paths.home,
    },
    ...noticeStates(nobodyYet, stopped),
    ...(await joiningStates(tenant, refuser)),
    ...companyStates(
      { nobodyYet, longStanding, stopped, stoppedAll },
      stopReceipt,
      await stopAll(seeded, stoppedAll),
    ),
    ...browseStates(nobodyYet, longStanding),
    ...(await pauseStates(seeded)),
    ...(await replaceStates(seeded, nobodyYet)),
    ...consentStates(nobodyYet, longStanding),
    ...(await proofStates(seeded, pharmacyUse)),
    {
      route: paths.receipt(':number'),
      name: 'agreed',
      as: stopped,
      path: paths.receipt(agreedReceipt),
    },
    { route: paths.receipt(':number'), name: 'stopped', as: stopped, path: paths.receipt(stopReceipt) },
    {
      route: paths.receipt(':number'),
      name: 'refused',
      as: refuser,
      announces: true,
      path: paths.receipt(await refuseMarket(seeded, refuser)),
    },
    ...(await verifyStates(tenant, stopped, agreedReceipt)),
    ...(await termsStates(tenant, longStanding)),
    ...(await developerStates(seeded)),
    ...historyStates({ nobodyYet, longStanding, stopped, depositor }),
    ...(await depositStates(seeded, nobodyYet, depositor)),
    ...dataStates(longStanding, depositor),
    ...settingsStates(longStanding),
    ...(await sessionStates(seeded, stopped)),
    ...(await ownCardStates(tenant, nobodyYet, stopped)),
    ...(await appStates(seeded, nobodyYet, longStanding)),
    ...(await partnerStates(seeded, nobodyYet, longStanding)),
    ...(await shareStates(seeded, nobodyYet, longStanding)),
    ...(await outsideStates(seeded, nobodyYet, longStanding)),
    ...(await passkeyStates(seeded, nobodyYet, longStanding)),
    ...(await eraseStates(tenant, nobodyYet, longStanding)),
    ...(await leaveStates(tenant, nobodyYet)),
    ...(await cityStates(tenant)),
    ...(await counterStates(tenant)),
    { route: null, name: 'not signed in', as: null, path: paths.home },
    { route: null, name: 'not found', as: longStanding, path: '/nowhere' },
  ]
}

const by = ({ residentId, token }: Actor) => ({
  residentId,
  sessionHash: createHash('sha256').update(token).digest(),
  channel: 'web' as const,
})

async function agree({ city }: SeededCity, actor: Actor, useId: typeof pharmacyUse, items: ItemCode[]) {
  const given = await giveConsent(city.tenant, proven(by(actor)), { useId, versionShown: 1, items })
  if (!given.ok) throw new Error(given.because)
  return given.receiptNumber
}

/** Agrees, is read, stops one item, and is asked for again. */
async function liveAndStop(seeded: SeededCity, actor: Actor) {
  const { city, service } = seeded
  await keep(seeded.city.tenant, actor, doubtfulExport())
  const agreedReceipt = await agree(seeded, actor, pharmacyUse, ['activity.steps', 'body.weight'])
  const token = await aToken(city, service, await pharmacysProgram(city.tenant))
  await city.settle()
  const read = await readRecords(service, { token, use: pharmacyUse, words: companysOwnWords })
  // The long-standing resident's records come first or last; the one who wears the other watch is ours.
  const ours = recordsIn(read.lines).find(({ day }) => day.startsWith('2026-05-1'))
  if (!ours) throw new Error('the pharmacy has received nothing')
  const scope = { useId: pharmacyUse, items: ['activity.steps', 'body.weight'] as const }
  const halted = await stop(city.tenant, by(actor), scope)
  if (!halted.ok) throw new Error(halted.because)
  await readRecords(service, { token, use: pharmacyUse, subject: ours.subject })
  return { agreedReceipt, stopReceipt: halted.receiptNumber }
}

async function stopAll(seeded: SeededCity, actor: Actor): Promise<string> {
  await agree(seeded, actor, pharmacyUse, ['activity.steps'])
  await agree(seeded, actor, marketUse, ['activity.steps'])
  const halted = await stop(seeded.city.tenant, by(actor), { useId: null, items: null })
  if (!halted.ok) throw new Error(halted.because)
  return halted.receiptNumber
}

async function refuseMarket({ city }: SeededCity, actor: Actor): Promise<string> {
  const items = market!.uses[0]!.terms.items
  const refused = await refuseConsent(city.tenant, by(actor), { useId: marketUse, versionShown: 1, items })
  if (!refused.ok) throw new Error(refused.because)
  return refused.receiptNumber
}

type People = Record<'nobodyYet' | 'longStanding' | 'stopped' | 'stoppedAll' | 'depositor', Actor>

function companyStates(
  { nobodyYet, longStanding, stopped, stoppedAll }: Omit<People, 'depositor'>,
  stopReceipt: string,
  stopAllReceipt: string,
): ExampleState[] {
  const route = paths.companies
  const one = paths.company(':vendorId')
  const ofPharmacy = paths.company(pharmacy!.vendorId)
  return [
    { route, name: 'nobody yet', as: nobodyYet, path: route },
    { route, name: 'in use', as: longStanding, path: route },
    { route, name: 'by data', as: longStanding, path: `${route}?by=data` },
    { route, name: 'all there is to choose', as: nobodyYet, path: `${route}?choose=all` },
    {
      route,
      name: 'just stopped everything',
      as: stoppedAll,
      announces: true,
      soonOver: true,
      path: `${route}?act=${stopAllReceipt}`,
    },
    { route: one, name: 'in use', as: longStanding, path: ofPharmacy },
    {
      route: one,
      name: 'just stopped',
      as: stopped,
      announces: true,
      soonOver: true,
      path: `${ofPharmacy}?act=${stopReceipt}`,
    },
    { route: one, name: 'never asked', as: nobodyYet, path: paths.company(market!.vendorId) },
  ]
}

function consentStates(nobodyYet: Actor, longStanding: Actor): ExampleState[] {
  const route = paths.consent(':useId')
  const path = paths.consent(pharmacyUse)
  const alone = paths.consentToItem(pharmacyUse, medication)
  return [
    { route, name: 'asked', as: nobodyYet, path },
    { route, name: 'asked about a sum of money', as: nobodyYet, path: paths.consent(marketUse) },
    { route, name: 'partly agreed', as: longStanding, path },
    {
      route,
      name: 'agreed to nothing',
      as: nobodyYet,
      announces: true,
      // Ten minutes after signing in it is asked who this is.
      soonOver: true,
      path,
      then: async (page) => {
        await page.locator('button[value=agree]').click()
        await page.locator('#errors a').first().waitFor()
      },
    },
    { route: paths.consentToItem(':useId', ':item'), name: 'asked', as: nobodyYet, path: alone },
  ]
}

function historyStates({
  nobodyYet,
  longStanding,
  stopped,
  depositor,
}: Omit<People, 'stoppedAll'>): ExampleState[] {
  const route = paths.history
  return [
    { route, name: 'nothing yet', as: nobodyYet, path: route },
    { route, name: 'given', as: longStanding, path: route },
    { route, name: 'given and refused', as: stopped, path: route },
    { route, name: 'my own acts', as: stopped, path: `${route}?show=mine` },
    { route, name: 'my deposits', as: depositor, path: `${route}?show=deposits` },
    { route, name: 'looks by staff', as: depositor, path: `${route}?show=look-ups` },
    { route, name: 'no looks by staff', as: nobodyYet, path: `${route}?show=look-ups` },
    { route, name: 'nothing shown', as: nobodyYet, path: `${route}?show=shares` },
    { route, name: 'shown', as: longStanding, path: `${route}?show=shares` },
  ]
}

function dataStates(longStanding: Actor, depositor: Actor): ExampleState[] {
  const route = paths.data(':item')
  return [
    { route, name: 'amounts of a day', as: longStanding, path: paths.data('activity.steps') },
    { route, name: 'a level, a year', as: longStanding, path: `${paths.data('body.weight')}?days=365` },
    { route, name: 'three days', as: depositor, path: paths.data('body.weight') },
    { route, name: 'nothing', as: depositor, path: paths.data('heart.rate') },
  ]
}

function settingsStates(longStanding: Actor): ExampleState[] {
  const route = paths.settings
  return [
    { route, name: 'as they are', as: longStanding, path: route },
    { route, name: 'saved', as: longStanding, announces: true, path: `${route}?done=saved` },
    { route, name: 'clock set', as: longStanding, announces: true, path: `${route}?done=clock` },
    {
      route,
      name: 'no such time',
      as: longStanding,
      announces: true,
      path: route,
      then: async (page) => {
        await page.locator('#moment').fill('2019-01-01T00:00')
        await page.locator('button[value=set]').click()
        await page.locator('#moment-error').waitFor()
      },
    },
  ]
}
