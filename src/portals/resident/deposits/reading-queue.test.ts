import { expect, it } from 'vitest'
import { ReadingQueue } from './reading-queue.ts'

it('Two files are read at once, the others in their turn, and the queue says when it is empty', async () => {
  const queue = new ReadingQueue()
  let now = 0
  let most = 0
  let done = 0
  for (let file = 0; file < 5; file += 1) {
    queue.add(async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setImmediate(resolve))
      now -= 1
      done += 1
    })
  }
  await queue.empty()
  expect({ most, done }).toEqual({ most: 2, done: 5 })
})
