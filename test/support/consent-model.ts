/** What the law and the page promise of consents, in minutes and numbers: without database, keys, locks, or a rule of the product. */
import type { ItemCode } from '../../src/catalog/index.ts'
import { isStop, items, minutesOf, type Step } from './consent-steps.ts'

/** Twelve months, and a little: nobody sleeps just as long. */
const year = 390 * 1440
/** Whoever has left comes back within this, or not at all. */
const mayComeBack = 31 * 1440

interface Word {
  state: 'granted' | 'refused' | 'withdrawn' | 'paused'
  version: number
  /** The minute in which a yes ends. */
  until: number
  /** Of a pause: the minute from which it may be used again. */
  pausedUntil: number | null
}
type Said = Word & { use: number; item: ItemCode }
type Place = { use: number; item: ItemCode; word: Word | undefined }

/** A history, its last word on each item, and how resident, company and uses stand. */
export class Model {
  minute = 0
  readonly versions = [1, 1]
  isSuspended = false
  life: { is: 'active' | 'left' | 'dead'; since: number } = { is: 'active', since: -1 }
  readonly history: (Said & { act: number })[] = []
  /** Answers by the number of the act. */
  readonly answers = new Map<number, { does: string; minute: number; session: number }>()
  readonly stops: { act: number; minute: number; session: number }[] = []
  #acts = 0

  last(use: number, item: ItemCode) {
    return this.history.findLast((event) => event.use === use && event.item === item)
  }

  /** Does the company get it, if it asks now? */
  gives(use: number, item: ItemCode): boolean {
    return this.life.is === 'active' && !this.isSuspended && this.#isAllowed(this.#place(use, item))
  }

  /** True when something comes of it. */
  perform(one: Step): boolean {
    if (this.#isSecondPress(one)) return true
    const events = this.#eventsOf(one)
    const changed = this.#change(one)
    const act = (this.#acts += 1)
    this.history.push(...events.map((event) => ({ ...event, act })))
    const isDone = events.length > 0
    if (isDone && isStop(one) && 'session' in one)
      this.stops.push({ act, minute: this.minute, session: one.session })
    if (one.does === 'agree' || one.does === 'refuse')
      this.answers.set(act, { does: one.does, minute: this.minute, session: one.session })
    this.minute += minutesOf(one)
    return isDone || changed
  }

  /** One act of this session gave this answer to these terms, minutes ago, to all these items. */
  #isSecondPress(one: Step): boolean {
    if (one.does !== 'agree' && one.does !== 'refuse') return false
    if (one.does === 'agree' && !this.#mayAgree()) return false
    const words = one.items.map((item) => this.last(one.use, item))
    const [act, ...others] = new Set(words.map((word) => word?.act))
    const before = act === undefined ? undefined : this.answers.get(act)
    if (before?.does !== one.does || others.length > 0) return false
    if (words.some((word) => word?.version !== this.versions[one.use])) return false
    return before.session === one.session && this.minute - before.minute < 10
  }

  #eventsOf(one: Step): Said[] {
    if (one.does === 'leave' && this.life.is === 'active') return this.#withdrawn(this.#named(null, null))
    if (one.does === 'die' && this.life.is !== 'dead') return this.#withdrawn(this.#named(null, null))
    if (one.does === 'undo') return this.#undone(one.act, one.session)
    if (!('items' in one)) return []
    const named = this.#named(one.use, one.items)
    const paused = named.filter((at) => this.#isPaused(at))
    switch (one.does) {
      case 'agree':
        return this.#mayAgree()
          ? this.#said(
              'granted',
              named.filter((at) => !this.#isAllowed(at)),
            )
          : []
      case 'refuse':
        return named.some((at) => this.#isAllowed(at) || (this.#isPaused(at) && this.#runs(at)))
          ? []
          : this.#said('refused', named)
      case 'stop':
        return this.#withdrawn(named)
      case 'resume':
        return this.#mayAgree() && paused.every((at) => this.#runs(at))
          ? paused.flatMap((at) => kept(at, { state: 'granted' }))
          : []
      case 'pause':
        return this.#pausedOf(named, one.days === null ? null : this.minute + one.days * 1440)
    }
  }

  /** What is no word of the resident about an item. */
  #change(one: Step): boolean {
    switch (one.does) {
      case 're-version':
        this.versions[one.use]! += 1
        return true
      case 'suspend':
      case 'reinstate':
        this.isSuspended = one.does === 'suspend'
        return true
      case 'leave':
        return this.life.is === 'active' && this.#lives('left')
      case 'come-back':
        return this.life.is === 'left' && this.minute - this.life.since < mayComeBack && this.#lives('active')
      case 'die':
        return this.life.is !== 'dead' && this.#lives('dead')
      default:
        return false
    }
  }

  #lives(is: Model['life']['is']): true {
    this.life = { is, since: this.minute }
    return true
  }

  #mayAgree(): boolean {
    return this.life.is === 'active' && !this.isSuspended
  }

  #place(use: number, item: ItemCode): Place {
    return { use, item, word: this.last(use, item) }
  }

  #named(use: number | null, list: readonly ItemCode[] | null): Place[] {
    const all = [0, 1].flatMap((one) => items.map((item) => this.#place(one, item)))
    return all.filter((one) => (use === null || one.use === use) && (list?.includes(one.item) ?? true))
  }

  /** Is it the yes to what is asked today, and has it not run out? */
  #runs({ use, word }: Place): boolean {
    return word !== undefined && word.version === this.versions[use] && word.until > this.minute
  }

  #isPaused({ word }: Place): boolean {
    return word?.state === 'paused' && (word.pausedUntil === null || word.pausedUntil > this.minute)
  }

  #isAllowed(at: Place): boolean {
    const isYes = at.word?.state === 'granted' || (at.word?.state === 'paused' && !this.#isPaused(at))
    return isYes && this.#runs(at)
  }

  #said(state: Word['state'], at: readonly Place[]): Said[] {
    const until = state === 'granted' ? this.minute + year : -1
    return at.map(({ use, item }) => ({
      ...{ use, item, state, until },
      version: this.versions[use]!,
      pausedUntil: null,
    }))
  }

  #withdrawn(named: readonly Place[]): Said[] {
    const isYes = ({ word }: Place) => word?.state === 'granted' || word?.state === 'paused'
    return named.filter(isYes).flatMap((at) => kept(at, { state: 'withdrawn' }))
  }

  #pausedOf(named: readonly Place[], pausedUntil: number | null): Said[] {
    const isLonger = (standing: number | null) =>
      standing !== null && (pausedUntil === null || pausedUntil > standing)
    return named
      .filter(
        ({ word }) => (word?.state === 'granted' || word?.state === 'paused') && word.until > this.minute,
      )
      .filter((at) => !this.#isPaused(at) || isLonger(at.word?.pausedUntil ?? null))
      .flatMap((at) => kept(at, { state: 'paused', pausedUntil }))
  }

  #undone(which: number, session: number): Said[] {
    const stop = this.stops[which % Math.max(this.stops.length, 1)]
    if (!stop || stop.session !== session || this.minute - stop.minute >= 10) return []
    if (!this.#mayAgree() || this.life.since >= stop.minute) return []
    const stopped = this.history.filter((event) => event.act === stop.act)
    const isAsLeft = ({ use, item }: Said) =>
      this.last(use, item)?.act === stop.act && this.#runs(this.#place(use, item))
    if (!stopped.every(isAsLeft)) return []
    return stopped.flatMap(({ use, item }) => {
      const before = this.history.findLast(
        (event) => event.use === use && event.item === item && event.act < stop.act,
      )
      return before ? [before] : []
    })
  }
}

/** The same yes, otherwise. */
function kept({ use, item, word }: Place, now: Partial<Word>): Said[] {
  return word ? [{ ...word, pausedUntil: null, ...now, use, item }] : []
}
