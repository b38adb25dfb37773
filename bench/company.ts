import { randomUUID } from 'node:crypto'
import { makeClientKeyPair, registerClient } from '../src/identity/index.ts'
import type { UseId } from '../src/review/index.ts'
import { findVendor } from '../src/vendors/index.ts'
import { aToken, addressOf } from '../test/support/service-company.ts'
import type { ResidentId } from '../src/residents/index.ts'
import type { BenchCity } from './city/open-city.ts'
import { companies } from './city/plan.ts'
import type { Asked } from './connections.ts'

/** One token may ask 1,200 times a minute, so a company that is measured takes several. */
const tokenCount = 32

/** A resident as the company knows them. */
export interface Subject {
  residentId: ResidentId
  pseudonym: string
}

/** A company's program with tokens in hand, and the residents it may read now. */
export interface ReadingCompany {
  useId: UseId
  subjects: Subject[]
  /** A read of one resident, or of all: a new one each time, with a key of its own. */
  read(subject?: Subject): Asked
}

/** `rank`: 0 is the company most residents agreed to. */
export async function aReadingCompany(city: BenchCity, rank: number): Promise<ReadingCompany> {
  const { tenant } = city
  const planned = companies[rank]
  const vendor = planned && (await findVendor(tenant.database, planned.vendorId))
  if (!vendor) throw new Error('the city has fewer companies')
  const keys = await makeClientKeyPair()
  const clientId = `bench-${randomUUID().slice(0, 8)}`
  await registerClient(tenant, { clientId, vendorId: vendor.vendorId, jwks: keys.publicJwks })
  const tokens: string[] = []
  while (tokens.length < tokenCount) tokens.push(await aToken(city, city.service, { clientId, keys }))
  let turn = 0
  return {
    useId: planned.useId,
    subjects: await subjectsOf(city, planned.useId),
    read: (subject) => {
      const token = tokens[(turn += 1) % tokenCount] ?? ''
      const wanted = { token, use: planned.useId, subject: subject?.pseudonym, limit: 5_000 }
      return {
        path: addressOf(wanted),
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
      }
    },
  }
}

async function subjectsOf({ superuser }: BenchCity, useId: UseId): Promise<Subject[]> {
  const { rows } = await superuser.query<Subject>(
    `select resident_id as "residentId", pseudonym from exchange.pseudonyms
      where use_id = $1
        and exists (select from consent.grants granted
                     where granted.resident_id = pseudonyms.resident_id and granted.use_id = $1
                       and state = 'granted' and until > now())
      order by resident_id`,
    [useId],
  )
  return rows
}

/** The records in an answer, each as `item day samples`, in order; throws where the read was refused. */
export function recordsIn(status: number, body: string): string[] {
  if (status !== 200) throw new Error(`the read was answered with ${String(status)}: ${body.slice(0, 200)}`)
  const lines = body
    .trim()
    .split('\n')
    .map((text): unknown => JSON.parse(text))
  return lines.flatMap((line) => (isRecord(line) ? [recordText(line)] : [])).sort()
}

interface RecordLine {
  type: 'record'
  item: string
  day: string
  samples: unknown
}

function isRecord(line: unknown): line is RecordLine {
  return typeof line === 'object' && line !== null && 'type' in line && line.type === 'record'
}

export function recordText({ item, day, samples }: Omit<RecordLine, 'type'>): string {
  return `${item} ${day} ${JSON.stringify(samples)}`
}
