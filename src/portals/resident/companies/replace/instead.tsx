import { findReceipt, grantsOf } from '../../../../consent/index.ts'
import { findUse } from '../../../../review/index.ts'
import { findVendor, type Vendor } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import type { Reader } from '../../../reader.ts'
import { LinkLine, useView, useWords } from '../../../ui/index.ts'
import { companyName } from '../company-words.ts'
import { replaceWords } from './words.ts'

/** The company that was agreed to in the place of one that was stopped, under which receipt. */
export interface Instead {
  vendor: Vendor
  receiptNumber: string
}

/** undefined when the number is no agreement of this resident, or when all of it has been changed since. */
export async function loadInstead(
  { tenant, residentId }: Reader,
  receiptNumber: string | undefined,
): Promise<Instead | undefined> {
  const found = receiptNumber && (await findReceipt(tenant, residentId, receiptNumber))
  const [event] = (found && found.act.kind === 'agreed' && found.events) || []
  if (!found || !event) return undefined
  const current = new Set((await grantsOf(tenant, residentId)).map(({ eventId }) => eventId))
  if (!found.events.some(({ eventId }) => current.has(eventId))) return undefined
  const use = await findUse(tenant.database, event.useId)
  const vendor = use && (await findVendor(tenant.database, use.vendorId))
  return vendor && { vendor, receiptNumber: found.act.receiptNumber }
}

/** What taking the stop back does, and does not: it says so before somebody presses. */
export function InsteadOf({
  from,
  instead,
  undoable,
}: {
  from: Vendor
  instead: Instead
  undoable: boolean
}) {
  const view = useView()
  const say = useWords(replaceWords)
  const to = companyName(view, instead.vendor.profile)
  return (
    <>
      <p>{say('replaced', { to })}</p>
      {undoable && <p>{say('undoMore', { from: companyName(view, from.profile), to })}</p>}
      <LinkLine href={paths.receipt(instead.receiptNumber)}>{say('receiptOf', { to })}</LinkLine>
      <LinkLine href={paths.company(instead.vendor.vendorId)}>{say('pageOf', { to })}</LinkLine>
    </>
  )
}
