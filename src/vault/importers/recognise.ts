/** What a file is, from its first bytes. Names and media types lie. */
export type Recognised = 'zip' | 'xml' | 'fit' | 'wrong-encoding' | 'unknown'

/** How many first bytes `recognise` wants. */
export const recognisedFromBytes = 512

const zipStarts = ['PK\u0003\u0004', 'PK\u0005\u0006']

/** UTF-16 and UTF-32 with or without a byte order mark: a `<` with zero bytes beside it. */
function isWideText(text: string): boolean {
  return /^(?:\u00ff\u00fe|\u00fe\u00ff|<\0|\0<|\0\0\0<|\0\0\u00fe\u00ff)/.test(text)
}

export function recognise(first: Uint8Array): Recognised {
  const text = Buffer.from(first).toString('latin1')
  if (zipStarts.some((start) => text.startsWith(start))) return 'zip'
  // FIT protocol: header of 12 or 14 bytes, `.FIT` at its bytes 8 to 11.
  if (text.slice(8, 12) === '.FIT') return 'fit'
  if (isWideText(text)) return 'wrong-encoding'
  return /^(?:\u00ef\u00bb\u00bf)?\s*<[?!A-Za-z]/.test(text) ? 'xml' : 'unknown'
}
