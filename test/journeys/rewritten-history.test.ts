import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { giveConsent, issueReceipt } from '../../src/consent/index.ts'
import { checkpointsIn } from '../../src/proof/index.ts'
import { aResident, aUse, aVendor } from '../support/city.ts'
import { History, serveLog } from '../support/log-in-memory.ts'
import { rewriteLog } from '../support/rewritten-log.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'
import { proven } from '../support/proven.ts'
import { NoteSigner } from '../../src/proof/notes/note-signer.ts'

const run = promisify(execFile)
let directory: string
let city: ServedCity
let services: ServiceProcess[]
/** The key of the witness, as it printed it. */
let witnessKey: string

/** `azukari …` as a process of its own, as on another machine: without the city's settings unless they are given. */
async function azukari(typed: string, environment: NodeJS.ProcessEnv = {}) {
  const env = { PATH: process.env['PATH'], ...environment }
  const outcome = await run('bin/azukari', typed.split(' '), { env }).catch(
    (fault: { code: number; stdout: string; stderr: string }) => fault,
  )
  return { status: 'code' in outcome ? outcome.code : 0, stdout: outcome.stdout, stderr: outcome.stderr }
}
const inCity = (typed: string) => azukari(typed, city.environment)
const witness = (typed: string) => azukari(`witness ${typed} --in ${join(directory, 'witness')}`)

async function ask(path: string, service = services[0]!): Promise<string> {
  return (await fetch(`${service.origin}/log/v1/${path}`)).text()
}

function kept(name: string, text: string): string {
  writeFileSync(join(directory, name), text)
  return join(directory, name)
}

/** Somebody consents; resolves when the log has it. */
async function consent() {
  const residentId = await aResident(city.tenant)
  const use = await aUse(city.tenant, await aVendor(city.tenant))
  const answer = { useId: use.useId, versionShown: 1, items: ['activity.steps' as const] }
  const given = await giveConsent(
    city.tenant,
    proven({ residentId, sessionHash: null, channel: 'web' }),
    answer,
  )
  if (!given.ok) throw new Error(given.because)
  await vi.waitFor(
    async () => {
      const waiting = await city.tenant.database.query('select from proof.pending_leaves')
      expect(waiting.rowCount).toBe(0)
    },
    { timeout: 20_000 },
  )
  return { residentId, receiptNumber: given.receiptNumber }
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'azukari-witness-'))
  witnessKey = (await witness('key kitano.example/witness')).stdout.trim()
  city = await serveCity({ AZUKARI_WITNESSES: witnessKey })
  services = await Promise.all([city.start(), city.start()])
}, startingMs)
afterAll(async () => {
  await city?.close()
  await rm(directory, { recursive: true })
})

describe('An operator who holds the signing key and rewrites history', () => {
  let receipt: string
  let oldCheckpoint: string
  const fileOfCity = () => join(city.config.dataDirectory, 'checkpoints', `${city.tenant.id}.txt`)

  it('runs a city whose checkpoints leave the house: into a file, to a witness, with a receipt', async () => {
    const { residentId, receiptNumber } = await consent()
    await vi.waitFor(() => expect(existsSync(fileOfCity())).toBe(true), { timeout: 20_000 })
    const { keys } = JSON.parse(await ask('keys')) as { keys: { key: string }[] }
    kept('keys.json', await ask('keys'))
    const added = await witness(`add ${services[0]!.origin} ${keys[0]!.key}`)
    expect([added.status, added.stdout]).toEqual([0, expect.stringContaining('localhost/log')])
    const first = await witness('run')
    expect([first.status, first.stdout, first.stderr]).toEqual([
      0,
      expect.stringContaining('seen for the first time'),
      '',
    ])
    expect(first.stdout).not.toContain('has not taken it')
    await consent()
    await consent()
    expect((await witness('run')).stdout).toMatch(/\(\d+ → 3\): .*has grown/u)

    // The other process hands out what was handed in to the first.
    oldCheckpoint = kept('old.note', await ask('cosigned', services[1]))
    const issued = await issueReceipt(city.tenant, residentId, receiptNumber)
    if (!issued.ok) throw new Error(issued.because)
    receipt = kept('receipt.json', JSON.stringify(issued.document))
    for (const file of [oldCheckpoint, receipt]) {
      const told = await azukari(
        `verify ${file} --keys ${join(directory, 'keys.json')} --witness ${witnessKey}`,
      )
      expect([told.status, told.stdout]).toEqual([0, expect.stringContaining('cosigned by 1 / 1 witnesses')])
    }
  })

  it('keeps one line an hour, however many processes serve the city', async () => {
    const { notes, unreadable } = checkpointsIn(readFileSync(fileOfCity(), 'utf8'))
    expect([notes.length, unreadable]).toEqual([1, []])
    expect((await inCity(`checkpoint --append ${fileOfCity()}`)).status).toBe(0)
    expect((await inCity(`verify-log --checkpoint ${fileOfCity()}`)).status).toBe(0)
  })

  it('is caught by everybody who holds an older checkpoint, and named', async () => {
    await rewriteLog(city.tenant, { at: 1 })
    await consent()
    const tree = (stdout: string) =>
      (JSON.parse(stdout) as { faults: { because: string }[] }[])[0]!.faults.map(({ because }) => because)

    // The database agrees with itself about the tree, and its signatures are good.
    const inside = await inCity('verify-log --json')
    expect(tree(inside.stdout)).not.toContain('root-changed')
    expect(tree(inside.stdout)).not.toContain('checkpoint-wrong')
    const outside = await inCity(`verify-log --json --checkpoint ${fileOfCity()}`)
    expect([outside.status, tree(outside.stdout)]).toEqual([1, expect.arrayContaining(['root-changed'])])

    const seen = await witness('run')
    expect([seen.status, seen.stdout]).toEqual([1, ''])
    expect(seen.stderr).toMatch(/localhost\/log \(3 → 4\): 警報.*\n.*history was rewritten.*\n.*evidence/u)
    expect(await ask('cosigned')).toContain('nothing-cosigned-yet')

    const newest = kept('new.note', await ask('checkpoint'))
    const proof = kept('proof.json', await ask('consistency?from=3&to=4'))
    for (const older of [receipt, oldCheckpoint]) {
      const told = await azukari(
        `verify ${older} ${newest} --keys ${join(directory, 'keys.json')} --proof ${proof}`,
      )
      expect([told.status, told.stdout]).toEqual([
        1,
        expect.stringContaining('What the older checkpoint covers is changed in the newer one'),
      ])
    }
    const appended = await inCity(`checkpoint --append ${fileOfCity()}`)
    expect([appended.status, appended.stdout]).toEqual([1, expect.stringContaining('were changed')])
  })
})

describe('A witness that is killed with kill -9, by a log that shows two histories', () => {
  it('has never handed out two cosignatures that no one history explains', async () => {
    const signer = new NoteSigner('two.example/log', Buffer.alloc(32, 7))
    const words = Array.from({ length: 40 }, (_, at) => `leaf ${String(at)}`)
    // They part behind the fifth leaf, so that either goes on from what the witness has seen at first.
    const histories = [new History(words), new History(words.with(5, 'another'))] as const
    const log = await serveLog()
    const folder = join(directory, 'mortal')
    await azukari(`witness key mortal.example/witness --in ${folder}`)
    await azukari(`witness add ${log.address.href} ${signer.verifier.toString()} --in ${folder}`)
    log.answers = { checkpoint: histories[0].note(5, signer), cosignature: '{}' }
    expect((await azukari(`witness run --in ${folder}`)).status).toBe(0)
    for (let round = 0; round < 9; round++) {
      const history = histories[round % 2]!
      const env = { PATH: process.env['PATH'] }
      const child = execFile('bin/azukari', ['witness', 'run', '--in', folder], { env })
      const over = new Promise((done) => child.once('exit', done))
      log.answers = {
        checkpoint: history.note(7 + round, signer),
        consistency: (url) => {
          // As it is about to remember, cosign, keep and hand in; each third time no sooner than it does.
          if (round % 3 > 0) setTimeout(() => child.kill('SIGKILL'), round % 5)
          return history.proof(Number(url.searchParams.get('from')), Number(url.searchParams.get('to')))
        },
        cosignature: () => {
          child.kill('SIGKILL')
          return undefined
        },
      }
      await over
    }
    await log.close()
    const file = join(folder, 'cosigned', `${encodeURIComponent('two.example/log')}.txt`)
    const onDisk = existsSync(file) ? checkpointsIn(readFileSync(file, 'utf8')).notes : []
    const out = [...log.handedIn, ...onDisk].map((note) => note.split('\n'))
    const fits = (history: History) =>
      out.every(([, size, root]) => Buffer.from(history.root(Number(size))).toString('base64') === root)
    expect(out.length).toBeGreaterThan(2)
    expect(histories.some(fits)).toBe(true)
  }, 240_000)
})
