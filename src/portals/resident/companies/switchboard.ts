import type { ItemCode } from '../../../catalog/index.ts'
import {
  decideConsent,
  isStoppable,
  refusalsUntilSilence,
  whyNotOpen,
  type GrantRow,
} from '../../../consent/index.ts'
import type { Use } from '../../../review/index.ts'
import { isActive, type Vendor } from '../../../vendors/index.ts'

/** One item of a use: what the resident last said, and whether the gate would let it through now. */
export interface ItemState {
  item: ItemCode
  grant: GrantRow | undefined
  live: boolean
  /** Agreed to and not run out, whether or not it may be used at present. */
  held: boolean
  /** Agreed to, and paused by the resident at present. */
  paused: boolean
}

export interface UseState {
  use: Use
  vendor: Vendor
  /** Approved, and its company in good standing: it may be agreed to. */
  open: boolean
  /** There is something that can be stopped, be it an item the terms have no more. */
  stoppable: boolean
  items: ItemState[]
}

export interface CompanyState {
  vendor: Vendor
  uses: UseState[]
}

/** データを使う会社: who may use what now, who was stopped, and what there is to choose. */
export interface Switchboard {
  using: CompanyState[]
  /** Agreed to, but the company or the use is not admitted at present; it is used again once it is. */
  resting: CompanyState[]
  /** Nothing agreed to holds any more, and something was stopped. */
  stopped: CompanyState[]
  /** The same, but it ended by itself: its time is over, or the terms are new. Never told as a stop. */
  lapsed: CompanyState[]
  /** Uses the resident may be asked about. */
  asked: UseState[]
  /** Uses refused so often that nobody asks again; to be found by those who look for them. */
  silent: UseState[]
}

/** Every company with its uses, as this resident's words leave them at `now`. */
export function companyStatesOf(
  vendors: readonly Vendor[],
  uses: readonly Use[],
  grants: readonly GrantRow[],
  now: Date,
): CompanyState[] {
  return vendors.map((vendor) => ({
    vendor,
    uses: uses
      .filter((use) => use.vendorId === vendor.vendorId)
      .map((use) => useStateOf(vendor, use, grants, now)),
  }))
}

function useStateOf(vendor: Vendor, use: Use, grants: readonly GrantRow[], now: Date): UseState {
  const open = whyNotOpen(use, isActive(vendor, now)) === undefined
  const ofUse = grants.filter((grant) => grant.useId === use.useId)
  const items = use.terms.items.map((item) => {
    const grant = ofUse.find((candidate) => candidate.item === item)
    const request = { useId: use.useId, useVersion: use.version, item }
    const own = decideConsent(grant, { ...request, useVersion: grant?.useVersion ?? use.version }, now)
    const paused = !own.allowed && own.because === 'paused'
    return {
      ...{ item, grant, paused },
      live: open && decideConsent(grant, request, now).allowed,
      held: own.allowed,
    }
  })
  return { use, vendor, open, stoppable: ofUse.some(isStoppable), items }
}

export function switchboardOf(companies: readonly CompanyState[]): Switchboard {
  const open = companies.flatMap((company) => company.uses).filter((use) => use.open && !isLive(use))
  const notUsing = companies.filter((company) => !company.uses.some(isLive))
  const over = notUsing.filter((company) => !company.uses.some(isResting) && company.uses.some(wasAgreed))
  return {
    using: companies.filter((company) => company.uses.some(isLive)),
    resting: notUsing.filter((company) => company.uses.some(isResting)),
    stopped: over.filter((company) => company.uses.some(isStopped)),
    lapsed: over.filter((company) => !company.uses.some(isStopped)),
    asked: open.filter((use) => !isSilent(use) && !isStopped(use)),
    silent: open.filter(isSilent),
  }
}

export function isLive(use: UseState): boolean {
  return use.items.some((item) => item.live)
}

/** There is something of this company that can be stopped. */
export function isStoppableAt(company: Pick<CompanyState, 'uses'>): boolean {
  return company.uses.some((use) => use.stoppable)
}

/** The items of a company that are on, each once, over all its uses. */
export function liveItemsOf(company: CompanyState): ItemCode[] {
  const live = company.uses.flatMap((use) => use.items.filter((item) => item.live))
  return [...new Set(live.map(({ item }) => item))]
}

/** The items agreed to that wait until the company and the use are admitted again, each once. */
export function restingItemsOf(company: CompanyState): ItemCode[] {
  const resting = company.uses.filter(isResting).flatMap((use) => use.items.filter((item) => item.held))
  return [...new Set(resting.map(({ item }) => item))]
}

/** How the switch of an item stands: on where it may be used, and where only the company or the use is held back. */
export function switchOf(
  { open }: Pick<UseState, 'open'>,
  item: ItemState,
): 'on' | 'resting' | 'off' | 'paused' | 'expired' | 'unanswered' {
  if (item.live) return 'on'
  if (item.held && !open) return 'resting'
  if (item.paused) return 'paused'
  if (isYes(item.grant) && !item.held) return 'expired'
  return item.grant?.state === 'withdrawn' ? 'off' : 'unanswered'
}

/** Whether or not it may be used now, and to whatever terms. */
export function isYes(grant: GrantRow | undefined): boolean {
  return grant?.state === 'granted' || grant?.state === 'paused'
}

/** Of what is paused, what can be resumed as it was agreed to; of the rest the resident is asked anew. */
export function isResumable(
  { open, use }: Pick<UseState, 'open' | 'use'>,
  { paused, grant }: ItemState,
): boolean {
  return open && paused && grant?.useVersion === use.version
}

/** Something of it is on, and may be paused: what rests, too. */
export function isPausable({ items }: Pick<UseState, 'items'>): boolean {
  return items.some(({ held }) => held)
}

/** Why nothing of this company is on: stopped by the resident, over by its date, or neither. */
export function offBecause({ uses }: CompanyState): 'off' | 'expired' | 'lapsed' {
  const stands = new Set(uses.flatMap((use) => use.items.map((item) => switchOf(use, item))))
  if (stands.has('off') || stands.has('paused')) return 'off'
  return stands.has('expired') ? 'expired' : 'lapsed'
}

/** The purposes for which data may be used now, each once. */
export function livePurposesOf(companies: readonly CompanyState[]) {
  const live = companies.flatMap((company) => company.uses).filter(isLive)
  return [...new Set(live.map(({ use }) => use.terms.purpose))]
}

function isResting(use: UseState): boolean {
  return !use.open && use.items.some((item) => item.held)
}

function isStopped(use: UseState): boolean {
  return use.items.some(({ grant, paused }) => paused || grant?.state === 'withdrawn')
}

/** A refusal keeps the end of the consent there was before it. */
function wasAgreed(use: UseState): boolean {
  return use.items.some(
    ({ grant }) => grant !== undefined && (grant.state !== 'refused' || grant.until !== null),
  )
}

function isSilent(use: UseState): boolean {
  return use.items.some(({ grant }) => grant !== undefined && grant.refusals >= refusalsUntilSilence)
}
