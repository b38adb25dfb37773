import { actsOf, eventsOf, type Act, type ConsentEvent } from '../../../consent/index.ts'
import { lookUpsOf, type LookUp } from '../../../counter/index.ts'
import { historyOf, type HistoryEntry } from '../../../exchange/index.ts'
import { programNames } from '../../../identity/index.ts'
import { sliceOf, type Slice } from '../../../kernel/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { findUses, findUseVersion, type Use, type UseId } from '../../../review/index.ts'
import { openingsOf, type Opening } from '../../../shares/index.ts'
import { findVendors, type Vendor } from '../../../vendors/index.ts'
import { namesOfWhat, type NamesOfWhat } from '../receipt/by-what.ts'
import { groupEntries, type EntryGroup } from './group-entries.ts'

const entriesShown = 30

/** One or more like entries, with the company and the use in the terms of that day. */
export interface NamedGroup extends EntryGroup {
  vendor: Vendor
  use: Use
}

export async function loadGiven(
  tenant: Tenant,
  residentId: ResidentId,
  before: Date | null,
): Promise<Slice<NamedGroup>> {
  const read = await historyOf(tenant, residentId, { before, limit: entriesShown + 1 })
  const { shown, olderBefore } = sliceOf(read, entriesShown, (entry) => entry.at)
  const names = await loadNames(
    tenant,
    shown.map((entry) => entry.useId),
  )
  const groups = groupEntries(shown).map(async (group): Promise<NamedGroup> => {
    const [entry] = group.entries
    return { ...group, vendor: names.vendorOf(entry.vendorId), use: await useOf(tenant, names, entry) }
  })
  return { shown: await Promise.all(groups), olderBefore }
}

/** A refusal keeps no version of the terms: it is told in those of today. */
async function useOf(tenant: Tenant, names: Names, entry: HistoryEntry): Promise<Use> {
  const now = names.useOf(entry.useId)
  if (entry.kind === 'refusal' || entry.useVersion === now.version) return now
  return (await findUseVersion(tenant.database, entry.useId, entry.useVersion)) ?? now
}

/** One thing the resident did, and the companies and items it was about. */
export interface NamedAct {
  act: Act
  vendors: Vendor[]
  events: ConsentEvent[]
  /** By what it came. */
  what: NamesOfWhat
}

export async function loadMine(
  tenant: Tenant,
  residentId: ResidentId,
  before: Date | null,
): Promise<Slice<NamedAct>> {
  const read = await actsOf(tenant, residentId, { before, limit: entriesShown + 1 })
  const { shown, olderBefore } = sliceOf(read, entriesShown, (act) => act.happenedAt)
  const all = await eventsOf(
    tenant,
    residentId,
    shown.map((act) => act.actId),
  )
  const names = await loadNames(
    tenant,
    all.map((event) => event.useId),
  )
  const what = await namesOfWhat(tenant, shown)
  const acts = shown.map((act): NamedAct => {
    const events = all.filter((event) => event.actId === act.actId)
    const vendorIds = new Set(events.map((event) => names.useOf(event.useId).vendorId))
    return { act, events, what, vendors: [...vendorIds].map((vendorId) => names.vendorOf(vendorId)) }
  })
  return { shown: acts, olderBefore }
}

/** A look, and by what name residents know the program where it was one. */
export interface NamedLook extends LookUp {
  program: string | null
}

export async function loadLookUps(
  tenant: Tenant,
  residentId: ResidentId,
  before: Date | null,
): Promise<Slice<NamedLook>> {
  const read = await lookUpsOf(tenant, residentId, { before, limit: entriesShown + 1 })
  const { shown, olderBefore } = sliceOf(read, entriesShown, ({ lookedAt }) => lookedAt)
  return { shown: await withPrograms(tenant, shown), olderBefore }
}

export async function withPrograms(tenant: Tenant, looks: readonly LookUp[]): Promise<NamedLook[]> {
  const programIds = new Set(looks.flatMap(({ programId }) => programId ?? []))
  const names = await programNames(tenant, [...programIds])
  return looks.map((look) => ({
    ...look,
    program: look.programId === null ? null : (names.get(look.programId) ?? look.programId),
  }))
}

export async function loadShown(
  tenant: Tenant,
  residentId: ResidentId,
  before: Date | null,
): Promise<Slice<Opening>> {
  const read = await openingsOf(tenant, residentId, { before, limit: entriesShown + 1 })
  return sliceOf(read, entriesShown, ({ openedAt }) => openedAt)
}

interface Names {
  vendorOf(vendorId: string): Vendor
  useOf(useId: UseId): Use
}

/** These uses and their companies, by id. Throws for one that is not there: records keep only ids that exist. */
async function loadNames(tenant: Tenant, useIds: readonly UseId[]): Promise<Names> {
  const uses = await findUses(tenant.database, useIds)
  const vendors = await findVendors(
    tenant.database,
    uses.map((use) => use.vendorId),
  )
  const vendorById = new Map<string, Vendor>(vendors.map((vendor) => [vendor.vendorId, vendor]))
  const useById = new Map<string, Use>(uses.map((use) => [use.useId, use]))
  return {
    vendorOf: (id) => found(vendorById.get(id)),
    useOf: (id) => found(useById.get(id)),
  }
}

function found<Named>(named: Named | undefined): Named {
  if (named === undefined) throw new Error('the record names a company or use that is not there')
  return named
}
