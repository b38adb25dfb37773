import { describe, expect, it } from 'vitest'
import { writeNote } from '../notes/note.ts'
import { NoteSigner } from '../notes/note-signer.ts'
import { keysFollowing } from './endorsement.ts'
import { parseKeys } from './known-keys.ts'

const name = 'city.example/log'
const [first, second, third, forger] = [1, 2, 3, 4].map(
  (byte) => new NoteSigner(name, Buffer.alloc(32, byte)),
)
const endorsed = (by: NoteSigner | undefined, key: NoteSigner | undefined) => {
  const text = `azukari log key\n${String(key?.verifier)}\n`
  return writeNote({ text, signatures: by ? [by.sign(text)] : [] })
}
const file = (...keys: [NoteSigner | undefined, string | null][]) =>
  JSON.stringify({ keys: keys.map(([key, endorsement]) => ({ key: String(key?.verifier), endorsement })) })

const followed = (trusted: NoteSigner | undefined, text: string) =>
  keysFollowing(trusted!.verifier, parseKeys(text)!).map((key) => key.toString())
const named = (...keys: (NoteSigner | undefined)[]) => keys.map((key) => String(key?.verifier))

describe('From a key one trusts', () => {
  const whole = file([first, null], [second, endorsed(first, second)], [third, endorsed(second, third)])

  const table = [
    // trusted, the file                                                                  believed
    [first, whole, [first, second, third]],
    [second, whole, [second, third]],
    [third, whole, [third]],
    [forger, whole, [forger]],
    [first, file([first, null], [forger, null]), [first]],
    [first, file([first, null], [forger, endorsed(forger, forger)]), [first]],
    [first, file([first, null], [forger, endorsed(first, second)]), [first]],
    [first, file([first, null], [third, endorsed(second, third)]), [first]],
    [first, file([first, null], [forger, ''], [second, endorsed(first, second)]), [first]],
  ] as const

  it.each(table)('only what it vouches for is believed (%#)', (trusted, text, believed) => {
    expect(followed(trusted, text)).toEqual(named(...believed))
  })
})

describe('A file of keys', () => {
  it('is of one log', () => {
    const foreign = new NoteSigner('other.example/log', Buffer.alloc(32, 5))
    expect(parseKeys(file([first, null]))).toHaveLength(1)
    expect(parseKeys(file([first, null], [foreign, null]))).toBeUndefined()
  })

  it.each(['', '[]', '{"keys":[]}', '{"keys":[{"key":"none","endorsement":null}]}'])('is not %j', (text) => {
    expect(parseKeys(text)).toBeUndefined()
  })
})
