/** Bytes as lines that a person can print and type. */
import { crc32 } from 'node:zlib'

/** Crockford's: no I, L, O and U; whoever types an l or an o meant 1 or 0. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const perLine = 16

/**
 * `01 ABCD EFGH …`: sixteen bytes and their CRC-32, which also covers the number of the line. A CRC-32 notices every
 * change within 32 bits in a row, so each single wrong letter (5 bits) and any two neighbours that changed places.
 */
export function linesOf(bytes: Uint8Array): string[] {
  const count = Math.ceil(bytes.length / perLine)
  return Array.from({ length: count }, (_, index) => {
    const piece = Buffer.alloc(perLine)
    piece.set(bytes.subarray(index * perLine, (index + 1) * perLine))
    const text = base32(Buffer.concat([piece, checkOf(index + 1, piece)]))
    return `${numbered(index + 1)} ${text.replace(/.{4}(?=.)/g, '$& ')}`
  })
}

export type LinesOutcome = { ok: true; bytes: Buffer } | { ok: false; line: number }

/** What `linesOf` made (to the full sixteen bytes of the last line), or the first line that is missing or damaged. */
export function bytesOf(text: string): LinesOutcome {
  const typed = text.split(/\r?\n/).flatMap((line) => {
    const [, number, code] = /^\s*(\d\d)\s+(\S.*)$/.exec(line) ?? []
    return number === undefined || code === undefined ? [] : [{ number: Number(number), code }]
  })
  const last = Math.max(...typed.map(({ number }) => number), typed.length)
  const pieces: Buffer[] = []
  for (let line = 1; line <= Math.max(last, 1); line += 1) {
    const piece = typed.filter(({ number }) => number === line).map(({ code }) => pieceOf(line, code))[0]
    if (!piece) return { ok: false, line }
    pieces.push(piece)
  }
  return { ok: true, bytes: Buffer.concat(pieces) }
}

function pieceOf(line: number, code: string): Buffer | undefined {
  const bytes = fromBase32(code)
  if (bytes?.length !== perLine + 4) return undefined
  const piece = bytes.subarray(0, perLine)
  return checkOf(line, piece).equals(bytes.subarray(perLine)) ? piece : undefined
}

function checkOf(line: number, piece: Uint8Array): Buffer {
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(Buffer.concat([Uint8Array.of(line), piece])))
  return check
}

function numbered(line: number): string {
  return String(line).padStart(2, '0')
}

/** Five bits a letter; the bytes of a line, twenty, fit without a rest. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('')
}

function fromBase32(code: string): Buffer | undefined {
  const typed = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const values = [...typed].map((letter) => letters.indexOf(letter))
  if (values.includes(-1)) return undefined
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
