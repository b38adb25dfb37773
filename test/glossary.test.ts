import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const glossary = readFileSync('docs/glossary.md', 'utf8')
const rows = glossary
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, code = '', ja = '', jaEasy = '', meaning = '']) => ({
    code: code.replaceAll('`', ''),
    ja,
    jaEasy,
    meaning,
  }))

describe('The glossary', () => {
  it('has words', () => {
    expect(rows.length).toBeGreaterThan(30)
  })

  it.each(rows)('says $code in three ways, once', ({ code, ja, jaEasy, meaning }) => {
    const cells = [ja, jaEasy, meaning]
    expect(cells, '→ docs/glossary.md: fill every cell of the row').not.toContain('')
    const twice = rows.filter((row) => row.code === code)
    expect(twice, '→ docs/glossary.md: one row for one word').toHaveLength(1)
  })

  const code = globSync('src/**/*.{ts,tsx}')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  it.each(rows)('has $code in the code', ({ code: word }) => {
    expect(
      new RegExp(`\\b${word}s?\\b`, 'iu').test(code),
      `→ docs/glossary.md: nothing in src/ is called ${word}: take the row out, or name the thing so`,
    ).toBe(true)
  })

  const known = new Set(rows.map((row) => row.code.toLowerCase()))
  it.each(globSync('src/*/README.md'))(
    'knows the terms that %s puts in bold with a Japanese or code word',
    (file) => {
      const terms = [...readFileSync(file, 'utf8').matchAll(/\*\*([a-z][a-z ]*)\*\* ?\(/g)]
      expect(
        terms.map(([, term = '']) => term).filter((term) => !known.has(term)),
        `→ docs/glossary.md: a row for each of these words of ${file}, or take its bold away`,
      ).toEqual([])
    },
  )
})

describe('The README of a room', () => {
  const held = globSync('src/**/README.md').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/`([\w./-]+\.test\.tsx?)`/g)].map(([, test = '']) => ({
      file,
      test,
    })),
  )
  it.each(held)('$file names a test that is there: $test', ({ file, test }) => {
    const places = [test, join(dirname(file), test), ...globSync(`${dirname(file)}/**/${test}`)]
    expect(places.some(existsSync), `→ ${file}: name the test where it is now`).toBe(true)
  })
})

describe('ARCHITECTURE', () => {
  const architecture = readFileSync('ARCHITECTURE.md', 'utf8')
  const named = [...architecture.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, file = '']) => file)
  it('names tests', () => expect(named.length).toBeGreaterThan(9))

  // Second cell of a row: paths from src/ or from the root.
  const places = architecture
    .split('\n')
    .flatMap((line) => [...(line.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, place = '']) => place))
  it.each(places)('places something in %s, which exists', (place) => {
    const remedy = '→ ARCHITECTURE.md, Where: name the place where it is now'
    expect(globSync([place, `src/${place}`]), remedy).not.toEqual([])
  })

  it.each(named)('names %s, which exists', (file) => {
    expect(globSync(file), '→ ARCHITECTURE.md: name the test where it is now').toEqual([file])
  })
})
