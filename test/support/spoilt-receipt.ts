/** A receipt with one bit flipped, in each of its parts; and what a check must say of it. */
type Loose = ReturnType<typeof JSON.parse>

const evidenceOf = (receipt: Loose) => receipt['azukari:evidence']
const flipped = (text: string, encoding: BufferEncoding) => {
  const bytes = Buffer.from(text, encoding)
  bytes[bytes.length - 1]! ^= 1
  return bytes.toString(encoding)
}
const inLastLeaf = (spoil: (leaf: Loose) => void) => (receipt: Loose) =>
  spoil(evidenceOf(receipt).leaves.at(-1))

const parts: Readonly<Record<string, [spoil: (receipt: Loose) => void, because: readonly string[]]>> = {
  'the number of a leaf': [
    inLastLeaf((leaf) => (leaf.inclusion.index ^= 1)),
    ['not-in-the-log', 'not-signed'],
  ],
  'a node of the proof': [
    inLastLeaf((leaf) => (leaf.inclusion.path[0] = flipped(leaf.inclusion.path[0], 'base64'))),
    ['not-in-the-log', 'not-signed'],
  ],
  'the salt': [
    inLastLeaf((leaf) => (leaf.salt = flipped(leaf.salt, 'base64'))),
    ['not-in-the-log', 'not-signed'],
  ],
  'a field of the record': [
    inLastLeaf((leaf) => (leaf.record.useVersion ^= 1)),
    ['not-in-the-log', 'not-signed', 'says-otherwise'],
  ],
  'the signature': [
    (receipt) => (receipt['azukari:jws'].signature = flipped(receipt['azukari:jws'].signature, 'base64url')),
    ['not-signed'],
  ],
  'the root of the checkpoint': [
    (receipt) => {
      const lines = evidenceOf(receipt).checkpoint.split('\n')
      lines[2] = flipped(lines[2], 'base64')
      evidenceOf(receipt).checkpoint = lines.join('\n')
    },
    ['checkpoint-wrong', 'no-checkpoint', 'not-signed'],
  ],
  'a word of the receipt': [
    (receipt) =>
      (receipt['dct:identifier'] = receipt['dct:identifier'].replace(/.$/u, (last: string) =>
        last === '0' ? '1' : '0',
      )),
    ['not-signed', 'says-otherwise'],
  ],
}

export const spoilable = Object.keys(parts)

/** The text with one bit of this part flipped, and the faults by name. */
export function spoilt(text: string, part: string): { text: string; because: readonly string[] } {
  const [spoil, because] = parts[part]!
  const receipt = JSON.parse(text)
  spoil(receipt)
  return { text: JSON.stringify(receipt), because }
}
