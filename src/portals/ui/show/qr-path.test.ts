import jsQr from 'jsqr'
import { describe, expect, it } from 'vitest'
import { qrPath } from './qr-path.ts'

const pointsAModule = 4

/** What is dark, and how it would look: one white point after the other, and the dark ones painted over. */
function painted(path: string, size: number): Uint8ClampedArray {
  const side = size * pointsAModule
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/gu))
    for (let down = 0; down < pointsAModule; down += 1)
      for (let across = 0; across < Number(length) * pointsAModule; across += 1) {
        const at = (Number(y) * pointsAModule + down) * side + Number(x) * pointsAModule + across
        pixels.fill(0, at * 4, at * 4 + 3)
      }
  return pixels
}

const addresses = [
  'https://city.example/verify',
  `https://azukari.city.example.jp/verify#o=city.example%2Flog&s=12&r=${'A'.repeat(43)}${`&l=7.${'b-'.repeat(21)}c`.repeat(4)}`,
  'https://city.example/控え',
]

describe('A QR code', () => {
  it.each(addresses)('is read by another program as it was written: %s', (address) => {
    const { size, path } = qrPath(address)
    const side = size * pointsAModule
    expect(jsQr.default(painted(path, size), side, side)?.data).toBe(address)
  })

  it('has the quiet zone that readers need, and modules that are wide enough on 45 mm of paper', () => {
    const { size, path } = qrPath(addresses[1]!)
    const columns = [...path.matchAll(/M(\d+) (\d+)h(\d+)/gu)].flatMap(([, x, y, length]) => [
      Number(x),
      Number(y),
      size - Number(x) - Number(length),
    ])
    expect(Math.min(...columns)).toBe(4)
    expect(45 / size).toBeGreaterThan(0.5)
  })
})
