/** One line through the whole product, as a person and a company walk it. Without JavaScript, on a telephone. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, localDayOf } from '../../src/kernel/index.ts'
import { companies } from '../../src/seed/index.ts'
import { openSeededCity, pharmacysProgram, visit, type SeededCity } from '../support/browser.ts'
import type { TestCompany } from '../support/http-company.ts'
import { aToken, readRecords, recordsIn } from '../support/service-company.ts'

const [pharmacy] = companies
const useId = pharmacy!.uses[0]!.useId

const realExport = join(
  process.env['AZUKARI_SAMPLES'] ?? '../shared/samples',
  'health/apple/dogsheep-tests-export.xml',
)
const hasReal = existsSync(realExport)
if (!hasReal)
  process.stdout.write(`skipped: no real Apple Health export at ${realExport} (set AZUKARI_SAMPLES)\n`)

const today = new Date()
const dayBefore = (back: number) => localDayOf(addDays(today, -back))

/** Three days of steps with two weights; a cycle that is never taken unasked, and a record no catalogue knows. */
function madeUpExport(birthDate: string): string {
  const record = (type: string, day: string, rest: string) =>
    `<Record type="${type}" sourceName="Watch" startDate="${day} 12:00:00 +0900" endDate="${day} 12:10:00 +0900" ${rest}/>`
  return [
    `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">`,
    `<Me HKCharacteristicTypeIdentifierDateOfBirth="${birthDate}"/>`,
    ...[3, 2, 1].map((back) =>
      record('HKQuantityTypeIdentifierStepCount', dayBefore(back), `unit="count" value="${4_000 + back}"`),
    ),
    ...[3, 1].map((back) =>
      record('HKQuantityTypeIdentifierBodyMass', dayBefore(back), `unit="kg" value="5${back}.5"`),
    ),
    record(
      'HKCategoryTypeIdentifierMenstrualFlow',
      dayBefore(2),
      'value="HKCategoryValueMenstrualFlowLight"',
    ),
    record('HKQuantityTypeIdentifierToothbrushTorque', dayBefore(2), 'unit="N" value="1"'),
    '</HealthData>',
  ].join('\n')
}

interface Story {
  title: string
  person: string
  /** Out of the samples, which a clone need not have. */
  isReal: boolean
  file: () => string
  /** As the pages call it, and as the interface does. */
  item: { name: string; code: string; count: string; days: number; period: RegExp }
  /** What the preview says it leaves out, and why. */
  leftOut: { what: string; because: string }
  /** The file names a birth date that is not this person's. */
  doubted: boolean
}

let directory: string
const stories: Story[] = [
  {
    title: 'a made-up export',
    person: '青葉 花子',
    isReal: false,
    file: () => join(directory, 'export.xml'),
    item: { name: '歩数', code: 'activity.steps', count: '3件', days: 3, period: /〜/u },
    leftOut: { what: 'ToothbrushTorque', because: 'この種類の記録は、お預かりしていません。' },
    doubted: false,
  },
  {
    title: 'a real export',
    person: '森田 健太',
    isReal: true,
    file: () => realExport,
    item: { name: '心拍数', code: 'heart.rate', count: '1件', days: 1, period: /2018年9月10日/u },
    leftOut: { what: 'ActivitySummary', because: '。' },
    doubted: true,
  },
]

let seeded: SeededCity
let company: TestCompany

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'azukari-line-'))
  await writeFile(join(directory, 'export.xml'), madeUpExport('1946-05-02'))
  seeded = await openSeededCity()
  company = await pharmacysProgram(seeded.city.tenant)
})

afterAll(async () => {
  await seeded?.close()
  await rm(directory, { recursive: true, force: true })
})

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const status = (page: Page) => page.getByRole('status')

describe.each(stories.filter(({ isReal }) => hasReal || !isReal))('With $title', (story) => {
  let page: Page
  let leave: () => Promise<void>
  let pharmacyKnows = ''
  let token = ''
  let subject = ''
  // Each step stands on those before it: after the first that fails, the others would only wait for what never comes.
  let broken = false
  const step = (sentence: string, walk: () => Promise<void>) =>
    it(sentence, async ({ skip }) => {
      if (broken) skip('an earlier step of the story failed')
      broken = true
      await walk()
      broken = false
    })
  const reading = (wishes: { subject?: string; cursor?: string }) =>
    readRecords(seeded.service, { token, use: useId, ...wishes })

  beforeAll(async () => {
    const visitor = await visit(seeded, { javaScriptEnabled: false })
    page = visitor.page
    leave = visitor.close
    token = await aToken(seeded.city, seeded.service, company)
    // Whatever others have allowed is read beforehand: what comes later is this resident's.
    const before = await reading({})
    pharmacyKnows = before.lines.at(-1)!.cursor
  })
  afterAll(() => leave?.())

  step('a resident signs in', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: 'サインインする' }).click()
    await page.getByRole('button', { name: `${story.person}さん` }).click()
    await heading(page, 'いま、あなたのデータを使える会社はありません。').waitFor()
    await page.getByText(`${story.person}さん`).first().waitFor()
  })

  step(
    'sends the file, and sees what it holds, how much, from when to when, and what is left out and why',
    async () => {
      await page.getByRole('link', { name: '預けたデータ' }).click()
      await sendFile()
      await heading(page, '内容を確かめてください').waitFor()
      const row = page.getByRole('row', { name: new RegExp(`^${story.item.name}`, 'u') })
      await row.getByText(story.item.count).waitFor()
      await row.getByText(story.item.period).waitFor()
      await page.getByText('預からないもの').first().click()
      const leftOut = page.getByRole('row', { name: new RegExp(story.leftOut.what, 'u') })
      expect(await leftOut.getByRole('cell').first().innerText()).toContain(story.leftOut.because)
      for (const box of await page.getByRole('checkbox').all()) expect(await box.isChecked()).toBe(false)
    },
  )

  step('confirms, and sees the data as words, chart and table', async () => {
    await confirm()
    await status(page).getByText('お預かりしました。').waitFor()
    await page.getByRole('link', { name: story.item.name, exact: true }).click()
    await heading(page, story.item.name).waitFor()
    await page.getByRole('img').first().waitFor()
    await page.getByText('平均').first().waitFor()
    await page.getByText('表で見る').first().click()
    await page.getByRole('table').first().waitFor()
  })

  step('sends the same file again, and nothing changes', async () => {
    const before = await holdings()
    await sendFile()
    await page.getByRole('button', { name: 'お預けする' }).waitFor()
    await confirm()
    await status(page).getByText('このファイルは、すでにお預かりしています。何も変わりません。').waitFor()
    expect(await holdings()).toEqual(before)
  })

  step('lets the pharmacy use one item, and has a receipt for it', async () => {
    await page.getByRole('link', { name: 'データを使う会社', exact: true }).click()
    // The pharmacy is the first of the companies.
    await page
      .getByRole('link', { name: /説明を読む/u })
      .first()
      .click()
    await heading(page, 'みどり薬局が、あなたのデータを使ってよいですか').waitFor()
    for (const box of await page.getByRole('checkbox').all()) expect(await box.isChecked()).toBe(false)
    await page.getByRole('checkbox', { name: story.item.name }).check()
    await page.getByRole('button', { name: '使ってよい' }).click()
    await page
      .getByText(/受付番号/u)
      .first()
      .waitFor()
    await page.getByText('みどり薬局').first().waitFor()
  })

  step('the pharmacy’s program receives exactly that item', async () => {
    const read = await reading({ cursor: pharmacyKnows })
    expect(read.status).toBe(200)
    expect(read.complete).toBe(true)
    const records = recordsIn(read.lines)
    expect(new Set(records.map(({ item }) => item))).toEqual(new Set([story.item.code]))
    expect(records).toHaveLength(story.item.days)
    expect(new Set(records.map((record) => record.subject)).size).toBe(1)
    subject = records[0]!.subject
  })

  step('the resident sees who had it, when, what, how much, for what and why', async () => {
    await page.getByRole('link', { name: '記録', exact: true }).click()
    await heading(page, '利用の記録').waitFor()
    for (const said of [
      'みどり薬局 健康サポート係',
      new RegExp(`\\d{2}:\\d{2}\\s${story.item.name}（${String(story.item.days)}日分）`, 'u'),
      '歩数と体重による健康づくりの助言',
      '毎月の助言をつくるため（審査ずみ）',
      'わたしました',
    ])
      await page.getByText(said).first().waitFor()
  })

  step(
    'the resident stops it within three taps from home, and from the confirmation on the program they know is refused',
    async () => {
      await page.getByRole('link', { name: 'ホーム', exact: true }).click()
      let taps = 0
      const tap = async (role: 'link' | 'switch', name: string | RegExp) => {
        taps += 1
        await page.getByRole(role, { name }).first().click()
      }
      await tap('link', 'データを使う会社')
      await tap('link', 'みどり薬局')
      await tap('switch', story.item.name)
      await page
        .getByText(/止めました（\d{2}:\d{2}）/u)
        .first()
        .waitFor()
      const refused = await reading({ subject })
      expect(refused.status).toBe(403)
      expect(JSON.parse(refused.body)).toMatchObject({ because: 'withdrawn' })
      expect(taps).toBeLessThanOrEqual(3)
      await page
        .getByText(/受付番号/u)
        .first()
        .waitFor()
    },
  )

  step('the refusal is on the resident’s page', async () => {
    await page.reload()
    await page.getByText('止めたあとの問い合わせ 1回 → ことわりました').waitFor()
  })

  step('the resident takes the stop back, and the program reads again', async () => {
    await page.getByRole('button', { name: 'もとにもどす' }).first().click()
    await page
      .getByText(/もとにもどしました（/u)
      .first()
      .waitFor()
    const read = await reading({ subject })
    expect(read.status).toBe(200)
    expect(recordsIn(read.lines).map(({ item }) => item)).toEqual(
      Array.from({ length: story.item.days }, () => story.item.code),
    )
  })

  async function sendFile(): Promise<void> {
    await page.goto('/deposits')
    await page.getByLabel('預けるファイル').setInputFiles(story.file())
    await page.getByRole('button', { name: '内容を確かめる' }).click()
  }

  async function confirm(): Promise<void> {
    const button = page.getByRole('button', { name: 'お預けする' })
    if (story.doubted) {
      await button.click()
      await status(page).getByText('ファイルの持ち主が、あなたと違うようです。').waitFor()
      await page.getByRole('checkbox', { name: 'はい、これは私のデータです' }).check()
    }
    await button.click()
  }

  /** What the page of deposits lists as kept. */
  async function holdings(): Promise<string[]> {
    await page.goto('/deposits')
    const kept = page.getByRole('table').first()
    return kept.getByRole('row').allInnerTexts()
  }
})
