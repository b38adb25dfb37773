import { aReadingCompany, type ReadingCompany, type Subject } from './company.ts'
import { Connections } from './connections.ts'
import { receiptIn } from './floors/quiet-stop.ts'
import type { Bench, Limit, Side } from './job.ts'
import { Visitor } from './visitor.ts'
import { readers, readRank, timesOf, whileHammered } from './workload.ts'

/** One after the other is stopped, and each is given back before its turn comes again. */
const residentsInTurn = 40
/** The connection by which it is looked whether a stop holds: none of the readers’. */
const lookAfter = readers + 1

/** Residents stop while a company reads them without pause, at the same process of the service or at another. */
export async function hammeredStops(
  { city, roundMs }: Pick<Bench, 'city' | 'roundMs'>,
  readAt: { port: number },
): Promise<Side> {
  const company = await aReadingCompany(city, readRank)
  const forReaders = new Connections(readAt.port, readers + 2)
  const forResidents = new Connections(city.service.port, readers + 1)
  const subjects = company.subjects.slice(0, residentsInTurn)
  const visitors = await Promise.all(
    subjects.map(({ residentId }) => Visitor.signIn(city, residentId, forResidents, readers)),
  )
  const watched = new Hammering(company, forReaders, subjects, visitors)
  return {
    answer: () => watched.answer(),
    round: () => watched.during(() => timesOf(roundMs, () => watched.stopNext())),
    limits: () => Promise.resolve([watched.readsAfterStops()]),
    close: () => {
      for (const connections of [forReaders, forResidents]) connections.close()
      return Promise.resolve()
    },
  }
}

interface ReadSeen {
  subject: Subject
  begunAt: number
  endedAt: number
  records: boolean
}

interface StopSeen {
  subject: Subject
  confirmedAt: number
  /** When もとにもどす was pressed: what has not ended by then may have been decided after it. */
  resumedAt: number
}

/** The company's readers, and what they and the stops saw. */
class Hammering {
  readonly #stops: StopSeen[] = []
  readonly #reads: ReadSeen[] = []
  /** Who is about to be stopped. */
  #at = 0
  readonly #company: ReadingCompany
  readonly #connections: Connections
  readonly #subjects: readonly Subject[]
  readonly #visitors: readonly Visitor[]

  constructor(
    company: ReadingCompany,
    connections: Connections,
    subjects: readonly Subject[],
    visitors: readonly Visitor[],
  ) {
    this.#company = company
    this.#connections = connections
    this.#subjects = subjects
    this.#visitors = visitors
  }

  /** Whether records are answered before a stop, and after it. */
  async answer(): Promise<boolean[]> {
    const before = await this.#readOnce(lookAfter, this.#subjects[1])
    await this.stopNext()
    return [before, this.#reads.at(-1)?.records ?? false]
  }

  /** Stops the next resident, looks whether they can be read, and gives back. Returns what the stop took, in ms. */
  async stopNext(): Promise<number> {
    this.#at = (this.#at + 1) % this.#subjects.length
    const [subject, visitor] = [this.#subjects[this.#at], this.#visitors[this.#at]]
    if (!subject || !visitor) throw new Error('the company has no residents')
    const began = performance.now()
    const location = await visitor.press('/companies/stop', { use: this.#company.useId })
    const confirmedAt = performance.now()
    await this.#readOnce(lookAfter, subject)
    const resumedAt = performance.now()
    this.#stops.push({ subject, confirmedAt, resumedAt })
    await visitor.press('/companies/undo', { receipt: receiptIn(location) })
    return confirmedAt - began
  }

  /** Every other read is of whom it concerns. */
  during<T>(work: () => Promise<T>): Promise<T> {
    return whileHammered((reader) => {
      const ahead = this.#reads.length % 2 === 0 ? 0 : reader
      return this.#readOnce(reader, this.#subjects[(this.#at + ahead) % this.#subjects.length])
    }, work)
  }

  async #readOnce(connection: number, subject: Subject | undefined): Promise<boolean> {
    if (!subject) throw new Error('the company has no residents')
    const begunAt = performance.now()
    const { status, body } = await this.#connections.ask(connection, this.#company.read(subject))
    if (status === 429 || status >= 500) throw new Error(`${String(status)} ${body}`)
    const records = body.includes('"type":"record"')
    this.#reads.push({ subject, begunAt, endedAt: performance.now(), records })
    return records
  }

  readsAfterStops(): Limit {
    const after = this.#stops.flatMap(({ subject, confirmedAt, resumedAt }) =>
      this.#reads.filter(
        (read) => read.subject === subject && read.begunAt > confirmedAt && read.endedAt < resumedAt,
      ),
    )
    const what = `of ${String(after.length)} reads begun after a confirmation, those that succeeded`
    return { what, value: after.filter(({ records }) => records).length, unit: 'reads', atMost: 0 }
  }
}
