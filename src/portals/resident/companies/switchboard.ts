import type { ItemCode } from '../../../catalog/index.ts'
import { decideConsent, refusalsUntilSilence, type GrantRow } from '../../../consent/index.ts'
import type { Use } from '../../../review/index.ts'
import { isActive, type Vendor } from '../../../vendors/index.ts'

/** One item of a use: what the resident last said, and whether the gate would let it through now. */
export interface ItemState {
  item: ItemCode
  grant: GrantRow | undefined
  live: boolean
}

export interface UseState {
  use: Use
  vendor: Vendor
  /** Approved, and its company in good standing: it may be agreed to. */
  open: boolean
  items: ItemState[]
}

export interface CompanyState {
  vendor: Vendor
  uses: UseState[]
}

/** データを使う会社: who may use what now, who was stopped, and what there is to choose. */
export interface Switchboard {
  using: CompanyState[]
  /** Something was agreed once, and nothing of it holds any more. */
  stopped: CompanyState[]
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
  const open = use.standing === 'approved' && isActive(vendor, now)
  const ofUse = grants.filter((grant) => grant.useId === use.useId)
  const items = use.terms.items.map((item) => {
    const grant = ofUse.find((candidate) => candidate.item === item)
    const request = { useId: use.useId, useVersion: use.version, item }
    return { item, grant, live: open && decideConsent(grant, request, now).allowed }
  })
  return { use, vendor, open, items }
}

export function switchboardOf(companies: readonly CompanyState[]): Switchboard {
  const resting = companies.flatMap((company) => company.uses).filter((use) => use.open && !isLive(use))
  return {
    using: companies.filter((company) => company.uses.some(isLive)),
    stopped: companies.filter((company) => !company.uses.some(isLive) && company.uses.some(wasAgreed)),
    asked: resting.filter((use) => !isSilent(use) && !isStopped(use)),
    silent: resting.filter(isSilent),
  }
}

export function isLive(use: UseState): boolean {
  return use.items.some((item) => item.live)
}

/** The items of a company that are on, each once, over all its uses. */
export function liveItemsOf(company: CompanyState): ItemCode[] {
  const live = company.uses.flatMap((use) => use.items.filter((item) => item.live))
  return [...new Set(live.map(({ item }) => item))]
}

/** The purposes for which data may be used now, each once. */
export function livePurposesOf(companies: readonly CompanyState[]) {
  const live = companies.flatMap((company) => company.uses).filter(isLive)
  return [...new Set(live.map(({ use }) => use.terms.purpose))]
}

function isStopped(use: UseState): boolean {
  return use.items.some(({ grant }) => grant?.state === 'withdrawn')
}

function wasAgreed(use: UseState): boolean {
  return use.items.some(({ grant }) => grant !== undefined && grant.state !== 'refused')
}

function isSilent(use: UseState): boolean {
  return use.items.some(({ grant }) => grant !== undefined && grant.refusals >= refusalsUntilSilence)
}
