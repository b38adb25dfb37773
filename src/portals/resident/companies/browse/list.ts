import { purposeCodes } from '../../../../catalog/index.ts'
import type { UseState } from '../switchboard.ts'

/** By which heading the uses stand. */
export type Order = 'company' | 'purpose'

/** Nobody reads fifty, and a page of fifty is slow on a slow line. */
export const shownAtOnce = 10

export interface Group {
  /** All of one company, or all of one purpose. */
  uses: [UseState, ...UseState[]]
}

export interface Shown {
  groups: Group[]
  /** How many there are in all. */
  count: number
  page: number
  pages: number
}

/** One page of what there is to choose, in order: a page that is not there is the last. */
export function shownOn(page: number, uses: readonly UseState[], by: Order): Shown {
  const pages = Math.max(1, Math.ceil(uses.length / shownAtOnce))
  const at = Math.min(page, pages)
  const some = inOrder(uses, by).slice((at - 1) * shownAtOnce, at * shownAtOnce)
  const together = Map.groupBy(some, by === 'company' ? companyOf : purposeOf)
  const groups = [...together.values()].flatMap(([first, ...rest]) =>
    first ? [{ uses: [first, ...rest] satisfies Group['uses'] }] : [],
  )
  return { groups, count: uses.length, page: at, pages }
}

/** Of nothing but names, so that no company stands before another for any other reason. */
function inOrder(uses: readonly UseState[], by: Order): UseState[] {
  const names = uses.toSorted(
    (one, other) =>
      one.vendor.profile.name.localeCompare(other.vendor.profile.name, 'ja') ||
      companyOf(one).localeCompare(companyOf(other)) ||
      one.use.useId.localeCompare(other.use.useId),
  )
  return by === 'company'
    ? names
    : purposeCodes.flatMap((code) => names.filter((use) => purposeOf(use) === code))
}

const companyOf = ({ vendor }: UseState): string => vendor.vendorId
const purposeOf = ({ use }: UseState): string => use.terms.purpose
