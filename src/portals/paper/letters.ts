import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { fonts } from '../../platform/fonts/index.ts'
import { wholePhrases } from './whole-phrases.ts'

/** A sheet to be folded in three for an envelope with a window. */
export interface LetterSheet {
  /** In the window: postal code, address, name; a line each. */
  address: { postalCode: string; text: string; name: string }
  heading: string
  lines: readonly string[]
  foot: string
}

/** PDF points (1/72 inch) of A4 upright; the window of a 長形3号 envelope lies where JIS S 5502 and the post want the address. */
const mm = 72 / 25.4
const margin = 20 * mm
const window = { left: 22 * mm, top: 18 * mm, width: 80 * mm, height: 42 * mm }
const bodyTop = 105 * mm
const bodyWidth = 210 * mm - 2 * margin
const size = { address: 13, name: 18, heading: 22, body: 17, foot: 11 } as const

/** Some dozen letters. */
const heldBytes = 16 * 1024

/** A PDF of one sheet for each letter, drawn no faster than it is read; whoever breaks off ends it. */
export function drawLetters(title: string, letters: AsyncIterable<LetterSheet>): PassThrough {
  const document = new PDFDocument({
    ...{ size: 'A4', margin, autoFirstPage: false, font: fonts.regular, pdfVersion: '1.7', lang: 'ja-JP' },
    info: { Title: title },
  })
  const out = document.pipe(new PassThrough({ highWaterMark: heldBytes }))
  void drawAll(document, out, letters).catch((fault: unknown) =>
    out.destroy(fault instanceof Error ? fault : new Error('letters were not drawn')),
  )
  return out
}

async function drawAll(
  document: PDFKit.PDFDocument,
  out: PassThrough,
  letters: AsyncIterable<LetterSheet>,
): Promise<void> {
  for await (const letter of letters) {
    if (out.destroyed) return
    document.addPage()
    drawOne(document, letter)
    // pdfkit writes a sheet after the turn in which it was drawn.
    await setImmediate()
    if (out.writableNeedDrain) await drained(out)
  }
  document.end()
}

/** Or closed: whoever reads has gone. */
async function drained(out: PassThrough): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  await Promise.race([once(out, 'drain', { signal }), once(out, 'close', { signal })]).finally(() =>
    waiting.abort(),
  )
}

function drawOne(document: PDFKit.PDFDocument, { address, heading, lines, foot }: LetterSheet): void {
  drawAddress(document, address)
  document.font(fonts.bold).fontSize(size.heading).text(heading, margin, bodyTop, { width: bodyWidth })
  document.font(fonts.regular).fontSize(size.body).moveDown(0.6)
  for (const line of lines)
    document.text(wholePhrases(document, line, bodyWidth), { width: bodyWidth, lineGap: 4 }).moveDown(0.4)
  // Beneath the margin, where pdfkit would otherwise begin another sheet.
  document.page.margins.bottom = 0
  document.fontSize(size.foot).text(foot, margin, 297 * mm - margin, { width: bodyWidth, lineBreak: false })
}

/** As large as the window takes: the longest address and name that are kept still fit. */
function drawAddress(document: PDFKit.PDFDocument, { postalCode, text, name }: LetterSheet['address']): void {
  const { left, top, width, height } = window
  const above = `${postalCode}\n${text}`
  const heightAt = (scale: number) => {
    const ofAbove = document.font(fonts.regular).fontSize(size.address * scale)
    const aboveHeight = ofAbove.heightOfString(above, { width })
    return aboveHeight + document.fontSize(size.name * scale).heightOfString(name, { width })
  }
  const scale = [1, 0.85, 0.7, 0.55].find((one) => heightAt(one) <= height) ?? 0.4
  document.fontSize(size.address * scale).text(above, left, top, { width })
  document.fontSize(size.name * scale).text(name, { width })
}
