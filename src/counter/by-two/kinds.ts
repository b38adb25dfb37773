import {
  actIdSchema,
  giveConsent,
  hasAct,
  PaperProof,
  whyNotByPaper,
  type ConsentActRefusal,
} from '../../consent/index.ts'
import type { StaffId } from '../../identity/index.ts'
import type { Refusal } from '../../kernel/index.ts'
import {
  merge,
  recordDeath,
  recordDeathInError,
  undoMerge,
  type LeavingRefusal,
} from '../../leaving/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import {
  canHappen,
  hasLifeChange,
  lifeEventIdSchema,
  recordedLifeChanges,
  standsOf,
  whyNotMergedNow,
  whyNotUndoneNow,
  type ResidentId,
} from '../../residents/index.ts'
import { leaveDesks } from '../attendance.ts'
import type { LookUpReason } from '../rules.ts'
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
interface AsItStands extends Pick<Tenant, 'clock' | 'keys'> {
  database: Queryable
}

type DetailOf<Kind extends RequestKind> = Extract<RequestDetail, { kind: Kind }>

/** What is known of one kind of request. Another kind is a line in `kinds`, a case of the detail, and its words. */
interface KindOfRequest<Detail> {
  /** Why the staff look. The resident reads it. */
  reason: LookUpReason
  /** Of one resident: is the one asked for where the other is? */
  isSame(one: Detail, other: Detail): boolean
  /** Why it cannot happen, or not any more. Asked as it is put down, and again before the second one's word is taken. */
  whyNot(now: AsItStands, residentId: ResidentId, detail: Detail): Promise<DoingRefusal | undefined>
  /** Does it under the number of the request, so that it is done once however often this is begun. */
  carryOut(tenant: Tenant, said: SaidByTwo, detail: Detail): Promise<{ ok: true } | Refusal<DoingRefusal>>
  /** Has it been done under that number? */
  isDone(database: Queryable, asked: Asked): Promise<boolean>
  /** Whom it is about besides: each step stands in their record, too. */
  alsoAbout?(detail: Detail): ResidentId[]
}

const ofALife = {
  reason: 'death',
  isSame: () => true,
  async whyNot({ database }, residentId, { kind }) {
    const stands = await standsOf(database, residentId)
    return canHappen(stands?.standing, kind) ? undefined : 'not-as-you-stand'
  },
  isDone: (database, { residentId, requestId }) => hasLifeChange(database, residentId, requestId),
} as const satisfies Omit<KindOfRequest<DetailOf<'died' | 'reported-in-error'>>, 'carryOut'>

const ofAMerging = {
  reason: 'merge',
  // The line is in the ledger of the duplicate.
  isDone: async (database, { requestId }) => (await recordedLifeChanges(database, [requestId])).length === 1,
  alsoAbout: ({ duplicate }) => [duplicate],
} as const satisfies Pick<
  KindOfRequest<DetailOf<'merged' | 'merged-in-error'>>,
  'reason' | 'isDone' | 'alsoAbout'
>

const kinds: { readonly [Kind in RequestKind]: KindOfRequest<DetailOf<Kind>> } = {
  died: {
    ...ofALife,
    carryOut: (tenant, { residentId, requestId, two }, { document }) =>
      recordDeath(tenant, atCounter(residentId), { ...two, document }, lifeEventIdSchema.parse(requestId)),
  },
  'reported-in-error': {
    ...ofALife,
    carryOut: (tenant, { residentId, requestId, two }) =>
      recordDeathInError(tenant, atCounter(residentId), two, lifeEventIdSchema.parse(requestId)),
  },
  agreement: {
    reason: 'agree',
    isSame: (one, other) => one.useId === other.useId && one.items.some((item) => other.items.includes(item)),
    whyNot: (city, residentId, detail) => whyNotByPaper(city, residentId, answerOn(detail), paperOf(detail)),
    carryOut(tenant, { residentId, requestId, two, programId }, detail) {
      const proof = new PaperProof(residentId, { ...two, programId, ...paperOf(detail) })
      const by = { ...atCounter(residentId), proof }
      return giveConsent(tenant, by, answerOn(detail), actIdSchema.parse(requestId))
    },
    isDone: (database, { residentId, requestId }) =>
      hasAct(database, residentId, actIdSchema.parse(requestId)),
  },
  merged: {
    ...ofAMerging,
    isSame: () => true,
    whyNot: (now, remaining, { duplicate }) => whyNotMergedNow(now, { remaining, duplicate }),
    carryOut: (tenant, { residentId, requestId, two }, { duplicate }) =>
      merge(tenant, { remaining: residentId, duplicate }, two, {
        eventId: lifeEventIdSchema.parse(requestId),
        besides: (client) => leaveDesks(client, duplicate),
      }),
  },
  'merged-in-error': {
    ...ofAMerging,
    isSame: (one, other) => one.duplicate === other.duplicate,
    whyNot: (now, remaining, { duplicate }) => whyNotUndoneNow(now, { remaining, duplicate }),
    carryOut: (tenant, { residentId, requestId, two }, { duplicate, shownBy }) =>
      undoMerge(
        tenant,
        { remaining: residentId, duplicate },
        { ...two, shownBy },
        lifeEventIdSchema.parse(requestId),
      ),
  },
}

export function kindOf<Kind extends RequestKind>(kind: Kind): KindOfRequest<DetailOf<Kind>> {
  return kinds[kind]
}

function atCounter(residentId: ResidentId) {
  return { residentId, sessionHash: null, channel: 'counter' } as const
}

type Agreement = DetailOf<'agreement'>

function answerOn({ useId, version, items }: Agreement) {
  return { useId, versionShown: version, items }
}

function paperOf({ paperHash, signedOn }: Agreement) {
  return { paperHash: Buffer.from(paperHash, 'hex'), signedOn }
}
