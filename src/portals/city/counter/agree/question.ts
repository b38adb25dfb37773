import { isSensitive, type ItemCode } from '../../../../catalog/index.ts'
import type { RequestDetail } from '../../../../counter/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { findUse, findUseVersion, type Use, type UseId } from '../../../../review/index.ts'
import { findVendor } from '../../../../vendors/index.ts'
import type { Question } from '../../../resident/consent/question.ts'

/**
 * The question of the resident's own page, with every item of it: which of them are on already is the resident's to know, and
 * no member of staff's.
 */
export async function questionFor(
  tenant: Tenant,
  useId: UseId,
  alone: ItemCode | undefined,
): Promise<Question | undefined> {
  const use = await findUse(tenant.database, useId)
  if (!use || use.standing !== 'approved') return undefined
  const items = use.terms.items.filter((item) => (alone ? item === alone : !isSensitive(item)))
  if (items.length === 0 || (alone && !isSensitive(alone))) return undefined
  return questionAbout(tenant, use, { alone, items })
}

/** What a paper is about, in the version that was signed. */
export async function questionOnPaper(tenant: Tenant, detail: RequestDetail): Promise<Question | undefined> {
  if (detail.kind !== 'agreement') return undefined
  const use = await findUseVersion(tenant.database, detail.useId, detail.version)
  return use && questionAbout(tenant, use, { alone: undefined, items: detail.items })
}

async function questionAbout(
  tenant: Tenant,
  use: Use,
  { alone, items }: Pick<Question, 'alone' | 'items'>,
): Promise<Question | undefined> {
  const vendor = await findVendor(tenant.database, use.vendorId)
  return vendor && { alone, items, state: { use, vendor, open: true, stoppable: false, items: [] } }
}
