import { foundAt } from '../../../../test/support/attending.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCardHolder } from '../../../../test/support/cards.ts'
import { agree, aResident, aUse, aVendor, by, deposit, stepsFile } from '../../../../test/support/city.ts'
import { askFor, readAsCompany } from '../../../../test/support/company-reads.ts'
import { holdMailbox } from '../../../../test/support/mail-codes.ts'
import { ours } from '../../../../test/support/cluster-rules.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { everyTable, inCopy, notInCopy } from '../../../../test/support/copied-tables.ts'
import { aShare, openedBy } from '../../../../test/support/shares.ts'
import { agreeToTerms } from '../../../../test/support/terms.ts'
import { unzip } from '../../../../test/support/unzip.ts'
import { withdrawConsent } from '../../../consent/index.ts'
import { copiesADay } from '../../../copies/index.ts'
import { attend, checkIdentity, searchResident } from '../../../counter/index.ts'
import { startSession, type StaffId, type WayIn } from '../../../identity/index.ts'
import { newId, type LocalDay } from '../../../kernel/index.ts'
import { leave } from '../../../leaving/index.ts'
import { noticesOf } from '../../../notices/index.ts'
import { enrolResident, type ResidentId } from '../../../residents/index.ts'

const { city, portal } = await aCityWithPages()
const path = '/settings/export'

async function signedIn(residentId: ResidentId, agoMs = 0, way: WayIn = 'card') {
  const browser = portal.browser()
  browser.cookies.set(
    'azukari-session',
    await startSession(city, residentId, way, new Date(Date.now() - agoMs)),
  )
  await browser.open(path)
  return browser
}

const take = async (residentId: ResidentId) => (await signedIn(residentId)).submit(path)
const copies = async (residentId: ResidentId) =>
  (await city.database.query('select from copies.copies where resident_id = $1', [residentId])).rowCount
const told = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.filter(({ kind }) => kind === 'data-taken-out').length

let people = 0
const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }

/** Of whom there is something everywhere. */
async function someone(): Promise<ResidentId> {
  people += 1
  const birthDate = `19${String(40 + people)}-01-02` as LocalDay
  const who = { kana: 'ミナミ ジロウ', birthDate }
  const residentId = await enrolResident(city, { ...who, name: '南 次郎', address })
  await agreeToTerms(city, residentId)
  const use = await aUse(city, await aVendor(city))
  await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000, '2026-11-02': 5_000 }, '=Watch'))
  await agree(city, residentId, use)
  await readAsCompany(city, use, { ownWords: '今月の助言' })
  const { code } = await aShare(city, residentId)
  await openedBy(city, code, '=みほん医院')
  await withdrawConsent(city, by(residentId), { useId: use.useId, items: ['activity.steps'] })
  await askFor(city, use, residentId)
  const clerk = { staffId: newId<StaffId>(), sessionHash: randomBytes(32) }
  await searchResident(city, clerk, { said: who, reason: 'identity' })
  const attended = await attend(city, clerk, await foundAt(city, clerk))
  if (!attended.ok) throw new Error(attended.because)
  await checkIdentity(city, attended.attendance, 'passport')
  await holdMailbox(city, residentId, `jiro${people}@mail.example`)
  await startSession({ ...city, device: 'ipad/safari' }, residentId, 'outside')
  return residentId
}

describe('A copy of one’s own data', () => {
  it('holds everything there is of them, and nothing of anybody else', async () => {
    const residentId = await someone()
    const other = await aResident(city, '北 三郎')
    await deposit(city, other, stepsFile({ '2026-11-09': 98_765 }))
    const answer = await take(residentId)
    expect(answer.statusCode).toBe(200)
    const files = await unzip(answer.rawPayload)
    const moments = { createdAt: expect.any(String), lastSeenAt: expect.any(String) }
    const linesIn = (file: string) => (files.get(file) ?? '').split('\r\n').slice(1, -1)
    const tables = [...files.keys()].filter((file) => file.endsWith('.csv'))
    expect(tables.toSorted()).toEqual(
      [...everyTable, 'days/activity.steps'].map((table) => `${table}.csv`).toSorted(),
    )
    for (const file of tables) expect(linesIn(file).length, `${file} is empty`).toBeGreaterThan(0)
    for (const language of ['ja', 'ja-easy', 'en'])
      expect(files.get(`README.${language}.txt`)).toContain('consents-history')
    expect(linesIn('days/activity.steps.csv')).toEqual([
      expect.stringMatching(/^"2026-11-01","4000","1","4000","4000","1","'=Watch/u),
      expect.stringContaining('"2026-11-02","5000"'),
    ])
    expect(JSON.parse(files.get('about-me.json') ?? '')).toMatchObject({
      address,
      apps: [],
      cohort: null,
      passkeys: [],
      signedInNow: expect.arrayContaining([
        { way: 'card', device: null, ...moments },
        { way: 'outside', device: 'ipad/safari', ...moments },
      ]),
    })
    expect(linesIn('notices.csv').filter((line) => line.endsWith('"iPad（Safari）"'))).toHaveLength(1)
    expect([...files.values()].join()).not.toMatch(new RegExp(`北 三郎|98765|${other}`, 'u'))
  })

  it('opens in Excel as it was, and works nothing out that a device or a company wrote', async () => {
    const files = await unzip((await take(await someone())).rawPayload)
    for (const [file, text] of files)
      if (file.endsWith('.csv')) {
        expect(text.startsWith('\uFEFF"'), file).toBe(true)
        expect(text, file).not.toMatch(/(^|,)"[=+@]/mu)
      }
    expect(files.get('days/activity.steps.csv')).toContain(`"'=Watch`)
    expect(files.get('history-of-use.csv')).toContain('"今月の助言"')
    expect(files.get('shown.csv')).toContain(`"'=みほん医院"`)
  })

  it('gives programs every record with its time, unit and source, and each receipt as it can be checked', async () => {
    const files = await unzip((await take(await someone())).rawPayload)
    const [first] = (files.get('days/activity.steps.ndjson') ?? '').split('\n')
    expect(JSON.parse(first ?? '')).toEqual({
      ...{
        item: 'activity.steps',
        unit: '1',
        day: '2026-11-01',
        value: 4_000,
        lowest: 4_000,
        highest: 4_000,
      },
      ...{ count: 1, sources: [{ kind: expect.any(String), device: '=Watch' }], documents: [] },
      samples: [{ from: '2026-11-01T12:00:00.000+09:00', to: '2026-11-01T12:10:00.000+09:00', value: 4_000 }],
    })
    const receipts = [...files].filter(([file]) => file.startsWith('receipts/'))
    expect(receipts).toHaveLength(2)
    for (const [, text] of receipts) expect(() => JSON.parse(text)).not.toThrow()
  })

  it('is a file without a name, kept by no browser, in the record and in a notice', async () => {
    const residentId = await someone()
    const answer = await take(residentId)
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="azukari-\d{4}-\d\d-\d\d\.zip"$/u,
    )
    expect(answer.headers['cache-control']).toContain('no-store')
    expect([await copies(residentId), await told(residentId)]).toEqual([1, 1])
    const page = await (await signedIn(residentId)).open(path)
    expect(textOf(page)).toContain('これまでに受け取った日時')
    expect(portal.log.text).not.toMatch(/南 次郎|jiro@/u)
  })
})

describe('Who takes one out', () => {
  it('has just shown who they are: whoever finds an open page gets nothing', async () => {
    const { residentId } = await aCardHolder(city)
    const answer = await (await signedIn(residentId, 11 * 60_000)).submit(path)
    expect(answer.statusCode).toBe(403)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).toContain('name="pin"')
    expect([await copies(residentId), await told(residentId)]).toEqual([0, 0])
  })

  it('is signed in, and their form comes from our page', async () => {
    const residentId = await aResident(city)
    expect((await portal.browser().open(path)).statusCode).not.toBe(200)
    expect((await (await signedIn(residentId)).post(path, '')).statusCode).toBe(403)
    expect(await copies(residentId)).toBe(0)
  })

  it.each(['left', 'moved-away'] as const)('may have %s', async (what) => {
    const residentId = await someone()
    await leave(city, by(residentId), what)
    const page = await (await signedIn(residentId)).open('/settings/leave')
    expect(page.body).toContain(`href="${path}"`)
    expect((await unzip((await take(residentId)).rawPayload)).get('days/activity.steps.csv')).toContain(
      '4000',
    )
  })

  it(`does so ${copiesADay} times in a day, and again the day after`, async () => {
    const residentId = await aResident(city)
    for (let count = 0; count < copiesADay; count += 1) expect((await take(residentId)).statusCode).toBe(200)
    expect((await take(residentId)).statusCode).toBe(429)
    expect(await copies(residentId)).toBe(copiesADay)
    city.clock.advance(24 * 60 * 60_000)
    expect((await take(residentId)).statusCode).toBe(200)
  })

  it('waits while one is being written; not for one that a dead process was writing', async () => {
    const residentId = await aResident(city)
    const writing = (processId: string) =>
      city.database.query(
        `insert into copies.under_way (resident_id, copy_id, process_id) values ($1, $2, $3)
         on conflict (resident_id) do update set process_id = excluded.process_id`,
        [residentId, randomUUID(), processId],
      )
    await writing(city.processId)
    expect((await take(residentId)).statusCode).toBe(409)
    await writing(randomUUID())
    expect((await take(residentId)).statusCode).toBe(200)
    // The one before has ended.
    expect((await take(residentId)).statusCode).toBe(200)
  })
})

describe('Of what is kept of a resident', () => {
  it('every table is in the copy, or is said not to be with the reason', async () => {
    const { rows } = await city.database.query<{ name: string }>(
      // Of every table, also of one that the service may not read.
      `select attrelid::regclass::text as name
         from pg_attribute join pg_class on pg_class.oid = attrelid
         join pg_namespace namespace on namespace.oid = relnamespace
        where attname = 'resident_id' and relkind = 'r' and ${ours}`,
    )
    const said = [...Object.keys(inCopy), ...Object.keys(notInCopy)]
    expect(rows.length).toBeGreaterThan(20)
    expect(
      rows.map(({ name }) => name).filter((name) => !said.includes(name)),
      '→ put it into src/portals/resident/export, and into inCopy of test/support/copied-tables.ts; or into notInCopy with the reason',
    ).toEqual([])
    expect(said.filter((name) => !rows.some((row) => row.name === name))).toEqual([])
    expect(Object.keys(inCopy).filter((name) => name in notInCopy)).toEqual([])
  })

  it('each file that is said to hold it is there', async () => {
    const files = [...(await unzip((await take(await someone())).rawPayload)).keys()]
    for (const [table, file] of Object.entries(inCopy))
      expect(
        files.some((name) => name.startsWith(file)),
        `${table} in ${file}`,
      ).toBe(true)
  })
})
