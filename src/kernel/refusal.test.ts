import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

// やさしい日本語: a sentence of at most 50 characters with at most 13 kanji can be read aloud in one breath.
const easyCharacters = 50
const easyKanji = 13

const sentence = z.string().trim().min(1, 'is empty')
const tableSchema = z.record(
  z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not written-like-this'),
  z.strictObject({
    status: z.int().min(400).max(599),
    ja: sentence,
    jaEasy: sentence,
    en: sentence,
  }),
)

const source = new URL('../', import.meta.url)

/** Every file of the project that defines refusals, found by what it says and not by its name. */
async function tablesOfTheProject() {
  const tables: [string, string, z.infer<typeof tableSchema>][] = []
  for await (const file of glob('**/*.ts', { cwd: fileURLToPath(source) })) {
    if (file.includes('.test.') || file === 'kernel/refusal.ts') continue
    if (!readFileSync(new URL(file, source), 'utf8').includes('defineRefusals(')) continue
    const exported = (await import(new URL(file, source).href)) as Record<string, unknown>
    const found = Object.entries(exported).filter(([name]) => name.endsWith('Refusals'))
    if (found.length === 0) throw new Error(`src/${file}\n→ export what defineRefusals gives as …Refusals`)
    for (const [name, value] of found) tables.push([file, name, complete(`src/${file}`, value)])
  }
  return tables
}

function complete(file: string, value: unknown): z.infer<typeof tableSchema> {
  const table = tableSchema.safeParse(value)
  if (table.success) return table.data
  const faults = table.error.issues.map(({ path, message }) => `${file}: ${path.join(' ')} ${message}`)
  throw new Error([...faults, '→ give every refusal a status, ja, jaEasy and en'].join('\n'))
}

const tables = await tablesOfTheProject()
const sentences = tables.flatMap(([file, , table]) =>
  Object.entries(table).map(([because, words]) => ({ file, because, ...words })),
)

describe('Every refusal of the project', () => {
  test('is found: at least those of consent and of the vault', () => {
    const files = tables.map(([file]) => file)
    expect(files).toEqual(
      expect.arrayContaining(['consent/refusals.ts', 'vault/refusals.ts', 'vault/importers/refusals.ts']),
    )
    expect(sentences.length).toBeGreaterThan(30)
  })

  test.each(sentences)('$file $because is said in Japanese, plain Japanese and English', (words) => {
    for (const language of ['ja', 'jaEasy'] as const) {
      expect(words[language], `→ ${language} is a Japanese sentence`).toMatch(/[ぁ-ん]/)
      expect(words[language], `→ ${language} ends with 。 or ？`).toMatch(/[。？]$/)
      expect(words[language], '→ a program reads it, too: no {漢字|かんじ}').not.toMatch(/[{}]/)
    }
    expect(words.en, '→ en is a sentence and ends with . or ?').toMatch(/^\w.*[.?]$/)
    expect(words.en, '→ en is English').not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
  })

  test.each(sentences)('$file $because is short and light in kanji in plain Japanese', ({ jaEasy }) => {
    for (const sentence of jaEasy.split(/(?<=[。？！])/)) {
      const remedy = `→ jaEasy: make two sentences of this, or write a word in kana: ${sentence}`
      expect([...sentence].length, remedy).toBeLessThanOrEqual(easyCharacters)
      expect(sentence.match(/\p{Script=Han}/gu)?.length ?? 0, remedy).toBeLessThanOrEqual(easyKanji)
    }
  })
})
