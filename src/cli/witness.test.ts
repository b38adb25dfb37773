import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { History, serveLog, type ServedLog } from '../../test/support/log-in-memory.ts'
import { typing } from '../../test/support/typing.ts'
import { lockInstance } from '../platform/instance-lock.ts'
import { NoteSigner } from '../proof/notes/note-signer.ts'

const directory = mkdtempSync(join(tmpdir(), 'azukari-witness-'))
const folder = join(directory, 'witness')
const signer = new NoteSigner('city.example/log', Buffer.alloc(32, 7))
const key = signer.verifier.toString()
const history = new History(['a', 'b', 'c', 'd', 'e'])
let log: ServedLog
beforeAll(async () => {
  log = await serveLog()
})
afterAll(async () => {
  await log.close()
  rmSync(directory, { recursive: true })
})

/** No settings of a city: a witness has none. */
const witness = (typed: string, where = folder) => typing(`witness ${typed} --in ${where}`, {})

describe('azukari witness', () => {
  it('says what is missing before there is a key, and before there is a log', async () => {
    expect(await witness('run')).toMatchObject({ status: 1, stderr: expect.stringContaining('witness key') })
    const { stdout, status } = await witness('key kitano.example/witness')
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^kitano\.example\/witness\+[0-9a-f]{8}\+B\S+\n$/u),
    ])
    expect(await witness('run')).toMatchObject({ status: 1, stderr: expect.stringContaining('witness add') })
  })

  it('makes its key once, in a file that nobody else reads', async () => {
    const file = join(folder, 'key')
    const before = readFileSync(file, 'utf8')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await witness('key other.example')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('name another folder'),
    })
    expect(readFileSync(file, 'utf8')).toBe(before)
    chmodSync(file, 0o640)
    expect(await witness('run')).toMatchObject({ status: 1, stderr: expect.stringContaining('chmod 600') })
    chmodSync(file, 0o600)
  })

  it.each([
    ['add http://city.example KEY', 'begins with https'],
    ['add https://city.example nonsense', 'This is no key of a log'],
    ['add city.example KEY', 'begins with https'],
  ])('refuses %s', async (typed, said) => {
    const refused = await witness(typed.replace('KEY', key))
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining(said), stdout: '' })
  })

  it.each(['key a+b', 'key', 'run --every 10s', 'run --every 8d', 'run --every soon', 'add'])(
    'ends with 2 for %s',
    async (typed) => expect((await witness(typed, join(directory, 'other'))).status).toBe(2),
  )

  it('looks at each log once: what is consistent is said on stdout, what is not on stderr', async () => {
    log.answers = { checkpoint: history.note(3, signer), cosignature: '{}' }
    expect((await witness(`add ${log.address.href} ${key}`)).status).toBe(0)
    expect((await witness(`add ${log.address.href} ${key}`)).status).toBe(0)
    const another = new NoteSigner('city.example/log', Buffer.alloc(32, 8)).verifier.toString()
    expect((await witness(`add ${log.address.href} ${another}`)).stderr).toContain('added with another key')
    const first = await witness('run')
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(first.stdout).toBe('✓ city.example/log (3): 初めて見ました · seen for the first time\n')
    log.answers.checkpoint = history.note(2, signer)
    const second = await witness('run')
    expect(second).toMatchObject({ status: 1, stdout: '' })
    expect(second.stderr).toMatch(/\(3 → 2\): 警報: .*\n {2}Alarm: .*\n {2}→ .*evidence/u)
    const third = await witness('run --json')
    expect(JSON.parse(third.stdout)).toMatchObject({ log: 'city.example/log', ok: false, because: 'shrunk' })
  })

  it('says how the city comes to take the cosignature', async () => {
    log.answers = { checkpoint: history.note(3, signer) }
    const { stdout, status } = await witness('run')
    expect([status, stdout]).toEqual([0, expect.stringContaining('AZUKARI_WITNESSES')])
  })

  it('runs once in a folder', async () => {
    const lock = await lockInstance(folder)
    expect(await witness('run')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('running already'),
    })
    if (lock.ok) await lock.release()
  })

  it('goes no further with a damaged list of logs or key', async () => {
    writeFileSync(join(folder, 'logs.json'), '[{"address":"http://city.example/","key":""}]')
    expect(await witness('run')).toMatchObject({ status: 1, stderr: expect.stringContaining('is damaged') })
    writeFileSync(join(folder, 'key'), 'PRIVATE+KEY+x\n')
    expect(await witness('run')).toMatchObject({ status: 1, stderr: expect.stringContaining('is damaged') })
  })
})
