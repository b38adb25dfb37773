import type { Clock, Sentence } from '../kernel/index.ts'
import type { Pool } from './database/index.ts'
import type { KeyStore } from './keys/index.ts'
import type { Mailer } from './mail/index.ts'
import type { Texter } from './sms/index.ts'
import type { SecondMachine } from './second-machine/index.ts'
import type { StopJournal } from './stop-journal/index.ts'

/** A promise to the other processes: what I have open, I will finish or drop before this runs out. */
export interface Lease {
  /** Changes whenever the lease was lost and won again: what was begun in an earlier term must not go on. */
  term(): number
  held(term: number): boolean
}

/** In Japanese and in English. */
interface TwoLanguages {
  ja: string
  en: string
}

/** How the city calls itself, and where its residents turn. */
export interface CityName {
  name: TwoLanguages
  contact: { name: TwoLanguages; phone: string; hours: TwoLanguages }
}

/** An outside OpenID provider by which residents may sign in, as the city has registered there. */
export interface OutsideProvider {
  /** As its metadata writes it: https, or http on this machine in the demo. */
  issuer: string
  /** Where its endpoints may lie besides the issuer's origin. */
  origins: readonly string[]
  clientId: string
  scopes: readonly string[]
  /** How sure it must be of who somebody is; when there are some, its answer must name one of them. */
  acrValues: readonly string[]
  /** To whom our assertions are addressed: OpenID Connect Core §9 names the token endpoint, RFC 7523bis the issuer. */
  assertionAudience: 'issuer' | 'token-endpoint'
  /**
   * How it shows that somebody has proved themselves anew: `auth-time` is asked to (`max_age=0`, OpenID Connect Core §3.1.2.1)
   * and says when; `each-time` never lets anybody in who has not, and does not say so.
   */
  freshness: 'auth-time' | 'each-time'
  /** How residents know it. */
  name: Sentence
}

/** For how many days what somebody deposited stays after they have left, moved away or died; then it is erased. */
export interface KeepDays {
  leaving: number
  movedAway: number
  died: number
}

/** One city: its own database, keys and settings, chosen by host name. Handed to every use case. */
export interface Tenant {
  /** Short name in addresses and logs, `[a-z0-9_]{1,20}`. */
  readonly id: string
  /** Host names under which this city is served. */
  readonly hosts: readonly string[]
  readonly city: CityName
  readonly outsideProvider?: OutsideProvider | undefined
  /** What the city has set; else as `residents` has it. */
  readonly keepDays?: KeepDays | undefined
  /** From which age on somebody joins, and agrees, alone; else as `residents` has it. */
  readonly joinAloneAge?: number | undefined
  /** Nobody in it exists. Silence means that people live here. */
  readonly demo?: boolean | undefined
  readonly database: Pool
  /** Connections of their own for companies' reads: however many wait there, a page, and so a stop, gets one. */
  readonly deliveryDatabase: Pool
  readonly keys: KeyStore
  readonly clock: Clock
  /** Sends mail as this city; null: it has none. */
  readonly mailer: Mailer | null
  /** Sends text messages; null: the city has none. */
  readonly texter: Texter | null
  /** What was stopped and erased, outside of the database: nothing is confirmed before it is there. */
  readonly journal: StopJournal
  /** Where the journal lies, and whatever else must outlive the database. Best on another disk. */
  readonly journalDirectory: string
  /** Without which nothing is delivered, where there is one. */
  readonly secondMachine?: SecondMachine
  /** The row of this process in platform.processes: whose lease vouches for what it has begun. */
  readonly processId: string
  /** Whether that lease still runs, by this process's own monotonic clock. Without it no byte may leave. */
  readonly lease: Lease
}
