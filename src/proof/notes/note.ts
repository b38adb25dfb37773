/** A text signed by one or more keys: C2SP signed-note, https://c2sp.org/signed-note. */
import { fromBase64, joined, toBase64, utf8Of } from '../bytes.ts'

/** One line beneath the text. `signature` is what the key's algorithm made, without the key id in front. */
export interface NoteSignature {
  name: string
  /** Four bytes. With the name it tells which key to check with; it is not a proof of anything. */
  keyId: Uint8Array
  signature: Uint8Array
}

export interface Note {
  /** Ends in a line break. */
  text: string
  signatures: NoteSignature[]
}

/** Bytes and signatures. The format asks for at least 16 signatures to be accepted. */
const limits = { bytes: 64 * 1024, signatures: 64 }

const controls = /[\u0000-\u0009\u000b-\u001f]/u
const nameOfKey = /^[^\s+]+$/u
const signatureLine = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u

export function isKeyName(name: string): boolean {
  return nameOfKey.test(name)
}

/** Undefined for what is no signed note. The text means nothing before a signature of a known key has been checked. */
export function parseNote(written: string): Note | undefined {
  if (utf8Of(written).length > limits.bytes || controls.test(written) || !written.isWellFormed())
    return undefined
  const cut = written.lastIndexOf('\n\n')
  if (cut < 1 || !written.endsWith('\n')) return undefined
  const lines = written.slice(cut + 2, -1).split('\n')
  if (lines.length > limits.signatures) return undefined
  const signatures = lines.map(parseSignature)
  return signatures.every((each) => each !== undefined)
    ? { text: written.slice(0, cut + 1), signatures }
    : undefined
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, base64] = signatureLine.exec(line) ?? []
  if (name === undefined || base64 === undefined) return undefined
  const bytes = fromBase64(base64)
  if (!bytes || bytes.length < 5) return undefined
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

export function writeNote({ text, signatures }: Note): string {
  const lines = signatures.map(
    ({ name, keyId, signature }) => `— ${name} ${toBase64(joined(keyId, signature))}\n`,
  )
  return `${text}\n${lines.join('')}`
}
