import type { Tenant } from '../../../src/platform/tenant.ts'
import type { Walker } from './keyboard.ts'
import type { Actor } from './pasts.ts'

/** What is not there yet: listed in the output as 未実施, never left out. */
export interface NotYet {
  notYet: string
  /** With which piece of work it comes. */
  comesWith: string
  /** How a page's address will look that brings it: from then on its row must be filled in. */
  address: RegExp
}

interface Walk {
  /** What happened before, besides what happened to everybody (`pasts.ts`). */
  before?: (tenant: Tenant, actor: Actor) => Promise<unknown>
  /** Not signed in, at the front page; all others begin at home. */
  atTheDoor?: true
  /** Something is waited for and then announced: looked at on a slow line in `./check`, too. */
  waits?: true
  /** The browser itself does it: without JavaScript the page says by what other way. */
  needsScripts?: true
  /** From home, until it is done. */
  activationsAtMost?: number
  /** Returns what a screen reader tells the person in the end. */
  does: (person: Walker) => Promise<string>
}

/** Changes something: it stands in the database, and did not before. */
interface Acting extends Walk {
  stands: (tenant: Tenant, actor: Actor) => Promise<unknown>
  as: unknown
}

/** Only looks: what the database knows has been told. */
interface Looking extends Walk {
  knows: (tenant: Tenant, actor: Actor) => Promise<string[]>
}

export type Task = Acting | Looking

export const isNotYet = (one: object): one is NotYet => 'notYet' in one
