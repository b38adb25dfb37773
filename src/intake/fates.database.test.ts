import { describe, expect, it, vi } from 'vitest'
import { aCityWithApps } from '../../test/support/app.ts'
import { aResident, bytes, deposit } from '../../test/support/city.ts'
import { TestPartner } from '../../test/support/partner.ts'
import { agreeToTerms } from '../../test/support/terms.ts'
import { findPartnerLink } from '../identity/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import { daysAtMost, depositsOf, discardDeposit, undoDeposit, type ImportId } from '../vault/index.ts'
import { openImport, readImport } from '../vault/receive-deposit.ts'

const scene = await aCityWithApps()
const { city } = scene
const partner = await TestPartner.registered(scene)

const record = (rest: string) =>
  `<Record sourceName="Watch" startDate="2026-11-04 12:00:00 +0900" endDate="2026-11-04 12:10:00 +0900" type="HKQuantityTypeIdentifier${rest}/>`
const fileOf = (...records: string[]) =>
  bytes(
    'export.xml',
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">${records.join('')}</HealthData>`,
    ),
  )
const nineSteps = record('StepCount" unit="count" value="9"')
/** As a partner would write one to ask whether its link is of who was born then: of what was chosen one, two of all else. */
const asking = fileOf(
  '<Me HKCharacteristicTypeIdentifierDateOfBirth="1950-04-01"/>',
  nineSteps,
  record('BodyMass" unit="kg" value="61.5"'),
  record('StepCount" unit="count" value="-1"'),
)
const heard = {
  ...{ state: 'read', because: null },
  ...{ counts: [{ item: 'activity.steps', count: 1 }], leftOut: 2 },
}

const born = (birthDate: string) =>
  enrolResident(city, { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: birthDate as LocalDay })
async function whoHasIt() {
  const residentId = await aResident(city)
  await deposit(city, residentId, fileOf(nineSteps))
  return residentId
}
async function whoHasTooMuch() {
  const residentId = await aResident(city)
  await city.database.query(
    `insert into vault.days (resident_id, item, day, live, appeared_xid, changed_xid)
     select $1, 'body.weight', '1970-01-01'::date + day, true, pg_current_xact_id(), pg_current_xact_id()
       from generate_series(1, $2) as day`,
    [residentId, daysAtMost],
  )
  return residentId
}

async function over(residentId: ResidentId, importId: ImportId) {
  return vi.waitFor(async () => {
    const found = (await depositsOf(city, residentId)).find((one) => one.importId === importId)
    expect(['reading', 'preview']).not.toContain(found?.state)
    return found
  })
}

async function looked(link: string, importId: ImportId) {
  const { deposit: of, ...said } = (await partner.look(link, importId)).body
  expect(of).toBe(importId)
  return said
}

describe('Of a file that could be read a partner hears one answer,', () => {
  const nothing = () => Promise.resolve()
  it.each<
    [
      string,
      () => Promise<ResidentId>,
      (of: ResidentId, one: ImportId) => Promise<unknown>,
      string,
      string | null,
    ]
  >([
    ['where it is kept', () => aResident(city), nothing, 'live', null],
    ['taken back', () => aResident(city), (of, one) => undoDeposit(city, of, one), 'undone', null],
    [
      'of somebody else',
      async () => agreeToTerms(city, await born('1950-04-02')),
      nothing,
      'refused',
      'another-person',
    ],
    ['kept already', whoHasIt, nothing, 'refused', 'already-deposited'],
    ['too much', whoHasTooMuch, nothing, 'refused', 'too-many-days'],
    ['before the newest terms', () => born('1950-04-01'), nothing, 'refused', 'terms-not-agreed'],
  ])('%s', async (_, whose, then, state, because) => {
    const residentId = await whose()
    const link = await partner.linked(residentId)
    const { status, body } = await partner.bring(link, asking)
    expect(status).toBe(202)
    expect(await partner.settled(link, body.deposit)).toEqual({ deposit: body.deposit, ...heard })
    await over(residentId, body.deposit)
    await then(residentId, body.deposit)
    expect(await over(residentId, body.deposit)).toMatchObject({ state, because })
    expect(await looked(link, body.deposit)).toEqual(heard)

    const began = performance.now()
    expect(await partner.takeBack(link, body.deposit)).toMatchObject({
      status: 200,
      body: { deposit: body.deposit },
    })
    expect(performance.now() - began, 'no sooner where nothing is kept').toBeGreaterThan(1_990)
    expect(await looked(link, body.deposit)).toEqual(heard)
  })

  it.each(['read', 'settled'])('and where the resident gives it up before it is %s', async (before) => {
    const residentId = await aResident(city)
    const linkId = await partner.linked(residentId)
    const link = await findPartnerLink(city, { programId: partner.programId, linkId })
    const opened = await openImport(city, residentId, asking, link)
    if (!opened.ok || !link) throw new Error('not opened')
    const { importId } = opened
    const read = () => readImport(city, residentId, importId, asking, { only: link.items })
    expect((await partner.takeBack(linkId, importId)).body.because).toBe('not-read-yet')
    if (before === 'settled') await read()
    await discardDeposit(city, residentId, importId)
    if (before === 'read') await read()
    expect(await looked(linkId, importId)).toEqual(heard)
  })

  it('before it is settled, too; and taken back at that moment it is not kept', async () => {
    const residentId = await aResident(city)
    const linkId = await partner.linked(residentId)
    const link = await findPartnerLink(city, { programId: partner.programId, linkId })
    const opened = await openImport(city, residentId, asking, link)
    if (!opened.ok || !link) throw new Error('not opened')
    await readImport(city, residentId, opened.importId, asking, { only: link.items })
    expect(await looked(linkId, opened.importId)).toEqual(heard)
    expect((await partner.takeBack(linkId, opened.importId)).status).toBe(200)
    expect(await over(residentId, opened.importId)).toMatchObject({ state: 'discarded' })
  })
})
