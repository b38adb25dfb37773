import PDFDocument from 'pdfkit'
import type { QrPath } from '../ui/index.ts'
import { fonts } from '../../platform/fonts/index.ts'

interface SheetOptions {
  title: string
  /** BCP 47. */
  language: 'ja-JP' | 'en'
  /** At the foot of page `page` of `pages`; not read out as content. */
  foot: (page: number, pages: number) => string
}

export interface SheetRow {
  term: string
  /** Line breaks are kept. */
  is: string
}

/** PDF points (1/72 inch) of A4 upright. Body in 12 pt: what an eye of eighty reads at arm's length. */
const mm = 72 / 25.4
const page = { width: 210 * mm, height: 297 * mm, margin: 20 * mm }
const size = { title: 20, heading: 15, body: 12, foot: 10 } as const
const column = { term: 42 * mm, gap: 4 * mm }
const width = page.width - 2 * page.margin
export const qrSide = 52 * mm

/**
 * A document of A4 sheets, for the printer and for who has it read out: a tagged PDF (ISO 32000-1 §14.8) with title,
 * language and structure tree; lines and page numbers are artifacts, and the QR code has its words. From top to bottom:
 * call in the order of reading, and `close` at the end.
 */
export class Sheet {
  readonly #document: PDFKit.PDFDocument
  readonly #root: PDFKit.PDFStructureElement
  readonly #options: SheetOptions
  readonly #bytes: Promise<Buffer>

  constructor(options: SheetOptions) {
    const { title, language } = options
    this.#options = options
    this.#document = new PDFDocument({
      ...{ size: 'A4', margin: page.margin, bufferPages: true, font: fonts.regular },
      ...{ pdfVersion: '1.7', tagged: true, displayTitle: true, lang: language, info: { Title: title } },
    })
    this.#bytes = bytesOf(this.#document)
    this.#root = this.#document.struct('Document', { title })
    this.#document.addStructure(this.#root)
    this.#heading('H1', size.title, title)
  }

  /** With so many points, at least, of what follows on the same sheet. */
  heading(text: string, following: number = size.body * 4): void {
    this.#makeRoom(size.heading * 3 + following)
    this.#document.moveDown(0.6)
    this.#heading('H2', size.heading, text)
  }

  paragraph(text: string): void {
    const paint = () => this.#document.font(fonts.regular).fontSize(size.body).text(text, { lineGap: 3 })
    this.#add('P', {}, paint)
    this.#document.moveDown(0.4)
  }

  /** Pairs, one below the other: the term heads its row. A row stays on one sheet as long as it fits on one. */
  table(rows: readonly SheetRow[]): void {
    const table = this.#document.struct('Table')
    this.#root.add(table)
    for (const row of rows) {
      const height = this.#heightOf(row)
      this.#makeRoom(height, () => this.#line())
      this.#line()
      const line = this.#document.struct('TR')
      table.add(line)
      this.#row(line, row, height)
      line.end()
    }
    table.end()
    this.#line()
    this.#document.moveDown(0.6)
  }

  /** As vectors, so that no printer blurs it, with its words at its right. `alt`: what it is and where it leads. */
  qr({ path, size: modules }: QrPath, alt: string, words: string): void {
    this.#makeRoom(qrSide)
    const { y } = this.#document
    this.#add('Figure', { alt }, () => {
      const drawing = this.#document
        .save()
        .translate(page.margin, y)
        .scale(qrSide / modules)
      drawing.path(path).fill('black').restore()
    })
    const left = page.margin + qrSide + column.gap
    this.#add('P', {}, () => {
      const room = { width: page.width - page.margin - left, lineGap: 3 }
      this.#document
        .font(fonts.regular)
        .fontSize(size.body)
        .text(words, left, y + rowGap, room)
    })
    this.#document.x = page.margin
    this.#document.y = Math.max(this.#document.y, y + qrSide) + rowGap
  }

  async close(): Promise<Buffer> {
    const { start, count } = this.#document.bufferedPageRange()
    for (let at = start; at < start + count; at += 1) {
      this.#document.switchToPage(at)
      this.#foot(this.#options.foot(at + 1, count))
    }
    this.#root.end()
    this.#document.end()
    return this.#bytes
  }

  #add(role: string, options: { alt?: string }, paint: () => void): void {
    this.#root.add(this.#document.struct(role, options, paint))
  }

  #heading(role: 'H1' | 'H2', points: number, text: string): void {
    this.#add(role, {}, () => this.#document.font(fonts.bold).fontSize(points).text(text))
    this.#document.moveDown(0.4)
  }

  #row(line: PDFKit.PDFStructureElement, { term, is }: SheetRow, height: number): void {
    const { x, y } = { x: page.margin, y: this.#document.y + rowGap }
    const cell = (role: 'TH' | 'TD', font: string, left: number, room: number, text: string) =>
      line.add(
        this.#document.struct(role, {}, () => {
          this.#document.font(font).fontSize(size.body).text(text, left, y, { width: room, lineGap: 2 })
        }),
      )
    cell('TH', fonts.bold, x, column.term, term)
    cell('TD', fonts.regular, x + column.term + column.gap, width - column.term - column.gap, is)
    this.#document.x = x
    this.#document.y = y - rowGap + height
  }

  #heightOf({ term, is }: SheetRow): number {
    const measure = (font: string, room: number, text: string) =>
      this.#document.font(font).fontSize(size.body).heightOfString(text, { width: room, lineGap: 2 })
    const tallest = Math.max(
      measure(fonts.bold, column.term, term),
      measure(fonts.regular, width - column.term - column.gap, is),
    )
    return tallest + 2 * rowGap
  }

  /** A new sheet where so many points are not left on this one, which `before` brings to its end. */
  #makeRoom(points: number, before?: () => void): void {
    const left = page.height - page.margin - this.#document.y
    if (points <= left || this.#document.y <= page.margin) return
    before?.()
    this.#document.addPage()
  }

  #line(): void {
    const { y } = this.#document
    this.#artifact('Layout', () => {
      this.#document
        .moveTo(page.margin, y)
        .lineTo(page.margin + width, y)
        .lineWidth(0.5)
        .stroke('#767676')
    })
  }

  #foot(text: string): void {
    // Beneath the margin, where pdfkit would otherwise begin another sheet.
    this.#document.page.margins.bottom = 0
    this.#artifact('Pagination', () => {
      const at = page.height - page.margin * 0.7
      this.#document
        .font(fonts.regular)
        .fontSize(size.foot)
        .text(text, page.margin, at, { width, lineBreak: false })
    })
  }

  #artifact(type: 'Layout' | 'Pagination', paint: () => void): void {
    this.#document.markContent('Artifact', { type })
    paint()
    this.#document.endMarkedContent()
  }
}

const rowGap = 2 * mm

function bytesOf(document: PDFKit.PDFDocument): Promise<Buffer> {
  const pieces: Buffer[] = []
  document.on('data', (piece: Buffer) => pieces.push(piece))
  return new Promise((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(pieces)))
    document.on('error', reject)
  })
}
