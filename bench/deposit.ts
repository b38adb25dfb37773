import { setTimeout as sleep } from 'node:timers/promises'
import type { LocalDay } from '../src/kernel/index.ts'
import { enrolResident } from '../src/residents/index.ts'
import type { BenchCity } from './city/open-city.ts'
import type { Connections } from './connections.ts'
import { Visitor } from './visitor.ts'

/** Somebody new each time: the same file twice is refused, and nobody's pages get fuller from run to run. */
export async function aDepositor(city: BenchCity, connections: Connections, connection: number) {
  const identity = { name: '見本 太郎', kana: 'ミホン タロウ', birthDate: '1960-04-01' as LocalDay }
  const residentId = await enrolResident(city.tenant, identity)
  return { residentId, visitor: await Visitor.signIn(city, residentId, connections, connection) }
}

/** Sends an export, waits until it has been read and sealed, and confirms it: then it can be read. */
export async function depositExport(
  visitor: Visitor,
  pieces: Iterable<Buffer>,
  lookEveryMs: number,
): Promise<void> {
  const address = await visitor.upload('export.xml', pieces)
  let page = await visitor.open(address)
  for (; page.includes('<progress'); page = await visitor.open(address)) await sleep(lookEveryMs)
  const led = await visitor.press(`${address}/confirm`)
  if (!led.endsWith('?done=confirmed')) throw new Error(`the deposit was answered with ${led}`)
}

/** What this resident may be read of now. */
export async function countObservations({ superuser }: BenchCity, residentId: string): Promise<number> {
  const { rows } = await superuser.query<{ count: number }>(
    'select coalesce(sum(count), 0)::int as count from vault.envelopes where resident_id = $1',
    [residentId],
  )
  return rows[0]?.count ?? 0
}
