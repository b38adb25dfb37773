import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { rateOf, readers, timesOf, whileHammered } from './workload.ts'

test('What several workers do at once is counted for each of them', async () => {
  let done = 0
  const began = performance.now()
  const rate = await rateOf(4, 100, async () => {
    await sleep(5)
    done += 1
    return 1
  })
  // Measured around it, so a little less; lost counts would make it a fourth.
  const atLeast = (done / (performance.now() - began)) * 1000
  expect(rate).toBeGreaterThanOrEqual(atLeast)
  expect(rate).toBeLessThan(2 * atLeast)
})

test('Something that takes longer than a round is still done a few times, and its median told', async () => {
  const tookMs = [5, 1, 4, 2, 3]
  expect(await timesOf(0, () => Promise.resolve(tookMs.pop() ?? NaN))).toBe(3)
  expect(tookMs).toEqual([])
})

test('Hammering goes on as long as the work, also when that fails, and no longer', async () => {
  let hammered = 0
  const work = async () => {
    await sleep(20)
    throw new Error('the work failed')
  }
  const hammering = whileHammered(async () => {
    await sleep(1)
    hammered += 1
  }, work)
  await expect(hammering).rejects.toThrow('the work failed')
  expect(hammered).toBeGreaterThan(readers)
  const before = hammered
  await sleep(20)
  expect(hammered).toBe(before)
})
