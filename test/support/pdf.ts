/** What a PDF says to who reads it, hears it or holds a telephone before it. */
import { createCanvas } from '@napi-rs/canvas'
import jsQr from 'jsqr'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface ReadPdf {
  title: unknown
  language: unknown
  /** Whether its tags are to be believed. */
  tagged: boolean
  pages: string[]
  /** Roles from the outside inwards, in the order of reading: `Document`, `H1`, `P`, … */
  roles: string[]
  /** What stands for pictures. */
  alternatives: string[]
  /** What QR codes on the sheets say, found in the pixels. */
  codes: string[]
}

interface Branch {
  role?: string
  alt?: string
  children?: Branch[]
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 })
  const document = await loading.promise
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, unknown> }
  const read: ReadPdf = {
    title: info['Title'],
    language: info['Language'],
    tagged: ((await document.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true,
    pages: [],
    roles: [],
    alternatives: [],
    codes: [],
  }
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    read.pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
    // One that is only to be printed has no tree.
    walk(((await page.getStructTree()) ?? {}) as Branch, read)
    const viewport = page.getViewport({ scale: 2 })
    const canvas = createCanvas(viewport.width, viewport.height)
    await page.render({ canvas: canvas as never, viewport }).promise
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    const code = jsQr.default(data, width, height)
    if (code) read.codes.push(code.data)
  }
  await loading.destroy()
  return read
}

function walk({ role, alt, children = [] }: Branch, read: ReadPdf): void {
  if (role !== undefined) read.roles.push(role)
  if (alt !== undefined) read.alternatives.push(alt)
  for (const child of children) walk(child, read)
}

/** Fonts that the file only names: the printer would have to have them. */
export function fontsNotInside(bytes: Buffer): number {
  const text = bytes.toString('latin1')
  const described = text.match(/\/Type \/FontDescriptor/gu)?.length ?? 0
  const inside = text.match(/\/FontFile3? \d+ 0 R/gu)?.length ?? 0
  const built = text.match(/\/BaseFont \/(Helvetica|Times|Courier)/gu)?.length ?? 0
  if (described === 0) throw new Error('the file has no font of its own')
  return described - inside + built
}
