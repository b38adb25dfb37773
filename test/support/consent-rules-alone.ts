/** The rules of the product, and nothing else of it: a resident, two uses of a company, and what they say, in memory. */
import type { ItemCode } from '../../src/catalog/index.ts'
import * as pauseRules from '../../src/consent/pause-rules.ts'
import * as consentRules from '../../src/consent/rules.ts'
import { decideItem, decideRead } from '../../src/exchange/rules.ts'
import { addDays, monthsAfter } from '../../src/kernel/index.ts'
import {
  canComeBack,
  canHappen,
  keepDaysByDefault,
  standsAfter,
  takesPart,
} from '../../src/residents/life/rules.ts'
import type { LifeEvent, Stands } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { isActive, type Vendor } from '../../src/vendors/vendor.ts'
import { items, minutesOf, type Step } from './consent-steps.ts'

export const theRules = {
  ...consentRules,
  ...pauseRules,
  decideRead,
  decideItem,
  canHappen,
  canComeBack,
  takesPart,
  isActive,
  monthsAfter,
}
export type Rules = typeof theRules

type Grant = consentRules.Grant & { act: number }
interface Act extends consentRules.Stop {
  before: (Grant | undefined)[]
  after: Grant[]
}

const sessions = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const start = new Date('2026-11-01T03:00:00Z')

export class RulesAlone {
  now = start
  readonly versions = [1, 1]
  readonly vendor = {
    vendorId: 'vendor',
    standing: 'active',
    contractUntil: addDays(start, 20_000),
  } as Vendor
  stands: Stands = { standing: 'active', eraseAt: null }
  changedAt: Date | undefined
  readonly grants = new Map<string, Grant>()
  readonly acts: Act[] = []
  readonly stops: number[] = []
  readonly #rules: Rules

  constructor(rules: Rules) {
    this.#rules = rules
  }

  gives(use: number, item: ItemCode): boolean {
    const { decideRead, decideItem } = this.#rules
    const request = { reasonCode: 'why', ownWords: null }
    const decided = decideRead(this.vendor, this.#use(use), request, this.now)
    if (!decided.allowed) return false
    return decideItem(this.#grant(use, item), this.stands.standing, decided.read, item, this.now).allowed
  }

  perform(one: Step): boolean {
    const isDone = this.#perform(one)
    this.now = new Date(this.now.getTime() + minutesOf(one) * 60_000)
    return isDone
  }

  #perform(one: Step): boolean {
    switch (one.does) {
      case 'agree':
      case 'refuse':
        return this.#answer(one)
      case 'stop':
        return this.#stop(one)
      case 'pause':
        return this.#pause(one)
      case 'resume':
        return this.#resume(one)
      case 'undo':
        return this.#undo(one)
      case 're-version':
        this.versions[one.use]! += 1
        return true
      case 'suspend':
      case 'reinstate':
        this.vendor.standing = one.does === 'suspend' ? 'suspended' : 'active'
        return true
      case 'leave':
        return this.#live('left')
      case 'die':
        return this.#live('died')
      case 'come-back':
        return this.#live('came-back')
      case 'wait':
      case 'sleep':
        return false
    }
  }

  #use(use: number): Use {
    const terms = { items: [...items], periodMonths: 12, reasons: [{ code: 'why' }] }
    const ids = { useId: String(use), vendorId: 'vendor', version: this.versions[use]! }
    return { ...ids, standing: 'approved', terms } as unknown as Use
  }

  #grant(use: number, item: ItemCode): Grant | undefined {
    return this.grants.get(`${String(use)}/${item}`)
  }

  #named({ use, items: list }: { use: number | null; items: ItemCode[] | null }): Grant[] {
    return [...this.grants.values()].filter(
      ({ useId, item }) => (use === null || useId === String(use)) && (list?.includes(item) ?? true),
    )
  }

  /** Under the terms of today: an answer to others is none. */
  #decide(use: number, item: ItemCode) {
    const { useId, version: useVersion } = this.#use(use)
    const grant = this.#grant(use, item)
    const asked = grant?.useVersion === useVersion ? grant : undefined
    return this.#rules.decideConsent(asked, { useId, useVersion, item }, this.now)
  }

  #record(kind: string, session: number, after: Omit<Grant, 'act'>[]): boolean {
    const act = this.acts.length
    const changed = after.map((grant) => ({ ...grant, act }))
    const before = changed.map(({ useId, item }) => this.#grant(Number(useId), item))
    for (const grant of changed) this.grants.set(`${grant.useId}/${grant.item}`, grant)
    this.acts.push({ kind, sessionHash: sessions[session]!, happenedAt: this.now, before, after: changed })
    if (kind === 'stopped' || kind === 'paused') this.stops.push(act)
    return true
  }

  #answer({ does, use, items: chosen, session }: Extract<Step, { does: 'agree' | 'refuse' }>): boolean {
    const rules = this.#rules
    const asked = this.#use(use)
    const agreement = { versionShown: asked.version, items: chosen }
    const companyActive = rules.isActive(this.vendor, this.now)
    const who = { companyActive, oldEnough: true, termsAgreed: true }
    if (does === 'agree' && rules.refuseAgreement(agreement, asked, who)) return false
    if (does === 'agree' && !rules.takesPart(this.stands.standing)) return false
    if (does === 'refuse' && rules.refuseDenial(agreement, asked)) return false
    const said = chosen.map((item) => this.#grant(use, item))
    const [before, ...others] = new Set(
      said.map((grant) => (grant?.useVersion === asked.version ? grant.act : undefined)),
    )
    const act = before === undefined ? undefined : this.acts[before]
    const kind = does === 'agree' ? 'agreed' : 'refused'
    if (act?.kind === kind && others.length === 0 && rules.isSamePress(act, [sessions[session]!], this.now))
      return true
    const open = chosen.filter((item) => !this.#decide(use, item).allowed)
    const isPaused = (item: ItemCode) => {
      const decision = this.#decide(use, item)
      return !decision.allowed && decision.because === 'paused'
    }
    if (does === 'refuse' && (open.length < chosen.length || chosen.some(isPaused))) return false
    if (open.length === 0) return false
    const until = does === 'agree' ? rules.monthsAfter(this.now, asked.terms.periodMonths) : null
    const state = does === 'agree' ? ('granted' as const) : ('refused' as const)
    const of = { useId: asked.useId, useVersion: asked.version, until, state, pausedUntil: null }
    return this.#record(
      kind,
      session,
      open.map((item) => ({ ...of, item })),
    )
  }

  #stop(one: Extract<Step, { does: 'stop' }>): boolean {
    const stopped = this.#named(one).filter((grant) => this.#rules.isStoppable(grant))
    const after = stopped.map((grant) => ({ ...grant, state: 'withdrawn' as const, pausedUntil: null }))
    return after.length > 0 && this.#record('stopped', one.session, after)
  }

  #pause(one: Extract<Step, { does: 'pause' }>): boolean {
    const pausedUntil = one.days === null ? null : addDays(this.now, one.days)
    const after = this.#named(one).flatMap((grant) => {
      const state = this.#rules.pauseOf(grant, pausedUntil, this.now)
      return state === undefined ? [] : [{ ...grant, state, pausedUntil }]
    })
    return after.length > 0 && this.#record('paused', one.session, after)
  }

  #life() {
    return { takesPart: this.#rules.takesPart(this.stands.standing), changedAt: this.changedAt }
  }

  #stand(grants: readonly Grant[]): boolean {
    return grants.every(
      ({ useId, useVersion, until }) =>
        this.#rules.isActive(this.vendor, this.now) &&
        this.versions[Number(useId)] === useVersion &&
        until !== null &&
        until > this.now,
    )
  }

  #resume(one: Extract<Step, { does: 'resume' }>): boolean {
    const paused = this.#named(one).filter((grant) => this.#rules.isPaused(grant, this.now))
    const who = { life: this.#life(), oldEnough: true, termsAgreed: true, stands: this.#stand(paused) }
    if (this.#rules.refuseResume(paused, who)) return false
    const after = paused.map((grant) => ({ ...grant, state: 'granted' as const, pausedUntil: null }))
    return this.#record('resumed', one.session, after)
  }

  #undo(one: Extract<Step, { does: 'undo' }>): boolean {
    const which = this.stops[one.act % Math.max(this.stops.length, 1)]
    const stop = which === undefined ? undefined : this.acts[which]
    if (!stop) return false
    const isAsLeft = stop.after.every(({ useId, item, act }) => this.#grant(Number(useId), item)?.act === act)
    const unchanged = isAsLeft && this.#stand(stop.after)
    if (this.#rules.refuseUndo(stop, [sessions[one.session]!], { unchanged, life: this.#life() }, this.now))
      return false
    return this.#record(
      'undone',
      one.session,
      stop.before.filter((grant) => grant !== undefined),
    )
  }

  #live(what: LifeEvent): boolean {
    const { eraseAt } = this.stands
    if (!this.#rules.canHappen(this.stands.standing, what)) return false
    if (what === 'came-back' && eraseAt && !this.#rules.canComeBack(eraseAt, this.now)) return false
    const after = standsAfter(this.stands.standing, what, { now: this.now, keepDays: keepDaysByDefault })
    if (!after) return false
    if (what !== 'came-back')
      for (const [key, grant] of this.grants)
        if (this.#rules.isStoppable(grant))
          this.grants.set(key, { ...grant, act: -1, state: 'withdrawn', pausedUntil: null })
    this.stands = after
    this.changedAt = this.now
    return true
  }
}
