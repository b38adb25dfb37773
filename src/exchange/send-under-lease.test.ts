import { describe, expect, it } from 'vitest'
import { sendUnderLease } from './send-under-lease.ts'

function aLease() {
  let lost = false
  return { term: () => 1, held: (term: number) => !lost && term === 1, lose: () => (lost = true) }
}

const lines = Array.from({ length: 100 }, (_, index) => `${String(index).padEnd(1_023, ' ')}\n`)

describe('Sending under a lease', () => {
  it('hands everything over, in order and in small pieces', async () => {
    const pieces: string[] = []
    const handed: number[] = []
    const taken: number[] = []
    const write = (piece: string) => {
      // Nothing counts as taken before the network says so.
      expect(taken.length).toBe(handed.length - piece.length / 1_024)
      return Promise.resolve(void pieces.push(piece))
    }
    const progress = {
      handedOver: (index: number) => void handed.push(index),
      taken: (index: number) => void taken.push(index),
    }
    expect(await sendUnderLease(aLease(), 1, { write }, lines, progress)).toBe(lines.length)
    expect(taken).toEqual(handed)
    expect(pieces.join('')).toBe(lines.join(''))
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(33 * 1_024)
    expect(handed).toEqual(lines.map((_, index) => index))
  })

  it('hands nothing over in a term that is not held', async () => {
    const write = () => Promise.reject(new Error('written without a lease'))
    expect(await sendUnderLease(aLease(), 2, { write }, lines)).toBe('lease-lost')
  })

  it('stops between pieces when the lease is lost', async () => {
    const lease = aLease()
    let pieces = 0
    const write = async () => {
      pieces += 1
      lease.lose()
      await Promise.resolve()
    }
    expect(await sendUnderLease(lease, 1, { write }, lines)).toBe('lease-lost')
    expect(pieces).toBe(1)
  })

  it('hands over nothing more once the lines are stale, and says how far it came', async () => {
    const taken: number[] = []
    const progress = {
      handedOver: () => undefined,
      taken: (index: number) => void taken.push(index),
      stale: () => taken.length > 40,
    }
    const sent = await sendUnderLease(aLease(), 1, { write: () => Promise.resolve() }, lines, progress)
    expect(sent).toBe(taken.length)
    expect(taken.length).toBe(64)
  })

  it('throws away what waits for a slow reader when the lease is lost', async () => {
    const lease = aLease()
    let dropped = false
    const write = (_: string, signal: AbortSignal) =>
      new Promise<void>((_, reject) => {
        signal.addEventListener('abort', () => {
          dropped = true
          reject(new Error('dropped'))
        })
        lease.lose()
      })
    expect(await sendUnderLease(lease, 1, { write }, lines)).toBe('lease-lost')
    expect(dropped).toBe(true)
  })

  it('does not hide that the reader has gone', async () => {
    const write = () => Promise.reject(new Error('gone'))
    await expect(sendUnderLease(aLease(), 1, { write }, lines)).rejects.toThrow('gone')
  })
})
