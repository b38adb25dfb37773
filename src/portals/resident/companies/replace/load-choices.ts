import {
  grantsOf,
  byLikeness,
  heldBy,
  likeness,
  mayReplace,
  usesOpenTo,
  type HeldByUse,
  type Likeness,
  type UsesOpen,
} from '../../../../consent/index.ts'
import type { VendorId } from '../../../../vendors/index.ts'
import type { Reader } from '../../../reader.ts'
import { firstAlone, questionOf, type Question } from '../../consent/question.ts'
import { loadCompany } from '../load-companies.ts'
import { companyStatesOf, type CompanyState, type UseState } from '../switchboard.ts'

/** A use of another company, by which this one can be replaced now. */
export interface Choice extends Likeness {
  state: UseState
}

export interface Choices {
  company: CompanyState
  /** What it has; nothing where there is nothing to replace. */
  held: HeldByUse[]
  /** Why the reader can agree to nothing now. */
  because: UsesOpen['because']
  /** The most alike first. */
  choices: Choice[]
}

/** undefined where there is no such company. */
export async function loadChoices(
  { tenant, residentId }: Pick<Reader, 'tenant' | 'residentId'>,
  vendorId: VendorId,
): Promise<Choices | undefined> {
  const company = await loadCompany(tenant, residentId, vendorId)
  if (!company) return undefined
  const grants = await grantsOf(tenant, residentId)
  const all = heldBy(
    company.uses.map(({ use }) => use),
    grants,
  )
  const held = all.filter(({ items }) => items.length > 0)
  const { because, open } = await usesOpenTo(tenant, residentId)
  const alike = open.filter(({ use }) => mayReplace({ from: vendorId, held, to: use }) === undefined)
  const states = alike.flatMap(({ use, vendor }) =>
    companyStatesOf([vendor], [use], grants, tenant.clock.now()).flatMap(({ uses }) => uses),
  )
  const choices = states
    .filter(({ items }) => items.some(({ live }) => !live))
    .map((state): Choice => ({ state, ...likeness(held, state.use) }))
    .toSorted(
      (one, other) => byLikeness(one, other) || one.state.use.useId.localeCompare(other.state.use.useId),
    )
  return { company, held, because, choices }
}

/** What is asked when it is chosen: what may be asked together, or, where that is nothing, one especially sensitive item. */
export function questionAt({ state }: Choice): Question | undefined {
  const together = questionOf(state, undefined)
  return together && together.items.length > 0 ? together : questionOf(state, firstAlone(state))
}
