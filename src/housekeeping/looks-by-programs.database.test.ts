import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../test/support/app.ts'
import { somebodyIn } from '../../test/support/attending.ts'
import { aProgram } from '../../test/support/program.ts'
import { textOf } from '../../test/support/resident-page.ts'
import { asOwner } from '../../test/support/tenant.ts'
import { unzip } from '../../test/support/unzip.ts'
import { lookUpsOf } from '../counter/index.ts'
import { appScopes } from '../identity/index.ts'
import { noticesOf } from '../notices/index.ts'
import { prepareJobs } from '../platform/jobs/index.ts'
import { spool } from '../platform/sealed-spool.ts'
import { receiveLoad, type ResidentId } from '../residents/index.ts'
import { housekeeping } from './index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
await prepareJobs(city.databases.data.migrate)
const { clientId: programId } = await aProgram(city, 'admin:residents')
const minute = 60_000

/** A file of this one line from the program, worked off as housekeeping does it. */
async function tryOut({ kana, birthDate }: { kana: string; birthDate: string }, dryRun = true) {
  const text = `name,kana,birthDate\n北野 一郎,${kana},${birthDate}`
  const kept = { directory: tmpdir(), limitBytes: 1e6, name: 'x' }
  const spooled = await spool(Readable.from([Buffer.from(text)]), kept)
  if (!spooled.ok) throw new Error(spooled.because)
  await using file = spooled.file
  const sent = { programId, idempotencyKey: randomUUID(), dryRun, file }
  const received = await receiveLoad(city, { ...sent, format: 'csv', encoding: 'utf-8' })
  if (!received.ok) throw new Error(received.because)
  const task = housekeeping(city).tasks.find(({ name }) => name === 'work-bulk-load')
  await task?.run({ loadId: received.loadId }, new AbortController().signal)
}

const looksAt = async (residentId: ResidentId) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 9 })).map(
    ({ staffId, programId: program, reason, did }) => ({ staffId, programId: program, reason, did }),
  )
const timesTold = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.filter(({ kind }) => kind === 'known-in-file').length
const byIt = { staffId: null, programId, reason: 'join', did: 'found' }

describe('A dry run by a program', () => {
  it('that finds a person stands in that person’s record under the program’s name', async () => {
    const { residentId, said } = await somebodyIn(city)
    await tryOut(said)
    expect(await looksAt(residentId)).toEqual([byIt])
    const browser = await scene.signedIn(residentId)
    const page = textOf(await browser.open('/history?show=look-ups'))
    expect(page).toContain(
      '市のプログラム「住民記録」が、登録のファイルの名前と生年月日で、あなたを探しました',
    )
    expect(page).toContain('参加の手続き')
    const { access } = await app.tokens(residentId, appScopes)
    const { lookUps } = (await callMe(scene, access, 'GET', '/me/v1/look-ups')).body
    expect(lookUps).toMatchObject([{ did: 'found', program: { programId, name: '住民記録' } }])
    await browser.open('/settings/export')
    const files = await unzip((await browser.submit('/settings/export')).rawPayload)
    expect(files.get('looks-by-staff.csv')).toMatch(/"参加の手続き","住民記録"\r\n$/u)
    expect(files.get('looks-by-staff.ndjson')).toContain('"program":"住民記録"')
  })

  it('that finds nobody, or somebody else, stands in no record', async () => {
    const [one, other] = [await somebodyIn(city), await somebodyIn(city)]
    await tryOut({ ...one.said, birthDate: '1899-05-02' })
    expect(await looksAt(one.residentId)).toEqual([])
    await tryOut(other.said)
    expect([await looksAt(one.residentId), await timesTold(one.residentId)]).toEqual([[], 0])
    expect(await looksAt(other.residentId)).toEqual([byIt])
  })

  it('sent again at once is in the record each time, and told once; later it is told anew', async () => {
    const { residentId, said } = await somebodyIn(city)
    await tryOut(said)
    city.clock.advance(minute)
    await tryOut(said)
    expect([(await looksAt(residentId)).length, await timesTold(residentId)]).toEqual([2, 1])
    city.clock.advance(6 * minute)
    await tryOut(said)
    expect([(await looksAt(residentId)).length, await timesTold(residentId)]).toEqual([3, 2])
  })
})

describe('A file that is taken in', () => {
  it('stands in the record of who was known already, and in none of whom it makes', async () => {
    const { residentId, said } = await somebodyIn(city)
    await tryOut(said, false)
    expect(await looksAt(residentId)).toEqual([byIt])
    await tryOut({ ...said, birthDate: '1898-05-02' }, false)
    const { rows } = await city.database.query(
      `select from counter.look_ups where resident_id not in (select resident_id from residents.residents)`,
    )
    expect([rows.length, (await looksAt(residentId)).length]).toEqual([0, 1])
  })
})

describe('A look', () => {
  it('is by a member of staff or by a program: never by both, and never by nobody', async () => {
    const { residentId } = await somebodyIn(city)
    const put = (staffId: string | null, program: string | null) =>
      asOwner(
        city,
        `insert into counter.look_ups (resident_id, look_up_id, staff_id, program_id, reason, did, looked_at)
         values ('${residentId}', gen_random_uuid(), ${quoted(staffId)}, ${quoted(program)}, 'join', 'found', now())`,
      )
    await expect(put(null, null)).rejects.toThrow('look_ups_by_one')
    await expect(put(randomUUID(), programId)).rejects.toThrow('look_ups_by_one')
    await put(null, programId)
  })
})

const quoted = (text: string | null) => (text === null ? 'null' : `'${text}'`)
