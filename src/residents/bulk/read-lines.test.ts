import { describe, expect, it } from 'vitest'
import { readLines, UnreadableFile, type Encoding, type Format, type Line } from './read-lines.ts'
import { fields, longestLine } from './rules.ts'

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(
  file: string | Uint8Array,
  {
    format = 'csv',
    encoding = 'utf-8',
    size = 1_000_000,
  }: { format?: Format; encoding?: Encoding; size?: number } = {},
): Promise<Line[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const lines: Line[] = []
  for await (const line of readLines(pieces(bytes, size), { format, encoding })) lines.push(line)
  return lines
}

const empty = Object.fromEntries(fields.map((field) => [field, '']))
const person = (number: number, name: string, kana: string, birthDate: string, more = {}) => ({
  number,
  person: { ...empty, name, kana, birthDate, ...more },
})
const header = '氏名,カナ,生年月日\n'

describe('A CSV file', () => {
  const table = [
    // what                              text                                          lines
    [
      'one line',
      `${header}青葉 花子,アオバ ハナコ,昭和15年3月2日\n`,
      [person(2, '青葉 花子', 'アオバ ハナコ', '昭和15年3月2日')],
    ],
    ['no end of line', `${header}a,b,c`, [person(2, 'a', 'b', 'c')]],
    ['a mark of order first', `\ufeff${header}a,b,c\n`, [person(2, 'a', 'b', 'c')]],
    [
      'ends of Windows',
      '氏名,カナ,生年月日\r\na,b,c\r\nd,e,f\r\n',
      [person(2, 'a', 'b', 'c'), person(3, 'd', 'e', 'f')],
    ],
    ['ends of an old Mac', 'name,kana,birthDate\ra,b,c\r', [person(2, 'a', 'b', 'c')]],
    [
      'quotes',
      `${header}"a ""b"", c",d,"e\nf"\ng,h,i\n`,
      [person(2, 'a "b", c', 'd', 'e\nf'), person(3, 'g', 'h', 'i')],
    ],
    ['empty lines', `${header}\n\na,b,c\n`, [person(4, 'a', 'b', 'c')]],
    ['another order', 'kana,birth_date,name,住所\nb,c,a,d\n', [person(2, 'a', 'b', 'c', { address: 'd' })]],
    [
      'a cell too few and one too many',
      `${header}a,b\na,b,c,d\n`,
      [
        { number: 2, because: 'not-a-line' },
        { number: 3, because: 'not-a-line' },
      ],
    ],
    [
      'a line too long',
      `${header}${'x'.repeat(longestLine)},b,c\na,b,c\n`,
      [{ number: 2, because: 'line-too-long' }, person(3, 'a', 'b', 'c')],
    ],
    ['nobody', header, []],
  ] as const

  it.each(table)('with %s', async (_, text, lines) => {
    expect(await read(text)).toEqual(lines)
    // Wherever the network cuts it.
    for (const size of [1, 2, 3, 7]) expect(await read(text, { size })).toEqual(lines)
  })

  it('in Shift_JIS is read as such, and not without being told', async () => {
    // 氏名,カナ,生年月日 ⏎ 髙橋,タカハシ,1940-03-02: 髙 (U+9AD9) stands at FBFC.
    const bytes = Buffer.from(
      '8e8196bc2c834a83692c90b6944e8c8e93fa0afbfc8bb42c835e834a834e83562c313934302d30332d30320a',
      'hex',
    )
    const [line] = await read(bytes, { encoding: 'shift_jis', size: 1 })
    expect(line).toMatchObject({ person: { name: '髙橋', birthDate: '1940-03-02' } })
    await expect(read(bytes)).rejects.toMatchObject({ because: 'not-text' })
  })

  it.each([
    ['name,kana,birthDate,マイナンバー\n', 'unknown-column'],
    ['name,kana,birthDate,氏名\n', 'column-twice'],
    ['name,kana\n', 'column-missing'],
    ['', 'column-missing'],
    ['a,b,c\nd,e,f\n', 'unknown-column'],
  ])('%j is not taken: %s', async (text, because) => {
    await expect(read(text)).rejects.toEqual(new UnreadableFile(because as 'unknown-column'))
  })
})

describe('An NDJSON file', () => {
  const table = [
    ['{"name":"a","kana":"b","birthDate":"c"}\n', [person(1, 'a', 'b', 'c')]],
    ['{"氏名":"a","カナ":"b","生年月日":"c","phone":null}', [person(1, 'a', 'b', 'c')]],
    ['\n\n{"name":"a"}\n', [person(3, 'a', '', '')]],
    ['{"name":"a","consents":"all"}\n', [{ number: 1, because: 'not-a-line' }]],
    ['{"name":"a","氏名":"b"}\n', [{ number: 1, because: 'not-a-line' }]],
    ['{"name":7}\n', [{ number: 1, because: 'not-a-line' }]],
    ['[1]\nnull\n"a"\n{\n', [1, 2, 3, 4].map((number) => ({ number, because: 'not-a-line' }))],
    [
      `{"name":"${'x'.repeat(longestLine)}"}\n{"name":"a"}\n`,
      [{ number: 1, because: 'line-too-long' }, person(2, 'a', '', '')],
    ],
  ] as const

  it.each(table)('%j', async (text, lines) => {
    expect(await read(text, { format: 'ndjson' })).toEqual(lines)
    expect(await read(text, { format: 'ndjson', size: 3 })).toEqual(lines)
  })
})
