import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { transactions } from '../../src/platform/database/transaction.ts'

/*
 * Whoever asks a pool inside of a transaction that holds one of its connections waits for a second one. A few who do so at once
 * hold them all, and each waits for the others. No test has so many; so in every test with a database it fails at the first.
 */

/** A transaction that is under way where the code now is. */
interface Held {
  pool: pg.Pool
  hasEnded: boolean
  around: Held | undefined
}

const held = new AsyncLocalStorage<Held | undefined>()
const byContext = new WeakMap<object, Held>()
/** Of transactions that a test began itself: it holds something back, and lets others ask meanwhile. */
const ofTests = new WeakSet<object>()

transactions.start.bindStore(held, (context) => {
  const around = held.getStore()
  if (ofTests.has(context.client)) return around
  const holding = { pool: context.pool, hasEnded: false, around }
  byContext.set(context, holding)
  return holding
})
transactions.asyncStart.subscribe((context) => {
  const holding = byContext.get(context as object)
  if (holding) holding.hasEnded = true
})

function isHeld(pool: pg.Pool): boolean {
  for (let one = held.getStore(); one; one = one.around) if (one.pool === pool && !one.hasEnded) return true
  return false
}

/** Who called `inTransaction`, which asks for its connection before anything else. */
function isBegunByTest(stack = ''): boolean {
  const lines = stack.split('\n')
  const at = lines.findIndex((line) => line.includes('/platform/database/transaction.ts'))
  return at !== -1 && /\.test\.tsx?\b|\/test\/support\//u.test(lines[at + 1] ?? '')
}

const asked = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(pg.Pool.prototype), 'connect')?.value as (
  this: pg.Pool,
  ...given: unknown[]
) => unknown

function connect(this: pg.Pool, ...given: unknown[]): unknown {
  if (isHeld(this)) throw new Error('a transaction asks its pool for a second connection: ask its client')
  const answer = asked.apply(this, given)
  if (!(answer instanceof Promise)) return answer
  const isOfTest = isBegunByTest(new Error().stack)
  return answer.then((client: object) => {
    if (isOfTest) ofTests.add(client)
    else ofTests.delete(client)
    return client
  })
}

Object.defineProperty(pg.Pool.prototype, 'connect', { configurable: true, value: connect })
