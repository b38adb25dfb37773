import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CapturedLog, createTestApp } from '../../../test/support/http.ts'
import { aProgram, programToken } from '../../../test/support/program.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { addOpenIdRoutes, checkProgram, programScopes } from '../../identity/index.ts'
import type { App } from '../../platform/http/index.ts'
import { prepareJobs } from '../../platform/jobs/index.ts'
import { firstResidents, largestFile, loadIdSchema, workLoad } from '../../residents/index.ts'
import { addProgramRoutes } from '../index.ts'

let tenant: TestTenant
let app: App
let host = ''
let own = ''
let others = ''
let directory = ''
const captured = new CapturedLog()

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'azukari-spool-'))
  tenant = await createTestTenant()
  await prepareJobs(tenant.databases.data.migrate)
  host = tenant.hosts[0]!
  const scopes = { known: programScopes, check: checkProgram }
  app = await createTestApp([tenant], { log: captured.log, scopes })
  await addOpenIdRoutes(app, captured.log)
  addProgramRoutes(app, { spoolDirectory: directory })
  own = await programToken(app, host, await aProgram(tenant, 'admin:residents'))
  others = await programToken(app, host, await aProgram(tenant, 'admin:residents'))
})
afterAll(async () => {
  await app.close()
  await tenant.close()
  await rm(directory, { recursive: true })
})

const bulk = '/admin/v1/residents/bulk'
const aFile = 'name,kana,birthDate\n青葉 花子,アオバ ハナコ,昭和15年3月2日\n青葉 太郎,,昭和15年3月2日\n'

async function send(
  payload: string | Buffer,
  { type = 'text/csv', query = '', key = String(randomUUID()), token = own } = {},
) {
  const headers = { host, authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': type }
  const answer = await app.inject({ method: 'POST', url: `${bulk}${query}`, headers, payload })
  return { status: answer.statusCode, body: answer.json() }
}

async function look(path: string, token = own) {
  const answer = await app.inject({
    url: `${bulk}/${path}`,
    headers: { host, authorization: `Bearer ${token}` },
  })
  return { status: answer.statusCode, body: answer.json() }
}

const work = (loadId: string) =>
  workLoad(tenant, loadIdSchema.parse(loadId), {
    stopping: new AbortController().signal,
    tell: () => Promise.resolve(),
  })

describe('A program that sends a file of residents', () => {
  it('is told how far it is, and which line was left out, and nothing of what stood there', async () => {
    const { status, body } = await send(aFile)
    expect([status, body]).toMatchObject([
      202,
      {
        state: 'waiting',
        dryRun: false,
        lines: 2,
        accepted: 0,
        refused: 1,
        linesPerSecond: null,
        endedAt: null,
      },
    ])
    await work(body.loadId)
    expect((await look(body.loadId)).body).toMatchObject({ state: 'done', accepted: 1, refused: 1 })
    const report = await look(`${body.loadId}/report`)
    const titles = { ja: 'ふりがなを入れてください。', en: 'Enter the name in kana.' }
    const column = { field: 'kana', column: { ja: 'フリガナ', en: 'kana' } }
    expect(report.body).toEqual({ lines: [{ line: 3, because: 'no-kana', titles, ...column }], next: null })
    expect(await firstResidents(tenant, 10)).toHaveLength(1)
  })

  it('reads the report page by page', async () => {
    const wrong = ['x,y,z', ',,', '1,2,3'].join('\n')
    const { body } = await send(`name,kana,birthDate\n${wrong}\n`)
    const first = await look(`${body.loadId}/report?limit=2`)
    expect(first.body).toMatchObject({ lines: [{ line: 2 }, { line: 3 }], next: 3 })
    const rest = await look(`${body.loadId}/report?limit=2&after=3`)
    expect(rest.body).toMatchObject({ lines: [{ line: 4 }], next: null })
    await work(body.loadId)
  })

  it('reads in which column a line could not be taken, and of a whole line that it is none', async () => {
    const wrong = [',ナ マエ,1950-01-02,,', '名,ナ マエ,昨日,,', '名,ナ マエ,1950-01-02,1,埼玉県', 'x'].join(
      '\n',
    )
    const { body } = await send(`氏名,フリガナ,生年月日,郵便番号,住所\n${wrong}\n`)
    const { lines } = (await look(`${body.loadId}/report`)).body
    expect(lines).toMatchObject([
      { line: 2, field: 'name', column: { ja: '氏名', en: 'name' } },
      { line: 3, field: 'birthDate', column: { ja: '生年月日', en: 'birthDate' } },
      { line: 4, field: 'postalCode', column: { ja: '郵便番号', en: 'postalCode' } },
      { line: 5, because: 'not-a-line', field: null, column: null },
    ])
    await work(body.loadId)
  })

  it('may try it dry', async () => {
    const { body } = await send('{"name":"新 人","kana":"アラタ ジン","birthDate":"2001-01-01"}\n', {
      type: 'application/x-ndjson',
      query: '?dryRun=true',
    })
    await work(body.loadId)
    expect((await look(body.loadId)).body).toMatchObject({ state: 'done', dryRun: true, accepted: 1 })
    expect(await firstResidents(tenant, 10)).toHaveLength(1)
  })

  it('gets the same load for the same key', async () => {
    const key = randomUUID()
    const [one, other] = [await send(aFile, { key }), await send(aFile, { key })]
    expect(other.body.loadId).toBe(one.body.loadId)
    expect((await send(`${aFile}a,b,c\n`, { key })).body.because).toBe('key-used')
    await work(one.body.loadId)
  })

  it('sees nothing of the load of another program', async () => {
    const { body } = await send(aFile)
    for (const path of [body.loadId, `${body.loadId}/report`, randomUUID()]) {
      const answer = await look(path, others)
      expect([answer.status, answer.body.because]).toEqual([404, 'unknown-load'])
    }
    await work(body.loadId)
  })

  it.each([
    // what is wrong                          type, query                              answer
    ['JSON', aFile, { type: 'application/json' }, 400],
    ['another type', aFile, { type: 'text/plain' }, 415],
    ['letters there are not', aFile, { type: 'text/csv; charset=utf-16' }, 415],
    ['another column', 'name,kana,birthDate,consent\na,b,c,all\n', {}, 422],
    ['nobody', 'name,kana,birthDate\n', {}, 422],
    ['a wish there is not', aFile, { query: '?dryRun=perhaps' }, 400],
    ['another wish', aFile, { query: '?consents=all' }, 400],
    ['a key too short', aFile, { key: 'short' }, 400],
    ['too much', Buffer.alloc(largestFile + 1, 'a'), {}, 413],
  ] as const)('with %s is refused', async (_, payload, changed, status) => {
    expect((await send(payload, { ...changed })).status).toBe(status)
  })

  it('leaves nothing on the disk and nothing about a person in the log', async () => {
    expect(await readdir(directory)).toEqual([])
    expect(captured.text).not.toMatch(/青葉|アオバ|昭和/)
    expect(captured.text).not.toContain('"fault"')
  })
})
