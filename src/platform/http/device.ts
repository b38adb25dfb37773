import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** A new one needs its place in the checks `sessions_device_check` and `notices_device_check`, too. */
export const systems = ['iphone', 'ipad', 'android', 'windows', 'mac', 'linux', 'chromeos', 'other'] as const
export const browsers = ['safari', 'chrome', 'edge', 'firefox', 'samsung', 'other'] as const
export type System = (typeof systems)[number]
export type Browser = (typeof browsers)[number]

/** On what somebody is, as far as they need it to know their own: one coarse word, which tells nobody from another. */
export type Device = `${System}/${Browser}`
export const deviceSchema = z.templateLiteral([z.enum(systems), '/', z.enum(browsers)])

export function partsOf(device: Device): { system: System; browser: Browser } {
  return {
    system: systems.find((system) => device.startsWith(`${system}/`)) ?? 'other',
    browser: browsers.find((browser) => device.endsWith(`/${browser}`)) ?? 'other',
  }
}

/** What a browser says of itself is long where it wants to be known again. The words looked for stand in the beginning. */
const longestRead = 512

/** The first that is found in it. An iPad that asks for pages as a computer does says Mac, but its own name for the browser. */
const systemMarks: readonly (readonly [RegExp, System])[] = [
  [/\biPhone\b|\biPod\b/u, 'iphone'],
  [/\biPad\b|\bMacintosh\b.*\b(?:CriOS|FxiOS|EdgiOS)\//u, 'ipad'],
  [/\bAndroid\b/u, 'android'],
  [/\bCrOS\b/u, 'chromeos'],
  [/\bWindows NT\b/u, 'windows'],
  [/\bMacintosh\b/u, 'mac'],
  [/\bLinux\b/u, 'linux'],
]

/** Most call themselves by the names of others, too: so the one that nobody else has is looked for first. */
const browserMarks: readonly (readonly [RegExp, Browser])[] = [
  [
    /\b(?:OPR|OPT|Opera|YaBrowser|Vivaldi|DuckDuckGo|Brave|GSA|Line|FBAV|Instagram|YJApp-\w+)\b|; wv\)/u,
    'other',
  ],
  [/\b(?:Edg|EdgA|EdgiOS|Edge)\//u, 'edge'],
  [/\bSamsungBrowser\//u, 'samsung'],
  [/\b(?:Firefox|FxiOS)\//u, 'firefox'],
  [/\b(?:Chrome|CriOS)\//u, 'chrome'],
  [/\bVersion\/[\d.]+ (?:Mobile\/\w+ )?Safari\//u, 'safari'],
]

/** What a browser says of itself (RFC 9110 §10.1.5), which may be anything: a help to remember by, and never a proof. */
export function readDevice(userAgent: string | undefined): Device {
  const said = (userAgent ?? '').slice(0, longestRead)
  const of = <Word extends string>(marks: readonly (readonly [RegExp, Word])[]) =>
    marks.find(([mark]) => mark.test(said))?.[1] ?? 'other'
  return `${of(systemMarks)}/${of(browserMarks)}`
}

/** Nothing else of that header is read anywhere. */
export function deviceOf(request: FastifyRequest): Device {
  return readDevice(request.headers['user-agent'])
}
