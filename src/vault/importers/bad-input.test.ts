import { describe, expect, it } from 'vitest'
import type { ByteSource } from './byte-source.ts'
import { appleXml, fitFile, memoryFile, record, weighings, zipOf } from './fixtures.ts'
import { importRefusals, leftOutReasons, readDeposit } from './index.ts'

const now = new Date('2026-11-01T00:00:00Z')
const mebi = 1024 * 1024
const good = appleXml(...Array.from({ length: 40 }, (_, n) => record({ value: String(n) })))

const because = async (content: Buffer | string | ByteSource) => {
  const file = typeof content === 'string' || Buffer.isBuffer(content) ? memoryFile(content) : content
  const result = await readDeposit(file, { now })
  return result.ok ? 'taken' : result.because
}

const zipped = (xml: string | Buffer) => zipOf({ 'apple_health_export/export.xml': xml })

/** The same zip with one 16- or 32-bit field of every entry changed, in both headers. */
function changed(
  zip: Buffer,
  field: { local: number; central: number },
  write: (zip: Buffer, at: number) => void,
) {
  const copy = Buffer.from(zip)
  const starts = [
    ['PK\u0003\u0004', field.local],
    ['PK\u0001\u0002', field.central],
  ] as const
  for (const [signature, offset] of starts)
    for (let at = copy.indexOf(signature); at !== -1; at = copy.indexOf(signature, at + 4))
      write(copy, at + offset)
  return copy
}

const flags = { local: 6, central: 8 }
const method = { local: 8, central: 10 }
const checksum = { local: 14, central: 16 }
const unpackedSize = { local: 22, central: 24 }

describe('A whole file is refused', () => {
  const doctype = (subset: string) => `<?xml version="1.0"?><!DOCTYPE HealthData ${subset}>`
  const body = '<HealthData>&x;</HealthData>'
  const laughs = `[<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]`
  const xml = [
    ['billion laughs', doctype(laughs) + body, 'xml-doctype-forbidden'],
    [
      'an external entity',
      doctype('[<!ENTITY x SYSTEM "file:///etc/passwd">]') + body,
      'xml-doctype-forbidden',
    ],
    [
      'a parameter entity',
      doctype('[<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]') + body,
      'xml-doctype-forbidden',
    ],
    ['an entity nobody uses', doctype('[<!ENTITY x "y">]') + '<HealthData/>', 'xml-doctype-forbidden'],
    [
      'an external DTD',
      doctype('SYSTEM "http://127.0.0.1/x.dtd"') + '<HealthData/>',
      'xml-doctype-forbidden',
    ],
    ['an entity that is not declared', appleXml('&x;'), 'xml-doctype-forbidden'],
    ['an entity in an attribute', appleXml(record().replace('iPhone', '&x;')), 'xml-doctype-forbidden'],
    ['XML cut between elements', good.slice(0, good.indexOf('</HealthData>')), 'truncated'],
    ['XML cut inside a tag', good.slice(0, good.lastIndexOf('<Record') + 20), 'truncated'],
    ['XML cut inside the DTD', good.slice(0, 200), 'truncated'],
    ['XML with a tag closed wrongly', good.replace('</Record>', '</Recor>'), 'damaged'],
    ['XML with a zero byte', good.replace('iPhone', 'i\0hone'), 'damaged'],
    ['XML with something behind its end', `${good}<HealthData/>`, 'damaged'],
    ['XML nested without end', appleXml('<a>'.repeat(100)), 'damaged'],
    ['a tag without end', appleXml(`<Record type="${'x'.repeat(2 * mebi)}`), 'damaged'],
    ['a DTD without end', `<!DOCTYPE HealthData [<!-- ${'x'.repeat(2 * mebi)}`, 'damaged'],
    ['other XML', '<?xml version="1.0"?><ClinicalDocument/>', 'not-recognised'],
    ['a web page', '<!doctype html><html></html>', 'damaged'],
    ['an export of nobody', '<HealthData></HealthData>', 'no-health-data'],
    ['text', 'weight,60', 'not-recognised'],
    ['nothing', '', 'truncated'],
  ] as const

  it.each(xml)('%s', async (_, content, expected) => {
    expect(await because(content)).toBe(expected)
  })

  const japanese = good.replace('iPhone', '花子')
  const encodings = [
    ['UTF-16 little-endian', Buffer.from(`\ufeff${japanese}`, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${japanese}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(japanese, 'utf16le')],
    ['Shift_JIS', Buffer.from(good.replace('iPhone', '\u0089\u00d4\u008eq'), 'latin1')],
    ['Shift_JIS, as it says', Buffer.from(good.replace('"UTF-8"', '"Shift_JIS"'))],
    [
      'half a character',
      Buffer.concat([Buffer.from(good.slice(0, 900)), Buffer.from([0xe8, 0x8a]), Buffer.from('"')]),
    ],
  ] as const

  it.each(encodings)('XML in %s: wrong-encoding', async (_, content) => {
    expect(await because(content)).toBe('wrong-encoding')
    expect(await because(await zipped(content)), 'in a zip').toMatch(/wrong-encoding|no-health-data/)
  })

  it('but UTF-8 with a byte order mark is fine', async () => {
    expect(await because(`\ufeff${japanese}`)).toBe('taken')
  })
})

describe('A zip is refused', () => {
  it('cut anywhere: truncated', async () => {
    const zip = await zipped(good)
    for (const length of [4, 30, 100, Math.floor(zip.length / 2), zip.length - 30, zip.length - 1])
      expect(await because(zip.subarray(0, length)), String(length)).toBe('truncated')
  })

  const faults = [
    ['with a password', flags, (zip: Buffer, at: number) => zip.writeUInt16LE(1, at), 'encrypted'],
    ['with strong encryption', flags, (zip: Buffer, at: number) => zip.writeUInt16LE(0x41, at), 'encrypted'],
    [
      'packed in a way we do not know',
      method,
      (zip: Buffer, at: number) => zip.writeUInt16LE(93, at),
      'damaged',
    ],
    ['whose checksum is wrong', checksum, (zip: Buffer, at: number) => zip.writeUInt32LE(1, at), 'damaged'],
    [
      'that says it is smaller than it is',
      unpackedSize,
      (zip: Buffer, at: number) => zip.writeUInt32LE(500, at),
      'damaged',
    ],
    [
      'that says it is larger than it is',
      unpackedSize,
      (zip: Buffer, at: number) => zip.writeUInt32LE(500_000, at),
      'damaged',
    ],
    [
      'that says it is 4 GB',
      unpackedSize,
      (zip: Buffer, at: number) => zip.writeUInt32LE(0xfffffffe, at),
      'archive-bomb',
    ],
  ] as const

  it.each(faults)('%s', async (_, field, write, expected) => {
    expect(await because(changed(await zipped(good), field, write))).toBe(expected)
  })

  it('whose packed bytes are damaged', async () => {
    const zip = await zipped(good)
    zip.fill(0xff, 120, 160)
    expect(await because(zip)).toBe('damaged')
  })

  it('without an export in it', async () => {
    expect(await because(await zipOf({ 'readme.txt': 'hello', 'a.xml': '<a/>' }))).toBe('no-health-data')
    expect(await because(await zipOf({}))).toBe('no-health-data')
  })

  it('with a broken XML in it, for the same reason as without the zip', async () => {
    expect(await because(await zipped(good.slice(0, 2000)))).toBe('truncated')
    expect(await because(await zipped(`<!DOCTYPE HealthData [<!ENTITY x "y">]><HealthData/>`))).toBe(
      'xml-doctype-forbidden',
    )
  })

  const bomb = zipped(Buffer.concat([Buffer.from('<HealthData>'), Buffer.alloc(24 * mebi, ' ')]))

  it('that unpacks to a thousand times its size, before it is unpacked', async () => {
    const before = process.memoryUsage().rss
    expect(await because(await bomb)).toBe('archive-bomb')
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * mebi)
  })

  it('that hides how large it is, as soon as it shows', async () => {
    const lying = changed(await bomb, unpackedSize, (bytes, at) => bytes.writeUInt32LE(10_000, at))
    expect(await because(lying)).toBe('damaged')
  })
})

describe('A FIT file is refused', () => {
  const scale = weighings({ at: '2026-10-01T00:00:00Z', kg: 60 })
  const flipped = (at: number) => {
    const copy = Buffer.from(scale)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }

  const table = [
    ['cut in its header', scale.subarray(0, 13), 'truncated'],
    ['cut in its data', scale.subarray(0, scale.length - 10), 'truncated'],
    ['without its checksum', scale.subarray(0, scale.length - 2), 'truncated'],
    ['with a changed byte', flipped(30), 'damaged'],
    ['with a changed checksum', flipped(scale.length - 1), 'damaged'],
    ['followed by something else', Buffer.concat([scale, Buffer.from('x'.repeat(40))]), 'damaged'],
    ['followed by a damaged one', Buffer.concat([scale, flipped(30)]), 'damaged'],
    ['followed by a cut one', Buffer.concat([scale, scale.subarray(0, 40)]), 'truncated'],
    ['that says nothing about health', fitFile(2, () => undefined), 'no-health-data'],
  ] as const

  it.each(table)('%s', async (_, content, expected) => {
    expect(await because(content)).toBe(expected)
  })

  it('above 64 MiB, unread', async () => {
    const file = memoryFile(scale)
    let read = 0
    const large: ByteSource = {
      ...file,
      size: 64 * mebi + 1,
      stream: (start, end) => {
        read += 1
        return file.stream(start, end)
      },
    }
    expect(await because(large)).toBe('too-large')
    expect(read, 'only its first bytes').toBe(1)
  })
})

describe('Reading', () => {
  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const reading = readDeposit(memoryFile(appleXml(...Array.from({ length: 5000 }, () => record()))), {
      now,
      signal: stop.signal,
      onProgress: () => {
        stop.abort()
      },
    })
    expect(await reading).toEqual({ ok: false, because: 'interrupted' })
  })

  it('passes on a fault of the disk: it is not the file’s', async () => {
    const file = memoryFile(await zipped(good))
    const failing: ByteSource = {
      ...file,
      stream: (start = 0, end = file.size) => {
        if (start < 100 && end - start < file.size) return file.stream(start, end)
        const stream = file.stream(start, end)
        stream.destroy(Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' }))
        return stream
      },
    }
    await expect(readDeposit(failing, { now })).rejects.toThrow('EIO')
  })

  it('gives each refusal and each reason three different sentences', () => {
    for (const words of [...Object.values(importRefusals), ...Object.values(leftOutReasons)]) {
      const { ja, jaEasy, en } = words
      expect(new Set([ja, jaEasy, en]).size).toBe(3)
      expect(`${ja}${jaEasy}`).toMatch(/。$/)
      expect(en).toMatch(/^[\x20-\x7e]+$/)
    }
  })
})
