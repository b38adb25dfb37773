import { expect, it } from 'vitest'
import { filesPerPerson, ReadingQueue } from './reading-queue.ts'

const aMoment = () => new Promise<void>((resolve) => setImmediate(resolve))

it('Two files are read at once, the others in their turn', async () => {
  const queue = new ReadingQueue()
  const all = Promise.withResolvers<undefined>()
  let now = 0
  let most = 0
  let done = 0
  for (let file = 0; file < 5; file += 1) {
    queue.add(async () => {
      most = Math.max(most, ++now)
      await aMoment()
      now -= 1
      if (++done === 5) all.resolve(undefined)
    })
  }
  await all.promise
  expect(most).toBe(2)
})

it('Closing stops what is being read, and what waits is told so before it begins', async () => {
  const queue = new ReadingQueue()
  const told: boolean[][] = []
  for (let file = 0; file < 4; file += 1) {
    queue.add(async (stop) => {
      const before = stop.aborted
      await aMoment()
      told.push([before, stop.aborted])
    })
  }
  await queue.close()
  expect(told).toEqual([
    [false, true],
    [false, true],
    [true, true],
    [true, true],
  ])
})

it('A person has so many places, takes none of another’s, and gets one back when a file is done', () => {
  const queue = new ReadingQueue()
  const mine = Array.from({ length: filesPerPerson }, () => queue.takePlace('a/1'))
  expect(mine.every((place) => place !== undefined)).toBe(true)
  expect(queue.takePlace('a/1')).toBeUndefined()
  expect(queue.takePlace('b/1')).toBeDefined()
  mine[0]?.()
  expect(queue.takePlace('a/1')).toBeDefined()
  expect(queue.takePlace('a/1')).toBeUndefined()
})
