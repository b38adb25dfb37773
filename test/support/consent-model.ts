/** What the law and the page promise of consents, without database, keys or locks; and steps to try it with. */
import fc from 'fast-check'
import type { ItemCode } from '../../src/catalog/index.ts'

export const items = ['activity.steps', 'body.weight', 'heart.rate'] as const satisfies ItemCode[]

/** One thing that happens. */
export type Step =
  | { does: 'agree' | 'refuse'; use: number; items: ItemCode[]; session: number }
  | { does: 'stop'; use: number | null; items: ItemCode[] | null; session: number }
  | { does: 'pause'; use: number | null; items: ItemCode[] | null; session: number; days: number | null }
  | { does: 'resume'; use: number; items: ItemCode[]; session: number }
  | { does: 'undo'; act: number; session: number }
  | { does: 'wait'; minutes: number }
  | { does: 'sleep'; days: number }

const use = fc.nat(1)
const session = fc.nat(1)
const some = fc.subarray([...items], { minLength: 1 })
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('agree' as const), use, items: some, session }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('refuse' as const), use, items: some, session }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('stop' as const),
      use: fc.option(use),
      items: fc.option(some),
      session,
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('undo' as const), act: fc.nat(5), session }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('pause' as const),
      use: fc.option(use),
      items: fc.option(some),
      session,
      days: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('resume' as const), use, items: some, session }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('sleep' as const), days: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.nat(12) }) },
)

/** A pause can be taken back as a stop can. */
export const isStop = (one: Step) => one.does === 'stop' || one.does === 'pause'

export function minutesOf(one: Step): number {
  if (one.does === 'wait') return one.minutes
  return one.does === 'sleep' ? one.days * 1440 : 0
}

interface Said {
  use: number
  item: ItemCode
  state: string
  /** Of a pause: the minute from which it may be used again. */
  until?: number | null
}

/** A history, and its last word on each item. */
export class Model {
  minute = 0
  readonly history: (Said & { act: number })[] = []
  /** Answers by the number of the act. */
  readonly answers = new Map<number, { does: string; minute: number; session: number }>()
  readonly stops: { act: number; minute: number; session: number }[] = []
  #acts = 0

  last(use: number, item: ItemCode) {
    return this.history.findLast((event) => event.use === use && event.item === item)
  }

  /** True when something comes of it. */
  perform(one: Step): boolean {
    if (this.#isSecondPress(one)) return true
    const events = this.#eventsOf(one)
    const act = (this.#acts += 1)
    this.history.push(...events.map((event) => ({ ...event, act })))
    if (isStop(one) && events.length > 0)
      this.stops.push({ act, minute: this.minute, session: 'session' in one ? one.session : 0 })
    if (one.does === 'agree' || one.does === 'refuse')
      this.answers.set(act, { does: one.does, minute: this.minute, session: one.session })
    this.minute += minutesOf(one)
    return events.length > 0
  }

  /** One act of this session gave this answer, minutes ago, to all these items. */
  #isSecondPress(one: Step): boolean {
    if (one.does !== 'agree' && one.does !== 'refuse') return false
    const [act, ...others] = new Set(one.items.map((item) => this.last(one.use, item)?.act))
    const before = act === undefined ? undefined : this.answers.get(act)
    if (before?.does !== one.does || others.length > 0) return false
    return before.session === one.session && this.minute - before.minute < 10
  }

  #eventsOf(one: Step): Said[] {
    if (one.does === 'wait' || one.does === 'sleep') return []
    if (one.does === 'undo') return this.#undone(one.act, one.session)
    const named = this.#named(one.use, one.items)
    const now = (state: string) => named.filter((at) => at.state === state)
    switch (one.does) {
      case 'agree':
        return become(
          'granted',
          named.filter((at) => at.state !== 'granted'),
        )
      case 'refuse':
        return [...now('granted'), ...now('paused')].length > 0 ? [] : become('refused', named)
      case 'stop':
        return become('withdrawn', [...now('granted'), ...now('paused')])
      case 'resume':
        return become('granted', now('paused'))
      case 'pause': {
        const until = one.days === null ? null : this.minute + one.days * 1440
        const longer = now('paused').filter(
          (at) => at.until !== null && (until === null || until > (at.until ?? 0)),
        )
        return become('paused', [...now('granted'), ...longer]).map((event) => ({ ...event, until }))
      }
    }
  }

  /** Of these items, how each stands at this minute. */
  #named(use: number | null, list: ItemCode[] | null) {
    const all = [0, 1].flatMap((one) => items.map((item) => ({ use: one, item, ...this.#stands(one, item) })))
    return all.filter((one) => (use === null || one.use === use) && (list?.includes(one.item) ?? true))
  }

  #stands(use: number, item: ItemCode): { state: string | undefined; until?: number | null } {
    const last = this.last(use, item)
    if (last?.state !== 'paused') return { state: last?.state }
    const isOver = typeof last.until === 'number' && last.until <= this.minute
    return isOver ? { state: 'granted' } : { state: 'paused', until: last.until ?? null }
  }

  #undone(which: number, session: number): Said[] {
    const stop = this.stops[which % Math.max(this.stops.length, 1)]
    if (!stop || stop.session !== session || this.minute - stop.minute >= 10) return []
    const stopped = this.history.filter((event) => event.act === stop.act)
    if (!stopped.every((event) => this.last(event.use, event.item)?.act === stop.act)) return []
    return stopped.flatMap(({ use, item }) => {
      const before = this.history.findLast(
        (event) => event.use === use && event.item === item && event.act < stop.act,
      )
      return before ? [{ use, item, state: before.state, until: before.until ?? null }] : []
    })
  }
}

function become(state: string, at: { use: number; item: ItemCode }[]): Said[] {
  return at.map(({ use, item }) => ({ use, item, state }))
}
