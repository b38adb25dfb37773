import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as ui from './index.ts'
import { Specimen, specimenView } from './specimen.tsx'
import type { View } from './view.ts'

const views: [string, View][] = [
  ['ja', specimenView],
  ['ja with ruby', { ...specimenView, ruby: true }],
  ['ja-easy', { ...specimenView, locale: 'ja-easy', ruby: true }],
  ['en', { ...specimenView, locale: 'en' }],
]

/** Every opening tag with its attributes. */
function tagsOf(html: string): { tag: string; attributes: Map<string, string> }[] {
  return [...html.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gu)].map(
    ([, tag, rest]) => ({
      tag: tag!,
      attributes: new Map(
        [...rest!.matchAll(/([^\s=]+)(?:="([^"]*)")?/gu)].map(([, name, value]) => [name!, value ?? '']),
      ),
    }),
  )
}

describe.each(views)('Every component in %s', (_name, view) => {
  const html = ui.renderPage(<Specimen view={view} />)
  const tags = tagsOf(html)
  const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? [])

  it('needs no style attribute, no inline handler, no script', () => {
    const names = new Set(tags.flatMap(({ attributes }) => [...attributes.keys()]))
    const inline = [...names].filter((name) => name === 'style' || name.startsWith('on'))
    expect(
      inline,
      '→ the pages’ CSP forbids these: a class in src/portals/ui/styles, a link or a form',
    ).toEqual([])
    expect(tags.filter(({ tag }) => tag === 'script' || tag === 'style')).toEqual([])
    expect(html).not.toContain('javascript:')
  })

  it('has ids once only, and points to ids that are there', () => {
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
    expect(twice, '→ take the id from useId(), or from what the row is about').toEqual([])
    const pointers = ['for', 'aria-labelledby', 'aria-describedby']
    const targets = tags.flatMap(({ attributes }) =>
      pointers.flatMap((name) => attributes.get(name)?.split(' ') ?? []),
    )
    expect(targets.length).toBeGreaterThan(10)
    expect(
      targets.filter((id) => !ids.includes(id)),
      '→ for=, aria-labelledby= or aria-describedby= name an id that is nowhere on the page',
    ).toEqual([])
  })

  it('leads fragments to places on the page', () => {
    const fragments = tags.flatMap(
      ({ attributes }) => /^#(.+)$/u.exec(attributes.get('href') ?? '')?.[1] ?? [],
    )
    expect(fragments).toContain('main')
    expect(fragments.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('asks no other origin for anything', () => {
    expect(tags.flatMap(({ attributes }) => attributes.get('src') ?? [])).toEqual([])
    expect(tags.filter(({ attributes }) => /^(https?:)?\/\//u.test(attributes.get('href') ?? ''))).toEqual([])
  })

  it('puts the token into everything that changes something, and into nothing else', () => {
    const forms = html
      .split('<form ')
      .slice(1)
      .map((form) => form.split('</form>')[0]!)
    const posts = forms.filter((form) => form.startsWith('method="post"') || form.includes(' method="post"'))
    expect(posts.length).toBeGreaterThan(2)
    for (const form of forms) expect(form.includes('name="_csrf"')).toBe(posts.includes(form))
  })

  it('hides readings from those who hear the page', () => {
    expect(
      tags.filter(({ tag, attributes }) => tag === 'rt' && attributes.get('aria-hidden') !== 'true'),
    ).toEqual([])
    expect(tags.some(({ tag }) => tag === 'rt')).toBe(view.ruby)
  })

  it('is at most 30 KB on the wire', () => {
    const remedy = '→ a page is at most 30 KB on the wire: look for what a component repeats'
    expect(brotliCompressSync(html).length, remedy).toBeLessThanOrEqual(30 * 1024)
  })
})

it('The specimen shows every component there is', () => {
  const source = ['specimen.tsx', 'specimen-entries.tsx']
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('')
  const components = Object.keys(ui).filter((name) => /^[A-Z]/u.test(name))
  expect(components.length).toBeGreaterThan(20)
  expect(
    components.filter((name) => !source.includes(`<${name}`)),
    '→ src/portals/ui/specimen.tsx (or specimen-entries.tsx): show it there, with its properties',
  ).toEqual([])
})
