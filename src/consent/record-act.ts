import type pg from 'pg'
import type { ItemCode } from '../catalog/index.ts'
import { newId } from '../kernel/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import { commitmentOf, queueLeaves, type PendingLeaf } from '../proof/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import type { Evidence } from './evidence.ts'
import { eventRecord } from './receipt/event-record.ts'
import { newReceiptNumber, receiptHash } from './receipt-number.ts'
import { insertAct, type Act, type ActId, type ConsentEvent, type EventId } from './store.ts'

/** Who did it, from where. `sessionHash` is null when no browser was involved. */
export interface By {
  residentId: ResidentId
  sessionHash: Buffer | null
  channel: Act['channel']
  /** The app they did it by. */
  appId?: string
  /** What is written down besides, in the transaction of the act: where none is recorded, nor is it. */
  onTheRecord?: (client: pg.PoolClient) => Promise<void>
}

export interface Change {
  useId: UseId
  useVersion: number
  item: ItemCode
  kind: ConsentEvent['kind']
  until: Date | null
  /** Of a pause; else there is none. */
  pausedUntil?: Date | null
}

/** What a person gets in hand: the number to quote, and when it took effect. */
export interface Receipt {
  actId: ActId
  receiptNumber: string
  happenedAt: Date
}

export interface NewAct {
  kind: Act['kind']
  useId: UseId | null
  reverses: ActId | null
  changes: readonly Change[]
  /** How it was shown that it is the resident; of what needs no showing, nothing. */
  shown?: Evidence | undefined
  /** Of what was asked for before it is done; else a new one. */
  actId?: ActId | undefined
}

/** An act as it was written. */
export interface Recorded {
  act: Act
  events: ConsentEvent[]
}

/** Writes one act with its events, grants, receipt and commitments, in the caller's transaction. */
export async function recordAct(
  client: pg.PoolClient,
  keys: OwnerKeys,
  by: By,
  { kind, useId, reverses, changes, shown, actId }: NewAct,
  now: Date,
): Promise<Recorded> {
  const act: Act = {
    actId: actId ?? newId<ActId>(),
    receiptNumber: newReceiptNumber(),
    kind,
    useId,
    channel: by.channel,
    appId: by.appId ?? null,
    programId: shown?.programId ?? null,
    sessionHash: by.sessionHash,
    reverses,
    evidence: shown?.evidence ?? null,
    signedOn: shown?.signedOn ?? null,
    happenedAt: now,
  }
  const events = changes.map((change): ConsentEvent => ({
    eventId: newId<EventId>(),
    pausedUntil: null,
    ...change,
  }))
  const paperHash = shown?.paperHash && paperHashOf(keys, shown.paperHash)
  await insertAct(client, by.residentId, act, events, {
    receiptHash: receiptHash(act.receiptNumber),
    shown: shown && { ...shown, paperHash: paperHash ?? null },
  })
  await queueLeaves(client, leavesOf(keys, by.residentId, { act, events }))
  await by.onTheRecord?.(client)
  return { act, events }
}

export function receiptOf({ act: { actId, receiptNumber, happenedAt } }: Pick<Recorded, 'act'>): Receipt {
  return { actId, receiptNumber, happenedAt }
}

export function leavesOf(keys: OwnerKeys, residentId: ResidentId, { act, events }: Recorded): PendingLeaf[] {
  return events.map((event) => leafOf(keys, residentId, act, event))
}

function leafOf(keys: OwnerKeys, residentId: ResidentId, act: Act, event: ConsentEvent): PendingLeaf {
  const record = eventRecord(residentId, act, event)
  return {
    residentId,
    leafId: event.eventId,
    kind: 'consent-event',
    commitment: commitmentOf(keys, 'consent-event', event.eventId, record),
    queuedAt: act.happenedAt,
  }
}

/** Whoever has the paper can say that it is this one; whoever has the database alone cannot guess what was on it. */
export function paperHashOf(keys: OwnerKeys, paperHash: Buffer): Buffer {
  return keys.hmac('records', 'consent/paper', paperHash.toString('hex'))
}
