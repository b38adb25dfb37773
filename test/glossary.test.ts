import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
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
    expect([ja, jaEasy, meaning].every((text) => text.length > 0)).toBe(true)
    expect(rows.filter((row) => row.code === code)).toHaveLength(1)
  })

  it.each(rows)('has $code in the code', ({ code }) => {
    const found = execFileSync('git', ['grep', '-iwlE', `${code}s?`, '--', 'src'], { encoding: 'utf8' })
    expect(found).not.toBe('')
  })

  const readmes = globSync('src/*/README.md')
  it.each(readmes)('knows the terms that %s puts in bold with a Japanese or code word', (file) => {
    const text = readFileSync(file, 'utf8')
    const terms = [...text.matchAll(/\*\*([a-z][a-z ]*)\*\* ?\(/g)].map((match) => match[1] ?? '')
    const known = new Set(rows.map((row) => row.code.toLowerCase()))
    expect(terms.filter((term) => !known.has(term))).toEqual([])
  })
})

describe('ARCHITECTURE', () => {
  const named = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/`([\w./-]+\.test\.ts)`/g)].map(
    ([, file = '']) => file,
  )
  it('names tests', () => expect(named.length).toBeGreaterThan(9))
  it.each(named)('names %s, which exists', (file) => {
    expect(globSync(file)).toEqual([file])
  })
})
