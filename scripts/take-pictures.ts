/** The pictures of the README: a fresh city with its seed, read once by its pharmacy, as a resident finds it. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { freePort } from '../test/support/http-free-port.ts'
import { launchChromium, narrow } from '../test/support/chromium.ts'
import { issueDemoToken } from '../src/identity/index.ts'
import { companies, people } from '../src/seed/index.ts'
import { takesNothing } from './takes-nothing.ts'

takesNothing('npm run pictures', {
  ja: 'README の画面の写真（docs/pictures）を、新しいデモから撮り直します。Chromium が要ります（./check が入れます）。',
  en: 'takes the pictures of the README (docs/pictures) anew from a fresh demo; needs Chromium, which ./check installs',
})

const pictures = 'docs/pictures'
const largestHomeBytes = 150 * 1024
/** Always the same, so that a picture changes only when the page does. */
const moment = '2026-11-23T10:00:00+09:00'
const startWithinMs = 180_000

const [pharmacy] = companies
const [use] = pharmacy?.uses ?? []
const resident = people.find(({ handle }) => handle === 'ichiro')
if (!pharmacy || !use || !resident) throw new Error('the seed has lost its people or its companies')

const directory = await mkdtemp(join(tmpdir(), 'azukari-pictures-'))
const port = await freePort()
const origin = `http://localhost:${port}`
const service = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'start'], {
  env: {
    ...process.env,
    PORT: String(port),
    AZUKARI_CITY_PORT: String(await freePort()),
    AZUKARI_DATA: directory,
    AZUKARI_MODE: 'demo',
    AZUKARI_DEMO_CLOCK: moment,
    AZUKARI_LOG_LEVEL: 'warn',
    DATABASE_URL: '',
    AZUKARI_KEYSTORE_URL: '',
    AZUKARI_PUBLIC_URL: origin,
  },
  stdio: ['ignore', 'ignore', 'inherit'],
})
try {
  await untilHealthy()
  await readAsPharmacy(pharmacy.clientId, use.useId)
  await takePictures()
} finally {
  const ended = once(service, 'exit')
  if (service.exitCode === null && service.kill('SIGTERM')) await ended
  await rm(directory, { recursive: true, force: true })
}

async function untilHealthy(): Promise<void> {
  const giveUpAt = performance.now() + startWithinMs
  while (service.exitCode === null && performance.now() < giveUpAt) {
    const answer = await fetch(`${origin}/healthz`).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await sleep(200)
  }
  throw new Error('the service did not come up; → bin/azukari doctor says what is missing')
}

async function readAsPharmacy(clientId: string, use: string): Promise<void> {
  const keysDirectory = join(directory, 'demo-keys')
  const issued = await issueDemoToken({ mode: 'demo', publicUrl: origin, keysDirectory, clientId })
  if (!issued.ok) throw new Error(issued.because)
  const query = new URLSearchParams({ use, reasonCode: 'monthly-advice' })
  const answer = await fetch(`${origin}/exchange/v1/records?${query}`, {
    headers: { authorization: `Bearer ${issued.token}`, 'idempotency-key': randomUUID() },
  })
  if (!answer.ok) throw new Error(`the pharmacy was refused: ${await answer.text()}`)
  await answer.arrayBuffer()
}

async function takePictures(): Promise<void> {
  await mkdir(pictures, { recursive: true })
  const chromium = await launchChromium()
  try {
    const home = join(pictures, 'home.png')
    await takePicture(chromium, '/home', home, { viewport: narrow, deviceScaleFactor: 2 })
    const { size } = await stat(home)
    if (size > largestHomeBytes)
      throw new Error(
        `${home} has ${size} bytes, ${largestHomeBytes} is the most: the README must stay light`,
      )
    await takePicture(chromium, '/companies', join(pictures, 'companies.png'), {
      viewport: { width: 1280, height: 800 },
    })
  } finally {
    await chromium.close()
  }
}

/** Only what fits the screen. */
async function takePicture(chromium: Browser, path: string, file: string, options: BrowserContextOptions) {
  const context = await chromium.newContext({ baseURL: origin, locale: 'ja-JP', ...options })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: resident?.identity.name ?? '' }).click()
  await page.goto(path)
  await page.screenshot({ path: file })
  await context.close()
}
