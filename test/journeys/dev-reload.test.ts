import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/seed/index.ts'
import { freePort } from '../support/http-free-port.ts'
import { signInAt, type SignedInBrowser } from '../support/served-resident.ts'
import { copyOfTheTree, type TreeCopy } from '../support/tree-copy.ts'

const words = 'src/portals/resident/home/words.ts'
const serving = 'Serving what is saved'
/** It takes seconds; a busy machine is no fault. */
const patienceMs = 100_000

let tree: TreeCopy
let data: string
let dev: ChildProcess
let origin: string
let browser: SignedInBrowser
let said = ''

beforeAll(async () => {
  tree = await copyOfTheTree()
  data = await mkdtemp(join(tmpdir(), 'azukari-dev-'))
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  dev = spawn(process.execPath, ['--import', 'tsx', 'scripts/dev.ts'], {
    cwd: tree.path,
    env: {
      PATH: process.env['PATH'],
      AZUKARI_DATA: data,
      AZUKARI_CITY_PORT: String(await freePort()),
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [dev.stdout, dev.stderr]) stream?.on('data', (chunk) => (said += chunk))
  await saying('Azukari is running', () => undefined)
  browser = await signInAt({ origin }, people[0]!.residentId)
})
afterAll(async () => {
  const ended = once(dev, 'close')
  dev.kill('SIGTERM')
  await ended
  await tree.remove()
  await rm(data, { recursive: true, force: true })
})

/** Does something and waits until `npm run dev` says so. @returns what it said, and after how many seconds */
async function saying(what: string, act: () => unknown): Promise<{ text: string; seconds: number }> {
  const [from, since] = [said.length, performance.now()]
  await act()
  while (!said.slice(from).includes(what)) {
    if (dev.exitCode !== null) throw new Error(`npm run dev ended: ${said}`)
    if (performance.now() - since > patienceMs) throw new Error(`“${what}” was not said, but: ${said}`)
    await sleep(50)
  }
  return { text: said.slice(from), seconds: (performance.now() - since) / 1_000 }
}

const home = async () => browser.open({ origin }, '/home')
const postmaster = () => readFile(join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')

describe('npm run dev', () => {
  it('serves a word that was saved, to who is still signed in, from databases that kept running', async () => {
    const [before, database] = [await home(), await postmaster()]
    expect([before.status, before.text]).toEqual([200, expect.stringContaining('預けたデータ')])
    const { seconds } = await saying(serving, () => tree.edit(words, `'預けたデータ'`, `'預けたもの'`))
    console.log(`a saved word is served after ${seconds.toFixed(1)} s`)
    const after = await home()
    expect([after.status, after.text]).toEqual([200, expect.stringContaining('預けたもの')])
    expect(await postmaster()).toBe(database)
  })

  it('sees every save of an editor that replaces the file by another, and of one that writes into it', async () => {
    const replaced = async (from: string, to: string) => {
      const file = join(tree.path, words)
      await writeFile(`${file}.new`, (await readFile(file, 'utf8')).replaceAll(from, to))
      await rename(`${file}.new`, file)
    }
    await saying(serving, () => replaced(`'預けたもの'`, `'預けたこと'`))
    await saying(serving, () => tree.edit(words, `'預けたこと'`, `'預けた本'`))
    await saying(serving, () => replaced(`'預けた本'`, `'預けたもの'`))
    expect((await home()).text).toContain('預けたもの')
  })

  it('says where a save does not run, and serves the next one that does', async () => {
    const broken = await saying('Waiting for the next save', () => tree.edit(words, 'ja: {', 'ja: ={'))
    expect(broken.text).toMatch(/resident\/home\/words\.ts:\d+:\d+: ERROR/)
    await saying(serving, () => tree.edit(words, 'ja: ={', 'ja: {'))
    expect((await home()).text).toContain('預けたもの')
  })

  it('is for the demo alone, for its service holds the login that may migrate', () => {
    const env = { PATH: process.env['PATH'], AZUKARI_MODE: 'production' }
    const { status, stderr } = spawnSync(process.execPath, dev.spawnargs.slice(1), { env, encoding: 'utf8' })
    expect([status, stderr]).toEqual([2, expect.stringContaining('demo mode only')])
  })
})
