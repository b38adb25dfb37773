import { actIdSchema, isActDone } from '../../consent/index.ts'
import { merge, recordDeath, recordDeathInError, undoMerge } from '../../leaving/index.ts'
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
import { agreeByPaper, quietOfPapers, whyNotOnPaper } from './agree-by-paper.ts'
import type { RequestDetail } from './detail.ts'
import type { AsItStands, DetailOf, DoingRefusal, KindOfRequest } from './kind-of-request.ts'
import type { RequestKind } from './rules.ts'

const ofALife = {
  reason: 'death',
  quiet: {},
  isSame: () => true,
  async whyNot({ database }, residentId, { kind }) {
    const stands = await standsOf(database, residentId)
    return canHappen(stands?.standing, kind) ? undefined : 'not-as-you-stand'
  },
  isDone: (database, { residentId, requestId }) => hasLifeChange(database, residentId, requestId),
} as const satisfies Omit<KindOfRequest<DetailOf<'died' | 'reported-in-error'>>, 'carryOut'>

const ofAMerging = {
  reason: 'merge',
  quiet: {},
  // The line is in the ledger of the duplicate.
  isDone: async (database, { requestId }) => (await recordedLifeChanges(database, [requestId])).length === 1,
  alsoAbout: ({ duplicate }) => [duplicate],
} as const satisfies Pick<
  KindOfRequest<DetailOf<'merged' | 'merged-in-error'>>,
  'reason' | 'quiet' | 'isDone' | 'alsoAbout'
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
    quiet: quietOfPapers,
    isSame: (one, other) => one.useId === other.useId && one.items.some((item) => other.items.includes(item)),
    whyNot: whyNotOnPaper,
    carryOut: agreeByPaper,
    isDone: (database, { residentId, requestId }) =>
      isActDone(database, residentId, actIdSchema.parse(requestId)),
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

/** Why it cannot happen, as far as the staff may hear it: at both doors, whoever puts it down and whoever confirms it. */
export async function whyNotHeard(
  now: AsItStands,
  residentId: ResidentId,
  detail: RequestDetail,
): Promise<DoingRefusal | undefined> {
  const { quiet, whyNot } = kindOf(detail.kind)
  const because = await whyNot(now, residentId, detail)
  return because && quiet[because] ? undefined : because
}

function atCounter(residentId: ResidentId) {
  return { residentId, sessionHash: null, channel: 'counter' } as const
}
