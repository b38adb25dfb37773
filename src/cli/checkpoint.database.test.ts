import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rewriteLog } from '../../test/support/rewritten-log.ts'
import { serveCity, startingMs, type ServedCity } from '../../test/support/service.ts'
import { typing } from '../../test/support/typing.ts'
import { logEverything, queueSome } from '../../test/support/whole-log.ts'
import { checkpointsIn } from '../proof/index.ts'

let city: ServedCity
let file: string
beforeAll(async () => {
  city = await serveCity()
  file = join(city.config.dataDirectory, 'mail', 'checkpoints.txt')
}, startingMs)
afterAll(() => city.close())

const azukari = (typed: string) => typing(typed, city.environment)

async function logSome(count: number): Promise<void> {
  await queueSome(city.tenant, count)
  await logEverything(city.tenant)
}

describe('azukari checkpoint', () => {
  it('says that there is none yet', async () => {
    const { stdout, status } = await azukari('checkpoint')
    expect([status, stdout]).toEqual([1, expect.stringContaining('The log is still empty')])
  })

  it('prints the newest one for paper: which log, how many, when, and the root to read out', async () => {
    await logSome(5)
    const { stdout, status } = await azukari('checkpoint')
    expect(status).toBe(0)
    expect(stdout).toContain('あおば野市 透明性ログのチェックポイント · Checkpoint of the log of Aobano City')
    expect(stdout).toMatch(/log {5}localhost\/log\n.*size {4}5\n.*signed .*\(JST\) · \d{4}-/u)
    expect(stdout).toMatch(/(?:\n {4}\d{5} \d{5} \d{5} \d{5}){4}\n/u)
    expect(checkpointsIn(stdout).notes).toHaveLength(1)
  })

  it('adds it to a file, once, which verify-log and verify take as it is', async () => {
    expect((await azukari(`checkpoint --append ${file}`)).stdout).toContain('Added to the file')
    expect((await azukari(`checkpoint --append ${file}`)).stdout).toContain('has it already')
    await logSome(4)
    const { stdout, status } = await azukari(`checkpoint --json --append ${file}`)
    expect([status, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ size: 9, kept: { ok: true, size: 9, added: true } }),
    ])
    expect(checkpointsIn(readFileSync(file, 'utf8')).notes).toHaveLength(2)
    const audit = await azukari(`verify-log --json --checkpoint ${file}`)
    expect(JSON.parse(audit.stdout)).toMatchObject([{ leaves: 9, faults: [] }])
  })

  it('with one bit of such a file flipped is not taken by verify-log: that is named', async () => {
    const bytes = readFileSync(file)
    for (const at of [2, 17, 40, 80, 140, bytes.length - 8]) {
      const spoilt = Buffer.from(bytes)
      spoilt[at]! ^= 1
      writeFileSync(`${file}.spoilt`, spoilt)
      const { stdout, status } = await azukari(`verify-log --json --checkpoint ${file}.spoilt`)
      // Of another log, as whose name it may read now, there is none here.
      const named = stdout === '' ? 'of no city' : JSON.parse(stdout)[0].faults[0].because
      expect([named, status], String(at)).toEqual([
        expect.stringMatching(/^(of no city|checkpoint-wrong)$/u),
        1,
      ])
    }
  })

  it('names the cities where there are several, and takes no other', async () => {
    const { stderr, status } = await azukari('checkpoint --city nowhere')
    expect([status, stderr]).toEqual([1, expect.stringContaining(`--city: ${city.tenant.id}`)])
  })

  it('adds nothing to a file that the log contradicts: it says so and ends with 1', async () => {
    const before = readFileSync(file, 'utf8')
    await rewriteLog(city.tenant, { at: 2 })
    const { stdout, status } = await azukari(`checkpoint --append ${file}`)
    expect([status, stdout]).toEqual([
      1,
      expect.stringContaining('Leaves under a checkpoint of the file were changed'),
    ])
    await rewriteLog(city.tenant, { keep: 3 })
    const shorter = await azukari(`checkpoint --append ${file}`)
    expect([shorter.status, shorter.stdout]).toEqual([1, expect.stringContaining('(9 → 3)')])
    expect(readFileSync(file, 'utf8')).toBe(before)
    const audit = await azukari(`verify-log --json --checkpoint ${file}`)
    expect(JSON.parse(audit.stdout)[0].faults).toContainEqual({ because: 'log-shorter', at: 9 })
    expect(audit.status).toBe(1)
  })
})
