import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
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

/** `src/…/show.css:12: color: #123456;`: every line of the sheets that says so, outside of comments. */
function linesThat(says: (line: string) => boolean): string[] {
  return globSync('src/portals/ui/styles/*.css').flatMap((file) =>
    readFileSync(file, 'utf8')
      .replace(/\/\*[^]*?\*\//gu, (comment) => comment.replace(/[^\n]/gu, ''))
      .split('\n')
      .flatMap((line, index) => (says(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )
}

/** `var(--key)` → `#0017c1`. */
function resolved(value: string): string {
  const name = /^var\((--[\w-]+)\)$/u.exec(value)?.[1]
  return name ? resolved(ours.get(name) ?? `missing ${name}`) : value
}

describe('The tokens that reach the browser', () => {
  const tokens = [...ours].filter(([name]) => theirs.has(name))

  it.each(tokens)('%s has the value of the Digital Agency', (name, value) => {
    const remedy = '→ tokens.css: the value stands in @digital-go-jp/design-tokens, and is taken as it is'
    expect(value.replaceAll(', ', ','), remedy).toBe(theirs.get(name)!.replaceAll(', ', ','))
  })

  it('are those that are used, and all that are used exist', () => {
    const used = new Set([...css.matchAll(/var\((--[\w-]+)\)/gu)].map(([, name]) => name!))
    expect(tokens.length).toBeGreaterThan(20)
    const unused = [...ours.keys()].filter((name) => !used.has(name))
    expect(
      unused.flatMap((name) => linesThat((line) => line.includes(`${name}:`))),
      '→ nothing uses these tokens: take them out',
    ).toEqual([])
    const unknown = [...used].filter((name) => !ours.has(name))
    expect(
      unknown.flatMap((name) => linesThat((line) => line.includes(`var(${name})`))),
      '→ tokens.css has no such token: use one that is there, or add it from @digital-go-jp/design-tokens',
    ).toEqual([])
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
    const remedy = '→ take a darker or a paler token for one of them (WCAG 2.2, 1.4.3)'
    expect(contrast(resolved(`var(${words})`), resolved(`var(${ground})`)), remedy).toBeGreaterThanOrEqual(
      4.5,
    )
  })

  const edges = [
    ['--edge', '--paper'],
    ['--edge', '--color-neutral-solid-gray-100'],
    ['--good', '--color-primitive-green-50'],
    ['--caution', '--color-primitive-yellow-50'],
    ['--color-neutral-black', '--color-primitive-yellow-300'],
  ] as const

  it.each(edges)('of the edge or sign %s on %s is at least 3', (sign, ground) => {
    const remedy = '→ take a darker or a paler token for one of them (WCAG 2.2, 1.4.11)'
    expect(contrast(resolved(`var(${sign})`), resolved(`var(${ground})`)), remedy).toBeGreaterThanOrEqual(3)
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
    expect(
      strangers.flatMap(([, property, value]) =>
        linesThat((line) => line.includes(`${property}: ${value}`)).concat(`${property}: ${value}`),
      ),
      '→ use a colour of the tables above, or add a row there that says on what it stands',
    ).toEqual([])
  })

  it('would notice a grey that is too pale', () => {
    expect(contrast('#949494', '#ffffff')).toBeLessThan(4.5)
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  })
})

describe('The stylesheet', () => {
  it('is at most 15 KB on the wire', () => {
    const remedy = '→ src/portals/ui/styles: take out what nothing uses, or say once what is said twice'
    expect(brotliCompressSync(css).length, remedy).toBeLessThanOrEqual(15 * 1024)
  })

  it('has every file of its folder', () => {
    const files = globSync('src/portals/ui/styles/*.css').map((file) => basename(file, '.css'))
    const layers = /^@layer ([\w,]+);/u.exec(css)?.[1]?.split(',')
    expect(layers, '→ assets.ts, sheets: name it where it stands in the cascade').toEqual(
      expect.arrayContaining(files),
    )
  })

  it('asks nobody else for anything', () => {
    const asking = linesThat((line) => /url\(|@import|@font-face|https?:/u.test(line))
    expect(asking, '→ pages load nothing else: draw it with CSS or as an <Icon>').toEqual([])
  })

  it('has a path that changes with its body', () => {
    expect(stylesheet.path).toMatch(/^\/assets\/azukari-[\w-]{12}\.css$/u)
  })

  const promises = [
    'forced-colors:active',
    'line-break:strict',
    'word-break:auto-phrase',
    'html.ja-easy body{word-break:keep-all}',
    'text-wrap:pretty',
    '@media print',
  ]
  it.each(promises)('keeps %s', (promise) => {
    expect(css, '→ src/portals/ui/styles: put it back, readers rely on it').toContain(promise)
  })

  it('moves nothing, so that there is nothing to reduce', () => {
    const moving = linesThat((line) => /transition|animation|@keyframes|scroll-behavior/u.test(line))
    expect(moving, '→ take it out: nothing on a page moves by itself').toEqual([])
  })
})
