import { z } from 'zod'
import type { Slice } from '../../../kernel/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import type { Opening } from '../../../shares/index.ts'
import { depositsOf, type Deposit } from '../../../vault/index.ts'
import {
  loadGiven,
  loadLookUps,
  loadMine,
  loadShown,
  type NamedAct,
  type NamedGroup,
  type NamedLook,
} from './load-history.ts'

export const shows = ['given', 'shares', 'mine', 'deposits', 'look-ups'] as const
export type Show = (typeof shows)[number]

export type HistoryContent =
  | { show: 'given'; slice: Slice<NamedGroup> }
  | { show: 'shares'; slice: Slice<Opening> }
  | { show: 'mine'; slice: Slice<NamedAct> }
  | { show: 'deposits'; slice: Slice<Deposit> }
  | { show: 'look-ups'; slice: Slice<NamedLook> }

export const historyQuerySchema = z.object({
  show: z.enum(shows).catch('given'),
  /** Only what was before this instant. */
  before: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional()
    .catch(undefined),
})

export async function loadContent(
  tenant: Tenant,
  residentId: ResidentId,
  show: Show,
  before: Date | null,
): Promise<HistoryContent> {
  switch (show) {
    case 'given':
      return { show, slice: await loadGiven(tenant, residentId, before) }
    case 'shares':
      return { show, slice: await loadShown(tenant, residentId, before) }
    case 'mine':
      return { show, slice: await loadMine(tenant, residentId, before) }
    case 'deposits':
      return { show, slice: { shown: await depositsOf(tenant, residentId), olderBefore: null } }
    case 'look-ups':
      return { show, slice: await loadLookUps(tenant, residentId, before) }
  }
}
