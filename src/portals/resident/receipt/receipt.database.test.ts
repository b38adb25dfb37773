import { describe, expect, it } from 'vitest'
import { aResident, aUse, aVendor, by } from '../../../../test/support/city.ts'
import type { Answered } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import {
  checkReceipt,
  giveConsent,
  refuseConsent,
  undoWithdrawal,
  withdrawConsent,
} from '../../../consent/index.ts'
import { session } from '../../../../test/support/city.ts'
import { RecentProof } from '../../../identity/recent-proof/proof.ts'
import { endApp, registerApp } from '../../../identity/index.ts'
import { aProgram } from '../../../../test/support/program.ts'
import { logEverything } from '../../../../test/support/whole-log.ts'
import { proven } from '../../../../test/support/proven.ts'

const { city, portal } = await aCityWithPages()

/** Agrees, refuses, stops and undoes; returns the four receipt numbers. */
async function fourActs() {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor)
  const residentId = await aResident(city)
  const me = by(residentId)
  const answer = { useId: use.useId, versionShown: 1 }
  const agreed = await giveConsent(city, proven(me), { ...answer, items: ['activity.steps'] })
  const refused = await refuseConsent(city, me, { ...answer, items: ['body.weight'] })
  const stopped = await withdrawConsent(city, me, { useId: use.useId, items: null })
  if (!agreed.ok || !refused.ok || !stopped.ok) throw new Error('the acts must succeed')
  const undone = await undoWithdrawal(city, { ...me, sessionHash: session }, stopped.actId)
  if (!undone.ok) throw new Error(undone.because)
  return { residentId, numbers: [agreed, refused, stopped, undone].map((act) => act.receiptNumber) }
}

describe('A receipt', () => {
  it('tells what was said, about which items, until when, under which terms, and how to change it', async () => {
    const { residentId, numbers } = await fourActs()
    const browser = await residentsBrowser(portal, city, residentId)
    const until = '期限 2027年11月23日（火）'
    const table = [
      ['使ってよい', '歩数', until, '止め方'],
      ['ことわる', '体重', '', '使ってよいとき'],
      ['止める', '歩数', '', '使ってよいとき'],
      ['もとにもどす', '歩数', until, '止め方'],
    ] as const
    for (const [index, [title, item, end, how]] of table.entries()) {
      const text = textOf(await browser.open(`/receipts/${numbers[index]!}`))
      expect(text).toContain(`「${title}」の控え`)
      expect(text).toContain(`受付番号 ${numbers[index]!} 2026年11月23日（月）10時0分`)
      expect(text).toContain(
        `見本薬局 データ係 なんのために 歩数による健康づくりの助言（健康づくりの助言） データ ${item} ${end}`.trim(),
      )
      expect(text).toContain('規約 第1版')
      expect(text).toContain(how)
      expect(text).toContain('証明つきのファイルを持ち出す')
    }
  })

  it('is found in small letters too, as it is typed from the telephone', async () => {
    const { residentId, numbers } = await fourActs()
    const browser = await residentsBrowser(portal, city, residentId)
    expect((await browser.open(`/receipts/${numbers[0]!.toLowerCase()}`)).statusCode).toBe(200)
  })

  it('of somebody else is the same as none', async () => {
    const { numbers } = await fourActs()
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    const theirs = await neighbour.open(`/receipts/${numbers[0]!}`)
    const none = await neighbour.open('/receipts/0000-0000-0000')
    expect([theirs.statusCode, none.statusCode]).toEqual([404, 404])
    const unstamped = ({ body }: Answered) =>
      body.replaceAll(/\/receipts\/[-0-9A-Z]+/gu, '').replaceAll(/nonce="[^"]+"/gu, '')
    expect(unstamped(theirs)).toBe(unstamped(none))
  })

  it('is for those who are signed in', async () => {
    const { numbers } = await fourActs()
    expect((await portal.browser().open(`/receipts/${numbers[0]!}`)).statusCode).toBe(401)
  })
})

describe('What somebody else has brought', () => {
  const app = { appId: 'app.walk', name: '散歩の友', maker: '見本', redirectUris: ['http://127.0.0.1/back'] }

  it('stands on its receipt, and among the acts, with the name of the app or program, also once that has ended', async () => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await aResident(city)
    await registerApp(city, null, { ...app, scopes: ['me:agree'], jwks: null })
    const { clientId: programId } = await aProgram(city, 'admin:consents')
    const answer = { useId: use.useId, versionShown: 1 }
    const byApp = { ...by(residentId), channel: 'app' as const, appId: app.appId }
    const agreed = await giveConsent(city, proven(byApp), { ...answer, items: ['activity.steps'] })
    const byProgram = { ...proven(by(residentId)), channel: 'program' as const, helper: { programId } }
    const proof = new RecentProof('agree', residentId, 'card')
    const brought = await giveConsent(city, { ...byProgram, proof }, { ...answer, items: ['body.weight'] })
    const own = await withdrawConsent(city, by(residentId), { useId: use.useId, items: ['body.weight'] })
    if (!agreed.ok || !brought.ok || !own.ok) throw new Error('the acts must succeed')
    await endApp(city, null, app.appId)
    const browser = await residentsBrowser(portal, city, residentId)
    const open = async (path: string) => textOf(await browser.open(path))
    expect(await open(`/receipts/${agreed.receiptNumber}`)).toContain('どこから アプリ「散歩の友」')
    expect(await open(`/receipts/${brought.receiptNumber}`)).toContain('どこから 市のプログラム「住民記録」')
    expect(await open(`/receipts/${own.receiptNumber}`)).not.toContain('どこから')
    const mine = await open('/history?show=mine')
    expect(mine).toContain('使ってよいと答えました 見本薬局 アプリ「散歩の友」')
    expect(mine).toContain('使ってよいと答えました 見本薬局 市のプログラム「住民記録」')
  })
})

describe('What has been answered otherwise since', () => {
  it('is told as what was said then, and of what may be used now nothing is claimed', async () => {
    const { residentId, numbers } = await fourActs()
    const browser = await residentsBrowser(portal, city, residentId)
    const done = '受け付けました。'
    const since = 'このあとで、あなたの答えが変わりました'
    const [agreed, refused] = numbers as [string, string]
    const told = async (number: string) => {
      const text = textOf(await browser.open(`/receipts/${number}`))
      return [text.includes(done), text.includes(since)]
    }
    expect(await told(agreed)).toEqual([false, true])
    expect(await told(refused)).toEqual([true, false])
  })
})

describe('The file of a receipt', () => {
  it('is taken out by the resident, and holds without the city', async () => {
    const { residentId, numbers } = await fourActs()
    const browser = await residentsBrowser(portal, city, residentId)
    const [number] = numbers as [string]
    const early = await browser.open(`/receipts/${number}/file`)
    expect([early.statusCode, textOf(early)]).toEqual([
      404,
      expect.stringContaining('まだ何も記録されていません'),
    ])
    const keys = await logEverything(city)
    const answer = await browser.open(`/receipts/${number.toLowerCase()}/file`)
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('application/ld+json'),
      'content-disposition': `attachment; filename="azukari-receipt-${number}.json"`,
      'cache-control': expect.stringContaining('no-store'),
    })
    expect(checkReceipt(answer.body, keys, city.clock.now())).toMatchObject({
      ok: true,
      receiptNumber: number,
      faults: [],
      promised: [],
    })
  })

  it('of somebody else is the same as none, and nobody gets one at the door', async () => {
    const { numbers } = await fourActs()
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    const theirs = await neighbour.open(`/receipts/${numbers[0]!}/file`)
    const none = await neighbour.open('/receipts/0000-0000-0000/file')
    expect([theirs.statusCode, textOf(theirs)]).toEqual([404, textOf(none)])
    expect((await portal.browser().open(`/receipts/${numbers[0]!}/file`)).statusCode).toBe(401)
  })
})
