import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { lockInstance } from '../../platform/instance-lock.ts'
import { tryPort } from '../../supervisor/index.ts'
import type { Finding } from './finding.ts'

const run = promisify(execFile)
const answerOf = (program: string, parameters: string[]) =>
  run(program, parameters).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )

export function examineNode(version: string): Finding {
  const good = Number.parseInt(version, 10) >= 24
  return {
    check: 'node',
    state: good ? 'good' : 'wrong',
    ja: 'Node の版',
    en: 'Node version',
    found: version,
    remedy: {
      ja: './start か npx azukari で起動してください。Node 24 は npm ci で一緒に入ります',
      en: 'Use ./start or npx azukari; npm ci brings Node 24 along',
    },
  }
}

/** A clock before the day this was written is certainly wrong; every signature and period would be, too. */
export function examineClock(now: Date): Finding {
  return {
    check: 'clock',
    state: now.toISOString() >= '2026-11-01' ? 'good' : 'wrong',
    ja: '時計',
    en: 'clock',
    found: now.toISOString(),
    remedy: { ja: '機械の時計を合わせてください（NTP）', en: 'Set the clock of this machine (NTP)' },
  }
}

export async function examinePort(port: number, dataDirectory: string): Promise<Finding> {
  const fault = await tryPort(port)
  // To lock is to make the folder; where there is none, nobody runs on it.
  const lock =
    fault === undefined || !existsSync(dataDirectory) ? undefined : await lockInstance(dataDirectory)
  if (lock?.ok) await lock.release()
  const ours = lock !== undefined && !lock.ok
  return {
    check: 'port',
    state: fault === undefined || ours ? 'good' : 'wrong',
    ja: 'ポート',
    en: 'port',
    found: `${port}${ours ? ` (Azukari, ${lock.holder.pid})` : fault === undefined ? '' : ` (${fault})`}`,
    remedy: { ja: 'PORT で別の番号を指定してください', en: 'Choose another one with PORT' },
  }
}

const packages = 'apt-get install chromium-headless-shell fonts-noto-cjk'

export async function examineChromium(): Promise<Finding> {
  const version = await answerOf('chromium-headless-shell', ['--version', '--no-sandbox'])
  return {
    check: 'chromium',
    state: version === '' ? 'advice' : 'good',
    ja: 'Chromium（画面の検査だけに使います）',
    en: 'Chromium (for the browser tests only)',
    found: version || '—',
    remedy: { ja: packages, en: packages },
  }
}

export async function examineFonts(): Promise<Finding> {
  const fonts = (await answerOf('fc-list', [':lang=ja', 'family'])).split('\n').filter(Boolean)
  return {
    check: 'fonts',
    state: fonts.length === 0 ? 'advice' : 'good',
    ja: '日本語の書体（画面の検査だけに使います）',
    en: 'Japanese fonts (for the browser tests only)',
    found: String(fonts.length),
    remedy: { ja: packages, en: packages },
  }
}
