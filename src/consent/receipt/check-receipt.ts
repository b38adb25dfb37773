import * as z from 'zod'
import { refuse, type Refusal } from '../../kernel/index.ts'
import {
  canonicalOf,
  checkDocument,
  promisedWithinMs,
  type EvidenceFault,
  type LogKey,
} from '../../proof/index.ts'
import { eventRecordSchema, type EventRecord } from './event-record.ts'
import { consentStatus, subjectOf, useVersionOf } from './receipt-document.ts'

const consentRecordSchema = z.looseObject({
  'dpv:hasDataSubject': z.looseObject({ '@id': z.string() }),
  'dpv:hasNotice': z.looseObject({ '@id': z.string() }),
  'dpv:hasConsentStatus': z.array(z.looseObject({})).min(1),
})

/** As much of a receipt as the log can vouch for; the rest is vouched for by the signature. */
const receiptSchema = z.looseObject({
  '@type': z.literal('dpv:ConsentReceipt'),
  'dct:identifier': eventRecordSchema.shape.receiptNumber,
  'dct:created': z.iso.datetime().transform((text) => new Date(text)),
  'dpv:hasRecordOfActivity': z.array(consentRecordSchema).min(1).max(1_000),
})
type ReceiptRead = z.infer<typeof receiptSchema>

/** What is wrong with a receipt, by name. `leaf`: which of its events, from 0; null where it is about the whole. */
export type ReceiptFault =
  | EvidenceFault
  | { because: 'not-signed' | 'says-otherwise'; leaf: null }
  /** It was to be in the log by now: a receipt that is asked for anew must show it there. */
  | { because: 'promise-over'; leaf: number }
  /** No city promises for longer than a day. */
  | { because: 'promise-too-long'; leaf: number }

export interface CheckedReceipt {
  ok: true
  receiptNumber: string
  createdAt: Date
  /** What happened, as the log knows it. */
  records: EventRecord[]
  /** Size of the log at that moment; null when it had none. */
  logSize: number | null
  /** That checkpoint, as it stands in the receipt. */
  checkpoint: string | null
  /** Events that waited for the log then, and until when they had to be there. */
  promised: { leaf: number; by: Date }[]
  /** Empty: everything holds. */
  faults: ReceiptFault[]
}

/** Checks a receipt with nothing but the keys of the log, which one has from elsewhere. Asks nobody. */
export function checkReceipt(
  text: string,
  keys: readonly LogKey[],
  now: Date,
): CheckedReceipt | Refusal<'not-a-receipt'> {
  const written = asIssued(text)
  const receipt = receiptSchema.safeParse(written)
  // The signature is held against what is written, not against what was understood of it.
  const found = written && receipt.success ? checkDocument(written, keys) : undefined
  const records = z.array(eventRecordSchema).safeParse(found?.evidence.leaves.map(({ record }) => record))
  if (!receipt.success || !found || !records.success) return refuse('not-a-receipt')
  const createdAt = receipt.data['dct:created']
  const faults: ReceiptFault[] = [...found.faults, ...brokenPromises(found.promised, createdAt, now)]
  if (!found.signer) faults.push({ because: 'not-signed', leaf: null })
  const isOfEvents = found.evidence.leaves.every(
    ({ kind, leafId, record }) => kind === 'consent-event' && leafId === record['eventId'],
  )
  if (!isOfEvents || !saysWhatHappened(receipt.data, records.data))
    faults.push({ because: 'says-otherwise', leaf: null })
  return {
    ok: true,
    receiptNumber: receipt.data['dct:identifier'],
    createdAt,
    records: records.data,
    logSize: found.checkpoint?.size ?? null,
    checkpoint: found.evidence.checkpoint,
    promised: found.promised,
    faults,
  }
}

/**
 * The object, if it is written as we write one, whatever the spaces between: a name that stands twice, or is read over by
 * one reader and not by another, would show two people two receipts under one signature.
 */
function asIssued(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    const withoutSpaces = text.replace(/("(?:[^"\\]|\\.)*")|\s+/gu, '$1')
    const isOne = typeof parsed === 'object' && parsed !== null && JSON.stringify(parsed) === withoutSpaces
    return isOne ? parsed : undefined
  } catch {
    return undefined
  }
}

function brokenPromises(promised: CheckedReceipt['promised'], createdAt: Date, now: Date): ReceiptFault[] {
  return promised.flatMap(({ leaf, by }): ReceiptFault[] => {
    if (by.getTime() > createdAt.getTime() + promisedWithinMs) return [{ because: 'promise-too-long', leaf }]
    return by < now ? [{ because: 'promise-over', leaf }] : []
  })
}

/** Whether the words of the receipt are those of the records behind it: of this person, use and version, all, and no others. */
function saysWhatHappened(receipt: ReceiptRead, records: readonly EventRecord[]): boolean {
  const said = receipt['dpv:hasRecordOfActivity'].flatMap((record) =>
    record['dpv:hasConsentStatus'].map((status) => ({
      subject: record['dpv:hasDataSubject']['@id'],
      use: record['dpv:hasNotice']['@id'],
      number: receipt['dct:identifier'],
      status,
    })),
  )
  const happened = records.map((record) => ({
    subject: subjectOf(record.residentId),
    use: useVersionOf(record.useId, record.useVersion),
    number: record.receiptNumber,
    status: consentStatus(record),
  }))
  // Each is a JSON text, in which a bare line break never stands.
  const inOrder = (statuses: readonly object[]) => statuses.map(canonicalOf).sort().join('\n')
  return inOrder(said) === inOrder(happened)
}
