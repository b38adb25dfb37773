import { aReadingCompany, type ReadingCompany, type Subject } from '../company.ts'
import { Connections } from '../connections.ts'
import { quietStop, receiptIn } from '../floors/quiet-stop.ts'
import type { Job } from '../job.ts'
import { commitAndNotify } from '../peers/commit-and-notify.ts'
import { solidAclChange } from '../peers/solid-acl-change.ts'
import { Visitor } from '../visitor.ts'
import { readers, readRank, timesOf, whileHammered } from '../workload.ts'

/** One after the other is stopped, and each is given back before its turn comes again. */
const residentsInTurn = 40

/** A resident stops while a company reads them without pause. */
export const b1: Job = {
  name: 'B1',
  says: `stop until confirmed, ${String(readers)} readers hammering the same residents`,
  unit: 'ms',
  async ours({ city, roundMs }) {
    const company = await aReadingCompany(city, readRank)
    const connections = new Connections(city.service.port, readers + 2)
    const subjects = company.subjects.slice(0, residentsInTurn)
    const visitors = await Promise.all(
      subjects.map(({ residentId }) => Visitor.signIn(city, residentId, connections, readers)),
    )
    const watched = new Hammering(company, connections, subjects)
    let turn = 0
    const stopOnce = async () => {
      const place = (turn += 1) % subjects.length
      const [subject, visitor] = [subjects[place], visitors[place]]
      if (!subject || !visitor) throw new Error('the company has no residents')
      watched.at = place
      const began = performance.now()
      const location = await visitor.press('/companies/stop', { use: company.useId })
      const tookMs = performance.now() - began
      const confirmedAt = performance.now()
      await watched.readOnce(readers + 1, subject)
      const resumedAt = performance.now()
      watched.stops.push({ subject, confirmedAt, resumedAt })
      await visitor.press('/companies/undo', { receipt: receiptIn(location) })
      return tookMs
    }
    return {
      answer: async () => {
        const before = await watched.readOnce(readers + 1, subjects[1])
        await stopOnce()
        return [before, watched.reads.at(-1)?.records]
      },
      round: () => watched.during(() => timesOf(roundMs, stopOnce)),
      limits: () => {
        const { after, late } = watched.judged()
        const what = `of ${String(after)} reads begun after a confirmation, those that succeeded`
        return Promise.resolve([{ what, value: late, unit: 'reads', atMost: 0 }])
      },
      close: () => Promise.resolve(connections.close()),
    }
  },
  peers: [commitAndNotify, solidAclChange],
  floors: [quietStop],
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
  readonly stops: StopSeen[] = []
  readonly reads: ReadSeen[] = []
  /** Who is about to be stopped. */
  at = 0
  readonly #company: ReadingCompany
  readonly #connections: Connections
  readonly #subjects: readonly Subject[]

  constructor(company: ReadingCompany, connections: Connections, subjects: readonly Subject[]) {
    this.#company = company
    this.#connections = connections
    this.#subjects = subjects
  }

  /** Every other read is of whom it concerns. */
  during<T>(work: () => Promise<T>): Promise<T> {
    return whileHammered((reader) => {
      const ahead = this.reads.length % 2 === 0 ? 0 : reader
      return this.readOnce(reader, this.#subjects[(this.at + ahead) % this.#subjects.length])
    }, work)
  }

  async readOnce(connection: number, subject: Subject | undefined): Promise<boolean> {
    if (!subject) throw new Error('the company has no residents')
    const begunAt = performance.now()
    const { status, body } = await this.#connections.ask(connection, this.#company.read(subject))
    if (status === 429 || status >= 500) throw new Error(`${String(status)} ${body}`)
    const records = body.includes('"type":"record"')
    this.reads.push({ subject, begunAt, endedAt: performance.now(), records })
    return records
  }

  judged(): { after: number; late: number } {
    const after = this.stops.flatMap(({ subject, confirmedAt, resumedAt }) =>
      this.reads.filter(
        (read) => read.subject === subject && read.begunAt > confirmedAt && read.endedAt < resumedAt,
      ),
    )
    return { after: after.length, late: after.filter(({ records }) => records).length }
  }
}
