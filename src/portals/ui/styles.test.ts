import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { stylesheet } from './assets.ts'

const require = createRequire(import.meta.url)
const packageCss = readFileSync(require.resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8')
const css = stylesheet.body

function propertiesOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/(--[\w-]+):\s*([^;}]+)/gu)].map(([, name, value]) => [
      name!,
      value!.replace(/\s+/gu, ' ').trim(),
    ]),
  )
}

const ours = propertiesOf(css)
const theirs = propertiesOf(packageCss)

/** `var(--key)` → `#0017c1`. */
function resolved(value: string): string {
  const name = /^var\((--[\w-]+)\)$/u.exec(value)?.[1]
  return name ? resolved(ours.get(name) ?? `missing ${name}`) : value
}

describe('The tokens that reach the browser', () => {
  const tokens = [...ours].filter(([name]) => theirs.has(name))

  it.each(tokens)('%s has the value of the Digital Agency', (name, value) => {
    expect(value.replaceAll(', ', ',')).toBe(theirs.get(name)!.replaceAll(', ', ','))
  })

  it('are those that are used, and all that are used exist', () => {
    const used = new Set([...css.matchAll(/var\((--[\w-]+)\)/gu)].map(([, name]) => name!))
    expect(tokens.length).toBeGreaterThan(20)
    expect([...ours.keys()].filter((name) => !used.has(name))).toEqual([])
    expect([...used].filter((name) => !ours.has(name))).toEqual([])
  })
})

/** WCAG 2.2, "relative luminance" of `#rrggbb`. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe('Contrast', () => {
  const text = [
    // words                            ground
    ['--text', '--paper'],
    ['--text', '--shade'],
    ['--text', '--key-pale'],
    ['--text', '--color-neutral-solid-gray-100'],
    ['--text', '--color-primitive-green-50'],
    ['--text', '--color-primitive-yellow-50'],
    ['--text', '--color-primitive-yellow-300'],
    ['--text', '--color-primitive-red-50'],
    ['--key', '--paper'],
    ['--key', '--shade'],
    ['--key', '--key-pale'],
    ['--key', '--color-primitive-green-50'],
    ['--key', '--color-primitive-yellow-50'],
    ['--key', '--color-primitive-red-50'],
    ['--key-strong', '--paper'],
    ['--key-strong', '--shade'],
    ['--danger', '--paper'],
    ['--danger', '--color-primitive-red-50'],
    ['--caution', '--color-primitive-yellow-50'],
    ['--paper', '--key'],
    ['--paper', '--key-strong'],
    ['--paper', '--danger'],
    ['--paper', '--color-primitive-red-1000'],
  ] as const

  it.each(text)('of %s on %s is at least 4.5', (words, ground) => {
    expect(contrast(resolved(`var(${words})`), resolved(`var(${ground})`))).toBeGreaterThanOrEqual(4.5)
  })

  const edges = [
    ['--edge', '--paper'],
    ['--edge', '--color-neutral-solid-gray-100'],
    ['--good', '--color-primitive-green-50'],
    ['--caution', '--color-primitive-yellow-50'],
    ['--color-neutral-black', '--color-primitive-yellow-300'],
  ] as const

  it.each(edges)('of the edge or sign %s on %s is at least 3', (sign, ground) => {
    expect(contrast(resolved(`var(${sign})`), resolved(`var(${ground})`))).toBeGreaterThanOrEqual(3)
  })

  it('is known for every colour of words and every ground in the stylesheet', () => {
    const signs = new Set<string>([...text, ...edges].map(([sign]) => `var(${sign})`))
    const grounds = new Set<string>([...text, ...edges].map(([, ground]) => `var(${ground})`))
    const free =
      /^(inherit|transparent|currentColor|none|GrayText|ButtonText|ButtonFace|Highlight|CanvasText|var\(--tone\))$/u
    const strangers = [...css.matchAll(/[{;](color|background):([^;}]+)/gu)].filter(([, property, value]) => {
      if (free.test(value!)) return false
      return !(property === 'color' ? signs : new Set([...grounds, ...signs])).has(value!)
    })
    expect(strangers.map(([all]) => all)).toEqual([])
  })

  it('would notice a grey that is too pale', () => {
    expect(contrast('#949494', '#ffffff')).toBeLessThan(4.5)
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  })
})

describe('The stylesheet', () => {
  it('is at most 15 KB on the wire', () => {
    expect(brotliCompressSync(css).length).toBeLessThanOrEqual(15 * 1024)
  })

  it('asks nobody else for anything', () => {
    expect(css).not.toMatch(/url\(|@import|@font-face|https?:/u)
  })

  it('has a path that changes with its body', () => {
    expect(stylesheet.path).toMatch(/^\/assets\/azukari-[\w-]{12}\.css$/u)
  })

  const promises = [
    'forced-colors:active',
    'line-break:strict',
    'word-break:auto-phrase',
    'text-wrap:pretty',
    '@media print',
  ]
  it.each(promises)('keeps %s', (promise) => {
    expect(css).toContain(promise)
  })

  it('moves nothing, so that there is nothing to reduce', () => {
    expect(css).not.toMatch(/transition|animation|@keyframes|scroll-behavior/u)
  })
})
