import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { transactions } from '../../src/platform/database/transaction.ts'

/** Transactions that are under way where the code now is. */
interface Held {
  pool: pg.Pool
  ended: boolean
  around: Held | undefined
}

const held = new AsyncLocalStorage<Held>()
const byContext = new WeakMap<object, Held>()

transactions.start.bindStore(held, (context) => {
  const holding: Held = { pool: context.pool, ended: false, around: held.getStore() }
  byContext.set(context, holding)
  return holding
})
transactions.asyncStart.subscribe((context) => {
  const holding = byContext.get(context as object)
  if (holding) holding.ended = true
})

function isHeld(pool: pg.Pool): boolean {
  for (let one = held.getStore(); one; one = one.around) if (one.pool === pool && !one.ended) return true
  return false
}

/**
 * Whoever asks a pool inside of a transaction that holds one of its connections waits for a second one. A few who do so at once
 * hold them all, and each waits for the others. No test has so many; so it fails at the first.
 */
const connect = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(pg.Pool.prototype), 'connect')
  ?.value as (this: pg.Pool, ...given: unknown[]) => unknown
Object.defineProperty(pg.Pool.prototype, 'connect', {
  configurable: true,
  value(this: pg.Pool, ...given: unknown[]) {
    if (isHeld(this)) throw new Error('a transaction asks its pool for a second connection: ask its client')
    return connect.apply(this, given)
  },
})
