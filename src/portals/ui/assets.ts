import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { keepFresh } from './keep-fresh.ts'

/** A file that pages ask for. The path carries a hash of the body, so it may be kept for a year. */
export interface Asset {
  path: string
  type: string
  body: string
}

/** In the order of the cascade. */
const sheets = [
  'tokens',
  'base',
  'frame',
  'places',
  'actions',
  'entry',
  'messages',
  'show',
  'table',
  'chart',
  'readings',
  'print',
] as const

/** Comments and indentation stay here: they are a third of the bytes and nothing to the browser. */
function readSheet(name: string): string {
  return readFileSync(new URL(`styles/${name}.css`, import.meta.url), 'utf8')
    .replace(/\/\*[^]*?\*\//gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/ ?([{};,]) ?/gu, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0017c1" d="M16 2 4 7v9c0 7 5 11.500 12 14 7-2.500 12-7 12-14V7z"/><path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="m10 16 4.500 4.500L22 12"/></svg>`

export function makeAsset(name: string, extension: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  return { path: `/assets/${name}-${hash}.${extension}`, type, body }
}

const order = `@layer ${sheets.join(',')};`
export const stylesheet = makeAsset(
  'azukari',
  'css',
  'text/css; charset=utf-8',
  order + sheets.map(readSheet).join(''),
)
export const keepFreshAsset = makeAsset('keep-fresh', 'js', 'text/javascript; charset=utf-8', keepFresh)
export const iconAsset = makeAsset('icon', 'svg', 'image/svg+xml', icon)

/** Everything the server has to serve for the pages: `cache-control: public, max-age=31536000, immutable`. */
export const assets: readonly Asset[] = [stylesheet, iconAsset, keepFreshAsset]
