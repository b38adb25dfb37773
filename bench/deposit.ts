import { setTimeout as sleep } from 'node:timers/promises'
import type { LocalDay } from '../src/kernel/index.ts'
import { enrolResident } from '../src/residents/index.ts'
import { minuteByMinute, recordBytes } from '../test/support/minute-by-minute.ts'
import type { BenchCity } from './city/open-city.ts'
import { Connections } from './connections.ts'
import type { Bench, Side } from './job.ts'
import { Visitor } from './visitor.ts'
import { depositors, observationsPerDeposit, rateOf } from './workload.ts'
import { agreeToTerms } from '../test/support/terms.ts'

/** Short beside the second that a deposit takes; looked at every 120 ms it is as fast. */
const lookEveryMs = 40

/** Residents deposit one export after another, each depositor at the next of these processes of the service. */
export function deposits(
  { city, roundMs }: Pick<Bench, 'city' | 'roundMs'>,
  services: readonly { port: number }[],
): Side {
  const connections = services.map(({ port }) => new Connections(port, depositors))
  const depositNext = async (depositor: number) => {
    const there = connections[depositor % connections.length]
    if (!there) throw new Error('there is no service to deposit at')
    const { visitor, residentId } = await aDepositor(city, there, depositor)
    await depositExport(visitor, minuteByMinute(observationsPerDeposit * recordBytes), lookEveryMs)
    return countObservations(city, residentId)
  }
  return {
    answer: () => depositNext(0),
    round: () => rateOf(depositors, roundMs, depositNext),
    close: () => {
      for (const there of connections) there.close()
      return Promise.resolve()
    },
  }
}

/** Somebody new each time: the same file twice is refused, and nobody's pages get fuller from run to run. */
export async function aDepositor(city: BenchCity, connections: Connections, connection: number) {
  const identity = { name: '見本 太郎', kana: 'ミホン タロウ', birthDate: '1960-04-01' as LocalDay }
  const residentId = await agreeToTerms(city.tenant, await enrolResident(city.tenant, identity))
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
