/** Checking in a browser, as `azukari verify` does: each fault is found and named, offline too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actsOf, giveConsent } from '../../src/consent/index.ts'
import { paths } from '../../src/portals/paths.ts'
import { verdictWords, verifyWords } from '../../src/portals/public/verify/words.ts'
import { openSeededCity, visit, type SeededCity, type Visitor } from '../support/browser.ts'
import { loggedReceipt, type LoggedReceipt } from '../support/logged-receipt.ts'
import { spoilable, spoilt } from '../support/spoilt-receipt.ts'
import { proven } from '../support/proven.ts'
import { aResident, asActor, useOf } from './tasks/pasts.ts'

type Said = keyof typeof verdictWords.tables.ja

let seeded: SeededCity
let visitor: Visitor
let receipt: LoggedReceipt
/** Before and after the receipt was logged. */
let notes: { older: string; newer: string }
let keys: string

const fromLog = async (question: string) => (await fetch(`${seeded.origin}/log/v1/${question}`)).text()

beforeAll(async () => {
  seeded = await openSeededCity()
  const { tenant } = seeded.city
  const actor = await aResident(tenant)
  const { useId } = await useOf(tenant, 'market')
  const [first] = await actsOf(tenant, actor.residentId, { before: null, limit: 1 })
  await loggedReceipt(tenant, actor.residentId, first!.receiptNumber)
  const older = await fromLog('checkpoint')
  const items = ['activity.steps', 'sleep.stage'] as const
  const given = await giveConsent(tenant, proven(asActor(actor)), {
    useId,
    versionShown: 1,
    items: [...items],
  })
  if (!given.ok) throw new Error(given.because)
  receipt = await loggedReceipt(tenant, actor.residentId, given.receiptNumber)
  notes = { older, newer: await fromLog('checkpoint') }
  keys = await fromLog('keys')
  visitor = await visit(seeded)
})

afterAll(() => seeded?.close())

async function choose(name: string, text: string): Promise<void> {
  const buffer = Buffer.from(text)
  await visitor.page
    .locator(`#${name}`)
    .setInputFiles({ name: `${name}.txt`, mimeType: 'text/plain', buffer })
}

/** What was found; the page says it once it has begun its title with it. */
async function verdict(title: Said): Promise<string> {
  const words = verdictWords.tables.ja[title] as string
  await visitor.page.waitForFunction((begun) => document.title.startsWith(begun), words)
  return visitor.page.locator('#verdict').innerText()
}

async function checked(text: string, title: Said): Promise<string> {
  await visitor.page.goto(paths.verify)
  await choose('receipt', text)
  return verdict(title)
}

/** A word up to where something is put into it. */
const saying = (said: Said) => {
  const word = verdictWords.tables.ja[said]
  return typeof word === 'string' ? word : word({ key: '' } as never)
}

describe('A file of a receipt', () => {
  it('that was not changed holds, and is told item by item, with the key it was checked by', async () => {
    const told = await checked(receipt.text, 'receiptHolds')
    for (const words of [
      '歩数',
      '睡眠',
      saying('signature'),
      saying('sameWords'),
      JSON.parse(keys).keys[0].key,
    ])
      expect(told).toContain(words)
    expect(told).not.toContain(saying('wrong'))
  })

  it.each(spoilable)('with one bit of %s flipped is found out, and what is wrong is named', async (part) => {
    const { text, because } = spoilt(receipt.text, part)
    const told = await checked(text, 'receiptFails')
    for (const fault of because) expect(told).toContain(saying(fault as Said))
    const named = (Object.keys(verdictWords.tables.ja) as Said[]).filter(
      (said) => /^[a-z]+(-[a-z]+)+$/u.test(said) && told.includes(saying(said)),
    )
    const expected = because.map((fault) => saying(fault as Said))
    expect(named.filter((said) => !expected.includes(saying(said)))).toEqual([])
  })

  it('is checked without any line to the outside, once the page is there', async () => {
    await visitor.page.goto(paths.verify)
    await visitor.page.context().setOffline(true)
    visitor.requests()
    await choose('receipt', receipt.text)
    expect(await verdict('receiptHolds')).toContain('歩数')
    await visitor.page.context().setOffline(false)
    // The picture in its tab a browser asks for whenever it likes.
    expect(visitor.requests().filter((path) => !path.startsWith('/assets/icon'))).toEqual([])
  })

  it('is checked by a key from elsewhere, if one is brought', async () => {
    await visitor.page.goto(paths.verify)
    await choose('receipt', receipt.text)
    await verdict('receiptHolds')
    const stranger = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    await choose('keys', JSON.stringify({ keys: [{ key: stranger, endorsement: null }] }))
    await visitor.page.locator('#receipt').dispatchEvent('change')
    const told = await verdict('receiptFails')
    expect(told).toContain(saying('not-signed'))
    expect(told).toContain(stranger)
    await choose('keys', 'no keys')
    expect(await verdict('unread')).toContain(saying('no-keys'))
  })

  it.each(['', '{}', '[1]', 'a photograph'])('that is none is told so: %j', async (text) => {
    expect(await checked(text, 'unread')).toContain(saying('not-a-receipt'))
  })
})

describe('Two checkpoints', () => {
  async function compared(older: string, newer: string, title: Said, proof?: string): Promise<string> {
    await visitor.page.goto(paths.verify)
    await visitor.page
      .locator('details')
      .evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')))
    if (proof !== undefined) await choose('proof', proof)
    await choose('older', older)
    await choose('newer', newer)
    return verdict(title)
  }

  it('of one log hold, by a proof that is brought or asked for', async () => {
    await compared(notes.older, notes.newer, 'growthHolds')
    const sizes = [notes.older, notes.newer].map((note) => note.split('\n')[1]!)
    expect(sizes[0]).not.toBe(sizes[1])
    const proof = await fromLog(`consistency?from=${sizes[0]}&to=${sizes[1]}`)
    await compared(notes.newer, notes.older, 'growthHolds', proof)
    const [first] = JSON.parse(proof).path as string[]
    const wrong = proof.replace(first!.slice(0, 8), [...first!.slice(0, 8)].toReversed().join(''))
    expect(await compared(notes.older, notes.newer, 'growthFails', wrong)).toContain(
      saying('not-the-same-log'),
    )
  })

  it('of which one was changed do not', async () => {
    const changed = notes.older.replace(/\n(\d+)\n/u, (_, size) => `\n${Number(size) + 1}\n`)
    const told = await compared(changed, notes.newer, 'growthFails')
    expect(told).toContain(saying('not-signed-by-a-known-key'))
  })
})

describe('The QR code of a paper', () => {
  async function opened(fragment: string, title: Said): Promise<string> {
    await visitor.page.goto('about:blank')
    visitor.requests()
    await visitor.page.goto(`${paths.verify}#${fragment}`)
    return verdict(title)
  }

  it('is checked against the log of today; of what it carries, only numbers are sent', async () => {
    const asked: string[] = []
    visitor.page.on('request', (request) => asked.push(request.url()))
    const told = await opened(receipt.fragment, 'paperHolds')
    for (const { index } of receipt.evidence.leaves) expect(told).toContain(`記録の番号 ${index}：`)
    const toLog = asked.filter((url) => url.includes('/log/v1/'))
    expect(toLog.length).toBeGreaterThan(2)
    const hashes = [...new URLSearchParams(receipt.fragment).values()].filter((value) => value.length > 40)
    for (const url of asked) expect(hashes.some((hash) => url.split('#')[0]!.includes(hash))).toBe(false)
  })

  it('that was changed is found out, and what is wrong is named', async () => {
    const { index } = receipt.evidence.leaves[0]!
    const elsewhere = receipt.fragment.replace(`l=${index}.`, `l=${index - 1}.`)
    expect(await opened(elsewhere, 'paperFails')).toContain(
      `記録の番号 ${index - 1}：${saying('not-in-the-log')}`,
    )
    const root = new URLSearchParams(receipt.fragment)
    root.set(
      'r',
      root.get('r')!.replace(/^./u, (first) => (first === 'A' ? 'B' : 'A')),
    )
    expect(await opened(root.toString(), 'paperFails')).toContain(saying('not-the-same-log'))
    const longer = receipt.fragment.replace(/s=\d+/u, 's=99999')
    expect(await opened(longer, 'paperFails')).toContain(saying('log-shorter'))
    expect(await opened('o=nothing', 'unread')).toContain(saying('paper-unread'))
  })

  it('is told not to be checked where nobody answers', async () => {
    await visitor.page.goto(paths.verify)
    await visitor.page.context().setOffline(true)
    await visitor.page.evaluate((fragment) => void (location.hash = fragment), receipt.fragment)
    expect(await verdict('unread')).toContain(saying('not-asked'))
    await visitor.page.context().setOffline(false)
  })
})

it('Nothing was complained about, and nobody else was asked', () => {
  expect(
    visitor.complaints().filter((text) => !/ERR_INTERNET_DISCONNECTED|status of 404/u.test(text)),
  ).toEqual([])
})

it('Without JavaScript the page says by what other way to check, and has nothing that could do nothing', async () => {
  const { page, close } = await visit(seeded, { javaScriptEnabled: false })
  await page.goto(`${paths.verify}#${receipt.fragment}`)
  const text = await page.locator('main').innerText()
  expect(text).toContain(verifyWords.tables.ja.noScript)
  expect(text).toContain('azukari verify')
  expect(await page.locator('main a[href^="tel:"]').count()).toBe(1)
  expect(await page.locator('main input').count()).toBe(0)
  await close()
})
