import { expect, it } from 'vitest'
import { FewAtOnce } from './few-at-once.ts'

it('Work is done so many at once, the others wait, and who comes when too many wait is told', async () => {
  const few = new FewAtOnce({ atOnce: 2, waiting: 3 })
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
    return 'done'
  }
  const answers = await Promise.all(Array.from({ length: 7 }, () => few.run(work)))
  expect([most, answers.filter((answer) => answer === undefined).length]).toEqual([2, 2])
  expect(await few.run(work)).toBe('done')
})

it('Work that fails gives its place back', async () => {
  const few = new FewAtOnce({ atOnce: 1, waiting: 0 })
  await expect(few.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await few.run(() => Promise.resolve('done'))).toBe('done')
})
