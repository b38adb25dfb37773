import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const checklist = 'docs/security/asvs.md'
const written = readFileSync(checklist, 'utf8')

/** How many lines of level 1 and 2 each section of V6, V7 and V8 has; a section that mixes levels names its lines. */
const sections: Readonly<Record<string, readonly number[]>> = {
  '6.1': [1, 2, 3],
  '6.2': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  '6.3': [1, 2, 3],
  '6.4': [1, 2, 3, 4],
  '6.5': [1, 2, 3, 4, 5],
  '6.6': [1, 2, 3],
  '6.8': [1, 2, 3],
  '7.1': [1, 2, 3],
  '7.2': [1, 2, 3, 4],
  '7.3': [1, 2],
  '7.4': [1, 2, 3, 4, 5],
  '7.5': [1, 2],
  '7.6': [1, 2],
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1],
  '8.4': [1],
}
const asked = Object.entries(sections).flatMap(([section, lines]) =>
  lines.map((line) => `${section}.${line.toFixed()}`),
)

/** `- **6.1.1** What it asks. _holds_: how → `file` “sentence”` */
const lines = [...written.matchAll(/^- \*\*([^*]+)\*\* (.+)$/gm)].map(([, name = '', text = '']) => ({
  name,
  state: /(?:^|\s)_(holds|document|nothing of the kind|deviates)_/.exec(text)?.[1],
  tests: [...text.matchAll(/`([^`]+\.test\.ts)` “([^”]*)”/g)].map(([, file = '', sentence = '']) => ({
    file,
    sentence,
  })),
}))

describe('The checklist of ASVS', () => {
  it('has every line of level 2 of the three chapters, once', () => {
    const numbered = lines.map(({ name }) => name).filter((name) => /^[678]\./.test(name))
    expect(numbered, `→ ${checklist}: each line once, in the order of the standard`).toEqual(asked)
  })

  it.each(lines)('says of $name whether it holds', ({ state }) => {
    expect(state, `→ ${checklist}: _holds_, _document_, _nothing of the kind_ or _deviates_`).toBeDefined()
  })

  it.each(lines.filter(({ state }) => state === 'holds'))('has a test for $name', ({ tests }) => {
    expect(tests, `→ ${checklist}: → \`file\` “sentence of the test”`).not.toEqual([])
  })

  const named = lines.flatMap(({ name, tests }) => tests.map((one) => ({ name, ...one })))
  it.each(named)('names for $name a test that is there: $sentence', ({ file, sentence }) => {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    expect(sentence, `→ ${checklist}: the sentence of a test of ${file}`).not.toBe('')
    expect(text, `→ ${checklist}: name the test where it is now: ${file}`).toContain(sentence)
  })
})
