import { z } from 'zod'
import { itemCodes, type ItemCode } from '../catalog/index.ts'
import { localDaySchema, type Id, type LocalDay } from '../kernel/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import {
  sourceKinds,
  type DayOfSamples,
  type Sample,
  type SampleDocument,
  type SourceKind,
} from './importers/index.ts'

export type EnvelopeId = Id<'envelope'>

/** What an envelope says on the outside: what kind of data for which day, never a value. */
export interface EnvelopeHeader {
  envelopeId: EnvelopeId
  item: ItemCode
  source: SourceKind
  day: LocalDay
  /** Samples or documents inside. */
  count: number
}

export interface SealedEnvelope extends EnvelopeHeader {
  body: Buffer
  /** Order in which envelopes came to be; of two that say something about the same moment the later wins. */
  added: bigint
}

/** What is inside. `origin` is the device's own name and may name a person: it leaves the vault in the resident's own copy alone. */
export interface EnvelopeBody {
  origin: string
  samples: Sample[]
  documents: SampleDocument[]
}

const bodySchema = z.strictObject({
  origin: z.string(),
  samples: z.array(z.tuple([z.number(), z.number(), z.union([z.number(), z.string()])])),
  documents: z.array(z.strictObject({ atMs: z.number(), name: z.string(), text: z.string() })),
})

/** One row as the database gives it, parsed. */
export const sealedEnvelopeSchema = z
  .object({
    envelope_id: z.string().transform((id) => id as EnvelopeId),
    item: z.enum(itemCodes),
    source: z.enum(sourceKinds),
    day: localDaySchema,
    count: z.int(),
    body: z.instanceof(Buffer),
    added: z.string().transform(BigInt),
  })
  .transform((row): SealedEnvelope => ({
    envelopeId: row.envelope_id,
    item: row.item,
    source: row.source,
    day: row.day,
    count: row.count,
    body: row.body,
    added: row.added,
  }))

export function sealEnvelope(
  keys: OwnerKeys,
  residentId: ResidentId,
  envelopeId: EnvelopeId,
  day: DayOfSamples,
): EnvelopeHeader & { body: Buffer } {
  const { item, source, samples, documents, origin } = day
  const header = { envelopeId, item, source, day: day.day, count: samples.length + documents.length }
  const plain = Buffer.from(JSON.stringify({ origin, samples, documents } satisfies EnvelopeBody))
  return { ...header, body: keys.seal('values', plain, contextOf(residentId, header)) }
}

/** Throws when the envelope was moved to another resident, item or day, or one bit of it changed. */
export function openEnvelope(
  keys: OwnerKeys,
  residentId: ResidentId,
  envelope: SealedEnvelope,
): EnvelopeBody {
  const plain = keys.open('values', envelope.body, contextOf(residentId, envelope))
  return bodySchema.parse(JSON.parse(plain.toString('utf8')))
}

/** The keys of a resident whose values can still be read; undefined when there is none, or they were erased. */
export async function valuesKeysOf(tenant: Tenant, residentId: ResidentId): Promise<OwnerKeys | undefined> {
  const keys = await tenant.keys.find(residentId)
  return keys?.has('values') ? keys : undefined
}

function contextOf(
  residentId: ResidentId,
  header: Pick<EnvelopeHeader, 'envelopeId' | 'item' | 'day'>,
): string {
  return `vault/${residentId}/${header.envelopeId}/${header.item}/${header.day}`
}
