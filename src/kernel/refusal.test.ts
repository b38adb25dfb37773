import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

// やさしい日本語: a sentence of at most 50 characters with at most 13 kanji can be read aloud in one breath.
const easyCharacters = 50
const easyKanji = 13

const tableSchema = z.record(
  z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  z.strictObject({
    status: z.int().min(400).max(599),
    ja: z.string().trim().min(1),
    jaEasy: z.string().trim().min(1),
    en: z.string().trim().min(1),
  }),
)

const source = new URL('../', import.meta.url)

/** Every module of the project that defines refusals, found by what it says and not by its name. */
async function tablesOfTheProject() {
  const tables: [string, string, z.infer<typeof tableSchema>][] = []
  for await (const file of glob('**/*.ts', { cwd: fileURLToPath(source) })) {
    if (file.includes('.test.') || file === 'kernel/refusal.ts') continue
    if (!readFileSync(new URL(file, source), 'utf8').includes('defineRefusals(')) continue
    const exported = (await import(new URL(file, source).href)) as Record<string, unknown>
    const found = Object.entries(exported).flatMap(([name, value]) => {
      const table = tableSchema.safeParse(value)
      return table.success ? [[file, name, table.data] as (typeof tables)[number]] : []
    })
    if (found.length === 0) throw new Error(`${file} defines refusals but exports no complete table of them`)
    tables.push(...found)
  }
  return tables
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
    expect(words.ja).toMatch(/[ぁ-ん]/)
    expect(words.ja).toMatch(/[。？]$/)
    expect(words.jaEasy).toMatch(/[ぁ-ん]/)
    expect(words.jaEasy).toMatch(/[。？]$/)
    expect(words.en).toMatch(/^\w.*[.?]$/)
    expect(words.en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
  })

  test.each(sentences)('$file $because is short and light in kanji in plain Japanese', ({ jaEasy }) => {
    for (const sentence of jaEasy.split(/(?<=[。？！])/)) {
      expect([...sentence].length, sentence).toBeLessThanOrEqual(easyCharacters)
      expect(sentence.match(/\p{Script=Han}/gu)?.length ?? 0, sentence).toBeLessThanOrEqual(easyKanji)
    }
  })
})
