/** What happens in a city on any day, one small act at a time, over and over, in an order that is always the same. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, localDayOf } from '../../src/kernel/index.ts'
import { stepsFile } from './city.ts'
import type { EverydayCity, Person, Program } from './everyday-city.ts'
import { contentOf } from './send-file.ts'
import { SignedInBrowser } from './served-resident.ts'
import { aToken, readRecords, wallClock, type Line, type Wishes } from './service-company.ts'
import type { Tally } from './tally.ts'
import type { WatchedStop } from './watched-stops.ts'

export interface Watch {
  tally: Tally
  /** Told of each line that a company receives. */
  onLine?: (line: Line) => void
  /** Told of each delivery that a company broke off. */
  onHangUp?: (delivery: string) => void
  onStop?: (stop: WatchedStop) => void
}

/** One act; `turn` counts all of them and says who does it, and where. */
type Act = (day: EverydayCity, watch: Watch, turn: number) => Promise<unknown>

const pick = <One>(from: readonly One[], turn: number): One => from[turn % from.length]!
const serviceOf = ({ services }: EverydayCity, turn: number) => pick(services, turn)
const personOf = ({ people }: EverydayCity, turn: number): Person => pick(people, turn)
const programOf = ({ programs }: EverydayCity, turn: number): Program => pick(programs, turn)

const openPage: Act = async (day, { tally }, turn) => {
  const vendor = programOf(day, turn).use.vendorId
  const paths = ['/home', '/companies', `/companies/${vendor}`, '/deposits', '/history', '/settings']
  const path = pick([...paths, '/data/activity.steps'], Math.floor(turn / 3))
  await tally.expect(path, [200], personOf(day, turn).browser.open(serviceOf(day, turn), path))
}

const strangerLooks: Act = async (day, { tally }, turn) => {
  const [path, status] = pick(
    [
      ['/', 200],
      ['/sign-in', 200],
      ['/nowhere', 404],
      ['/home', 401],
      ['/receipts/AAAA', 401],
    ] as const,
    turn,
  )
  const stranger = new SignedInBrowser(`10.0.1.${turn % 200}`)
  await tally.expect(path, [status], stranger.open(serviceOf(day, turn), path))
}

/** A read as this program makes it, with what the act changes. */
async function read(
  day: EverydayCity,
  watch: Watch,
  turn: number,
  {
    program = programOf(day, turn),
    statuses = [200],
    ...changed
  }: Partial<Wishes> & {
    program?: Program
    statuses?: readonly number[]
  },
) {
  const service = serviceOf(day, turn)
  const wishes: Wishes = {
    token: await program.token(service),
    use: program.use,
    ...(watch.onLine ? { onLine: watch.onLine } : {}),
    ...changed,
    headers: { 'x-forwarded-for': `10.0.2.${turn % 200}`, ...changed.headers },
  }
  return watch.tally.expect('a read', statuses, readRecords(service, wishes))
}

const poll: Act = async (day, watch, turn) => {
  const program = programOf(day, turn)
  const { lines } = await read(day, watch, turn, { cursor: program.cursor })
  program.cursor = lines.at(-1)?.cursor ?? program.cursor
}

/** 403 while that resident has stopped. */
const readOne: Act = (day, watch, turn) =>
  read(day, watch, turn, { subject: pick(programOf(day, turn).subjects, turn), statuses: [200, 403] })

const readAll: Act = (day, watch, turn) => read(day, watch, turn, {})

/** Once the first line has come. */
const hangUp: Act = (day, watch, turn) => {
  const over = new AbortController()
  const onLine = (line: Line) => {
    watch.onLine?.(line)
    watch.onHangUp?.(line.delivery)
    over.abort()
  }
  return read(day, watch, turn, { program: day.bulk, signal: over.signal, onLine })
}

const refusedRead: Act = (day, watch, turn) =>
  read(
    day,
    watch,
    turn,
    pick(
      [
        { token: 'made-up', statuses: [401] },
        { use: randomUUID(), statuses: [404] },
        { use: day.bulk.use, statuses: [404] },
        { subject: randomUUID(), statuses: [404] },
        { reason: 'never-reviewed', statuses: [422] },
        { key: 'short', statuses: [400] },
      ],
      turn,
    ),
  )

const fetchToken: Act = (day, { tally }, turn) =>
  tally.expect(
    'a token',
    [200],
    aToken(day.city, serviceOf(day, turn), programOf(day, turn).company).then(() => ({ status: 200 })),
  )

/** The page names a delivery that had begun: what comes of that is no breach of the stop. */
const namesOne = /まだ終わっていません/u

const stopAndUndo: Act = async (day, { tally, onStop }, turn) => {
  const { residentId, browser } = personOf(day, turn)
  const service = serviceOf(day, turn)
  const { useId } = programOf(day, Math.floor(turn / 2)).use
  const askedAt = wallClock()
  const pressed = await tally.expect(
    'a stop',
    [303],
    browser.post(service, '/companies/stop', { use: useId }),
  )
  const confirmedAt = wallClock()
  const page = pressed.headers.get('location') ?? ''
  const { text } = await tally.expect('after a stop', [200], browser.open(service, page))
  const scope = { residentId, useId, items: null }
  const stop = { ...scope, askedAt, confirmedAt, resumedAt: wallClock(), named: new Set<string>() }
  if (!namesOne.test(text)) onStop?.(stop)
  const receipt = /act=([-0-9A-Z]+)/u.exec(page)?.[1] ?? ''
  await tally.expect('an undo', [303], browser.post(service, '/companies/undo', { receipt }))
}

const depositAndTakeBack: Act = async (day, { tally }, turn) => {
  const { browser } = personOf(day, turn)
  const service = serviceOf(day, turn)
  const yesterday = localDayOf(addDays(day.city.tenant.clock.now(), -1))
  const content = await contentOf(stepsFile({ [yesterday]: turn + 1 }, `Watch ${turn}`))
  const address = await browser.upload(service, 'export.xml', [content])
  tally.requests += 2
  const look = () => tally.expect('a deposit', [200], browser.open(service, address))
  let page = await look()
  for (; page.text.includes('<progress'); page = await look()) await sleep(50)
  const press = (what: string, fields: Record<string, string>) =>
    tally.expect(what, [303], browser.post(service, `${address}/${what}`, fields))
  if (turn % 2 === 0) return press('discard', {})
  await press('confirm', { isMine: 'yes' })
  await press('undo', {})
}

class BrokenOff extends Error {}

/** The connection ends in the middle of a file. */
const breakOffUpload: Act = async (day, { tally }, turn) => {
  async function* pieces() {
    yield Buffer.alloc(64 * 1024, 'x')
    // Until the service has begun to put it away.
    await sleep(50)
    throw new BrokenOff()
  }
  const sent = personOf(day, turn).browser.upload(serviceOf(day, turn), 'export.xml', pieces())
  await tally.expect(
    'a file that breaks off',
    [0],
    sent.then(
      () => ({ status: 303 }),
      (fault: unknown) => {
        if (fault instanceof BrokenOff || (fault instanceof Error && fault.cause instanceof BrokenOff))
          return { status: 0 }
        throw fault
      },
    ),
  )
  tally.requests += 1
}

const operatorLooks: Act = async (day, { tally }, turn) => {
  const path = pick(['/healthz', '/metrics'], turn)
  const asking = fetch(`${serviceOf(day, turn).origin}${path}`, { headers: { connection: 'close' } })
  const { body } = await tally.expect(path, [200], asking)
  await body?.pipeTo(new WritableStream())
}

/**
 * How often of a hundred and one, what costs the service most rarest. It is a prime, so that in time everybody does
 * everything everywhere, whatever `turn` is divided by.
 */
const acts: readonly (readonly [number, Act])[] = [
  [24, openPage],
  [20, strangerLooks],
  [19, poll],
  [10, readOne],
  [1, readAll],
  [1, hangUp],
  [16, refusedRead],
  [1, fetchToken],
  [2, stopAndUndo],
  [1, depositAndTakeBack],
  [2, breakOffUpload],
  [4, operatorLooks],
]

const listed = acts.flatMap(([times, act]) => Array.from({ length: times }, () => act))
/** Acts of one kind are not done one after the other. */
const order = listed.map((_, place) => listed[(place * 37) % listed.length]!)

/** Goes on with as many acts at once as told until it is over, pausing after each act where there is a pause. */
export async function liveOn(
  day: EverydayCity,
  watch: Watch,
  { atOnce, pauseMs = 0, over }: { atOnce: number; pauseMs?: number; over: () => boolean },
): Promise<void> {
  let next = 0
  const goOn = async () => {
    while (!over()) {
      const turn = (next += 1)
      await pick(order, turn)(day, watch, turn)
      if (pauseMs > 0) await sleep(pauseMs * (0.5 + Math.random()))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, goOn))
}
