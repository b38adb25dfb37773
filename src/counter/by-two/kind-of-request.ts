import type { ConsentActRefusal } from '../../consent/index.ts'
import type { StaffId } from '../../identity/index.ts'
import type { Refusal } from '../../kernel/index.ts'
import type { LeavingRefusal } from '../../leaving/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { LookUpDeed, LookUpReason } from '../rules.ts'
import type { RequestDetail } from './detail.ts'
import type { RequestKind } from './rules.ts'
import type { RequestId } from './store.ts'

/** Why what two decide cannot be done. */
export type DoingRefusal = LeavingRefusal | ConsentActRefusal

/** Of whom it was asked for, and under which number. */
interface Asked {
  residentId: ResidentId
  requestId: RequestId
}

/** Both have said so. */
export interface SaidByTwo extends Asked {
  two: { staffId: StaffId; secondStaffId: StaffId }
  /** A program of the city that brought the paper. */
  programId: string | null
}

/** As things stand, for whoever holds a transaction and for whoever does not. */
export interface AsItStands extends Pick<Tenant, 'clock' | 'keys'> {
  database: Queryable
}

export type DetailOf<Kind extends RequestKind> = Extract<RequestDetail, { kind: Kind }>

/** What is known of one kind of request. Another kind is a line in `kinds`, a case of the detail, and its words. */
export interface KindOfRequest<Detail> {
  /** Why the staff look. The resident reads it. */
  reason: LookUpReason
  /** What is the resident's business: no member of staff hears it, and so the resident reads it in their record. */
  quiet: Partial<Record<DoingRefusal, LookUpDeed>>
  /** Of one resident: is the one asked for where the other is? */
  isSame(one: Detail, other: Detail): boolean
  /** Why it cannot happen, or not any more. Asked as it is put down, and again before the second one's word is taken. */
  whyNot(now: AsItStands, residentId: ResidentId, detail: Detail): Promise<DoingRefusal | undefined>
  /**
   * Does it under the number of the request, so that it is done once however often this is begun. What is quiet is no refusal
   * here: the request has ended, and its resident reads why.
   */
  carryOut(tenant: Tenant, said: SaidByTwo, detail: Detail): Promise<{ ok: true } | Refusal<DoingRefusal>>
  /** Has it been done under that number? */
  isDone(database: Queryable, asked: Asked): Promise<boolean>
  /** Whom it is about besides: each step stands in their record, too. */
  alsoAbout?(detail: Detail): ResidentId[]
}
