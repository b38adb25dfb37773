import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { drawLetters, type LetterSheet } from './letters.ts'

const sheet = (name: string, text: string): LetterSheet => ({
  address: { postalCode: '〒000-0001', text, name: `${name} 様` },
  heading: 'お知らせがあります',
  lines: ['預けたデータやカードのことで、つぎのことがありました。'],
  foot: '手紙の番号 1-1',
})

async function* of(...sheets: LetterSheet[]) {
  for (const one of sheets) yield await Promise.resolve(one)
}

const mm = 72 / 25.4

/** What stands on each page, and where, in millimetres from its upper left corner. */
async function textsOf(letters: AsyncIterable<LetterSheet>) {
  const data = new Uint8Array(await buffer(drawLetters('見本', letters)))
  const loading = getDocument({ data, verbosity: 0 })
  const document = await loading.promise
  const pages = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const height = page.view[3] ?? 0
    pages.push(
      items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [
              {
                text: item.str,
                left: (item.transform[4] as number) / mm,
                right: ((item.transform[4] as number) + item.width) / mm,
                bottom: (height - (item.transform[5] as number)) / mm,
                large: item.height,
              },
            ]
          : [],
      ),
    )
  }
  await loading.destroy()
  return pages
}

describe('A letter in an envelope with a window', () => {
  it.each([
    ['青葉 花子', 'みその県あおば野市中央1-2-3'],
    ['東西南北 長次郎左衛門'.repeat(9).slice(0, 98), 'みその県あおば野市中央'.repeat(20).slice(0, 200)],
    ['Maria Fernanda '.repeat(7).trim(), 'Aobano-shi Chuo 1-2-3 '.repeat(9).trim()],
  ])('has all of %s in the window, and all else beneath the fold', async (name, text) => {
    const [texts = []] = await textsOf(of(sheet(name, text)))
    const heading = texts.findIndex((one) => one.text.includes('お知らせ'))
    const inWindow = texts.slice(0, heading)
    expect(
      inWindow
        .map((one) => one.text)
        .join('')
        .replace(/\s/gu, ''),
    ).toBe(`〒000-0001${text}${name}様`.replace(/\s/gu, ''))
    for (const one of inWindow) {
      expect(one.left).toBeGreaterThanOrEqual(20)
      expect(one.right).toBeLessThanOrEqual(105)
      expect(one.bottom).toBeLessThanOrEqual(62)
    }
    for (const one of texts.slice(heading)) expect(one.bottom).toBeGreaterThan(105)
    expect(Math.min(...texts.slice(heading, -1).map((one) => one.large))).toBeGreaterThanOrEqual(16)
  })

  it.each([
    'くわしいことは、いつもの方法でページを開いて、お読みください。お電話でもお答えします。',
    '・ほかの登録が、あなたの登録といっしょになりました。おぼえのないときは、窓口に来てください',
    'くわしい ことは、いつもの やりかたで ページを 開いて 読んで ください。電話でも こたえます。',
  ])('has each phrase on one line: %s', async (line) => {
    const [texts = []] = await textsOf(of({ ...sheet('青葉', '市'), lines: [line] }))
    const lines = Object.values(Object.groupBy(texts, ({ bottom }) => bottom.toFixed(1))).map((items = []) =>
      items.map(({ text }) => text).join(''),
    )
    for (const phrase of line.match(
      /おぼえ|ください|お電話|お答え|登録|いっしょ|やりかた|ページ|こたえます/gu,
    ) ?? [])
      expect(
        lines.some((one) => one.includes(phrase)),
        phrase,
      ).toBe(true)
  })

  it('is one sheet each, whatever stands on it', async () => {
    const lines = Array.from({ length: 8 }, () => '預けたデータやカードのことで、つぎのことがありました。')
    const pages = await textsOf(of({ ...sheet('青葉', '市'), lines }, sheet('北野', '市')))
    expect(pages).toHaveLength(2)
  })
})

describe('Two hundred letters', () => {
  it('are drawn no faster than they are read, and no more once nobody reads', async () => {
    let asked = 0
    async function* many() {
      for (; asked < 200; asked += 1) yield await Promise.resolve(sheet('青葉 花子', '市'))
    }
    const drawing = drawLetters('見本', many())
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(asked).toBeGreaterThan(0)
    expect(asked).toBeLessThan(100)
    drawing.destroy()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(asked).toBeLessThan(100)
  })

  it('end in a fault, not in a file that looks whole, where one cannot be read', async () => {
    async function* broken() {
      yield await Promise.resolve(sheet('青葉 花子', '市'))
      throw new Error('away')
    }
    await expect(buffer(drawLetters('見本', broken()))).rejects.toThrow('away')
  })
})
