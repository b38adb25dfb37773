import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { refuse, type Refusal } from '../../kernel/index.ts'
import { canonicalOf, checkDocument, type EvidenceFault, type LogKey } from '../../proof/index.ts'
import { eventRecordSchema, type EventRecord } from './event-record.ts'
import { consentStatus } from './receipt-document.ts'

/** As much of a receipt as the log can vouch for; the rest is vouched for by the signature. */
const receiptSchema = z.looseObject({
  '@type': z.literal('dpv:ConsentReceipt'),
  'dct:identifier': z.string(),
  'dct:created': z.iso.datetime(),
  'dpv:hasRecordOfActivity': z
    .array(z.looseObject({ 'dpv:hasConsentStatus': z.array(z.looseObject({})) }))
    .max(1_000),
})

/** What is wrong with a receipt, by name. `leaf`: which of its events, from 0; null where it is about the whole. */
export type ReceiptFault = EvidenceFault | { because: 'not-signed' | 'says-otherwise'; leaf: number | null }

export interface CheckedReceipt {
  ok: true
  receiptNumber: string
  createdAt: Date
  /** What happened, as the log knows it. */
  records: EventRecord[]
  /** Size of the log at that moment; null when it had none. */
  logSize: number | null
  /** Events that waited for the log then, and until when they had to be there. */
  promised: { leaf: number; by: Date }[]
  /** Empty: everything holds. */
  faults: ReceiptFault[]
}

/** Checks a receipt with nothing but the keys of the log, which one has from elsewhere. Asks nobody. */
export async function checkReceipt(
  text: string,
  keys: readonly LogKey[],
): Promise<CheckedReceipt | Refusal<'not-a-receipt'>> {
  const receipt = receiptSchema.safeParse(parsed(text))
  const found = receipt.success ? await checkDocument(receipt.data, keys) : undefined
  const records = z.array(eventRecordSchema).safeParse(found?.evidence.leaves.map(({ record }) => record))
  if (!receipt.success || !found || !records.success) return refuse('not-a-receipt')
  const faults: ReceiptFault[] = [...found.faults]
  if (!found.signer) faults.push({ because: 'not-signed', leaf: null })
  if (!saysWhatHappened(receipt.data, records.data)) faults.push({ because: 'says-otherwise', leaf: null })
  return {
    ok: true,
    receiptNumber: receipt.data['dct:identifier'],
    createdAt: new Date(receipt.data['dct:created']),
    records: records.data,
    logSize: found.checkpoint?.size ?? null,
    promised: found.promised,
    faults,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether the words of the receipt are those of the records behind it: all of them, and no others. */
function saysWhatHappened(receipt: z.infer<typeof receiptSchema>, records: readonly EventRecord[]): boolean {
  const said = receipt['dpv:hasRecordOfActivity'].flatMap((record) => record['dpv:hasConsentStatus'])
  const happened = records.map(consentStatus)
  const sameNumber = records.every(({ receiptNumber }) => receiptNumber === receipt['dct:identifier'])
  return sameNumber && isDeepStrictEqual(sorted(said), sorted(happened))
}

const sorted = (statuses: readonly object[]) => statuses.map(canonicalOf).sort()
