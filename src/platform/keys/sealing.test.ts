import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CityKeyRing } from './city-key-ring.ts'
import { OwnerKeys, type KeyKind } from './owner-keys.ts'
import { openBytes, sealBytes } from './sealing.ts'

const plain = Buffer.from('73519 steps')

function freshOwner(): OwnerKeys {
  const kinds: KeyKind[] = ['values', 'identity', 'records']
  return new OwnerKeys(new Map(kinds.map((kind) => [kind, randomBytes(32)])))
}

describe('What was sealed', () => {
  const keys = freshOwner()
  const sealed = keys.seal('values', plain, 'vault/1')

  test('opens with the same owner, kind and context', () => {
    expect(keys.open('values', sealed, 'vault/1')).toEqual(plain)
  })

  test.each([
    ['another owner', () => freshOwner().open('values', sealed, 'vault/1')],
    ['another kind of key', () => keys.open('identity', sealed, 'vault/1')],
    ['another context', () => keys.open('values', sealed, 'vault/2')],
    ['no context', () => keys.open('values', sealed, '')],
    ['a key that is not there', () => new OwnerKeys(new Map()).open('values', sealed, 'vault/1')],
  ])('does not open with %s', (_, open) => {
    expect(open).toThrow()
  })

  test('does not open under another kind, even where both kinds had one key', () => {
    const key = randomBytes(32)
    const same = new OwnerKeys(new Map<KeyKind, Buffer>([['values', key], ['records', key]])) // prettier-ignore
    expect(() => same.open('records', same.seal('values', plain, 'x'), 'x')).toThrow()
  })

  test('does not open when any one bit is flipped', () => {
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => keys.open('values', changed, 'vault/1'), `bit ${String(bit)}`).toThrow()
    }
  })

  test('does not open when it is cut short or grows, at any length', () => {
    for (let length = 0; length < sealed.length; length++)
      expect(() => keys.open('values', sealed.subarray(0, length), 'vault/1')).toThrow()
    expect(() => keys.open('values', Buffer.concat([sealed, Buffer.of(0)]), 'vault/1')).toThrow()
  })

  test.each([
    [0, 1],
    [2, 1],
    [1, 0],
    [1, 2],
    [255, 255],
  ])('does not open under header %d.%d', (format, generation) => {
    const changed = Buffer.concat([Buffer.of(format, generation), sealed.subarray(2)])
    expect(() => keys.open('values', changed, 'vault/1')).toThrow('unknown seal format')
  })

  test('is different each time, though the same was sealed', () => {
    const all = Array.from({ length: 100 }, () => keys.seal('values', plain, 'x').toString('hex'))
    expect(new Set(all).size).toBe(100)
  })

  test('may be nothing at all', () => {
    expect(keys.open('values', keys.seal('values', Buffer.alloc(0), 'x'), 'x')).toHaveLength(0)
  })
})

test('A shortened tag is never accepted', () => {
  const key = randomBytes(32)
  const sealed = sealBytes(key, Buffer.alloc(0), 'x')
  for (const length of [4, 8, 12, 13, 14, 15, 16, 27])
    expect(() => openBytes(key, sealed.subarray(sealed.length - length), 'x')).toThrow('too short')
})

describe('A keyed hash about a person', () => {
  const keys = freshOwner()
  const hash = keys.hmac('values', 'fingerprint', 'x').toString('hex')

  test('is the same for the same', () => {
    expect(keys.hmac('values', 'fingerprint', Buffer.from('x')).toString('hex')).toBe(hash)
  })

  test.each([
    ['another person', () => freshOwner().hmac('values', 'fingerprint', 'x')],
    ['another kind', () => keys.hmac('records', 'fingerprint', 'x')],
    ['another purpose', () => keys.hmac('values', 'fingerprints', 'x')],
    ['another value', () => keys.hmac('values', 'fingerprint', 'y')],
    ['the same letters, divided otherwise', () => keys.hmac('values', 'fingerprin', 'tx')],
  ])('is another for %s', (_, other) => {
    expect(other().toString('hex')).not.toBe(hash)
  })
})

describe('The ring of city keys', () => {
  let directory = ''
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'azukari-ring-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  test('lies in a file only its owner reads, with nothing left beside it', async () => {
    const before = process.umask(0o000)
    await CityKeyRing.fresh().save(join(directory, 'open-umask'))
    process.umask(0o277)
    await CityKeyRing.fresh().save(join(directory, 'tight-umask'))
    process.umask(before)
    for (const name of await readdir(directory))
      expect([name, (await stat(join(directory, name))).mode & 0o777]).toEqual([name, 0o600])
    expect((await readdir(directory)).sort()).toEqual(['open-umask', 'tight-umask'])
  })

  test('is always whole while it is written again and again', async () => {
    const file = join(directory, 'ring')
    let ring = CityKeyRing.fresh()
    await ring.save(file)
    const { wrapped, cityKeyId } = ring.wrap(plain, 'x')
    const writing = (async () => {
      for (let round = 0; round < 30; round++) await (ring = ring.withNewKey()).save(file)
    })()
    for (let round = 0; round < 60; round++)
      expect((await CityKeyRing.load(file)).unwrap(cityKeyId, wrapped, 'x')).toEqual(plain)
    await writing
    expect((await CityKeyRing.load(file)).currentId).toBe(ring.currentId)
  })

  test('opens by older keys, wraps by the newest, and forgets when told to', () => {
    const first = CityKeyRing.fresh()
    const old = first.wrap(plain, 'x')
    const second = first.withNewKey()
    expect(second.currentId).not.toBe(first.currentId)
    expect(second.unwrap(old.cityKeyId, old.wrapped, 'x')).toEqual(plain)
    expect(second.wrap(plain, 'x').cityKeyId).toBe(second.currentId)
    expect(() => second.withoutOldKeys().unwrap(old.cityKeyId, old.wrapped, 'x')).toThrow('not in the ring')
  })

  test('prints no key', () => {
    expect(JSON.stringify(CityKeyRing.fresh())).not.toMatch(/[A-Za-z0-9+/]{40}/)
  })

  test.each([
    ['no JSON', 'city-1'],
    [
      'no current key',
      '{"current":"city-2","keys":{"city-1":"' + Buffer.alloc(32).toString('base64') + '"}}',
    ],
    ['a key that is too short', '{"current":"city-1","keys":{"city-1":"AAAA"}}'],
    [
      'a strange name',
      '{"current":"CITY 1","keys":{"CITY 1":"' + Buffer.alloc(32).toString('base64') + '"}}',
    ],
  ])('is refused with %s', async (_, text) => {
    const file = join(directory, 'wrong')
    await writeFile(file, text)
    await expect(CityKeyRing.load(file)).rejects.toThrow()
  })
})
