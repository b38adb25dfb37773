import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Noto Sans JP (SIL OFL 1.1): every letter of a receipt is in the file itself, whatever the printer has. */
const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-jp')), '../fonts')

/** Files; pdfkit reads one in 2 ms and takes of it the letters that are used. */
export const fonts = {
  regular: join(folder, 'NotoSansJP-Regular.otf'),
  bold: join(folder, 'NotoSansJP-Bold.otf'),
} as const
