import type pg from 'pg'
import type { ItemCode } from '../catalog/index.ts'
import { monthsAfter, refuse, type Refusal } from '../kernel/index.ts'
import { isStillTheCard, type RecentProof } from '../identity/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { isTakingPart, type ResidentId } from '../residents/index.ts'
import {
  evidenceOf,
  isEvidenceEnough,
  PaperProof,
  refusePaper,
  type Evidence,
  type WhoStoodBy,
  type SignedPaper,
} from './evidence.ts'
import { newestNo } from './newest-no-store.ts'
import { noteNo } from './note-no.ts'
import { hasPaper } from './paper-store.ts'
import { loadAgreeable, loadQuestion, seenBy, type Answer, type City, type Question } from './question.ts'
import { paperHashOf, receiptOf, recordAct, type By, type Change, type Receipt } from './record-act.ts'
import type { ConsentActRefusal } from './refusals.ts'
import { decideConsent, refuseDenial, type ConsentDecision } from './rules.ts'
import { sameAnswer } from './same-answer.ts'
import { lockGrants, selectAct, type ActId, type GrantRow } from './store.ts'

/**
 * Agreeing rests on a proof: one that the door of identity alone makes, or a paper that two of the staff have seen. A no and
 * a stop never do.
 */
export interface ProvenBy extends By {
  proof: RecentProof<'agree'> | PaperProof
  helper?: WhoStoodBy
}

type Given = ({ ok: true } & Receipt) | Refusal<ConsentActRefusal>

/**
 * The resident says 使ってよい to these items of a use, and it was shown that it is they. What they did not choose stays as it
 * was. `actId`: of what was asked for, so that it is done once.
 */
export function giveConsent(tenant: Tenant, by: ProvenBy, answer: Answer, actId?: ActId): Promise<Given> {
  return inTransaction(tenant.database, (client) => giveConsentWithin(tenant, client, by, answer, actId))
}

/** The same in the caller's transaction, for what is written together with it. */
export async function giveConsentWithin(
  tenant: Tenant,
  client: pg.PoolClient,
  by: ProvenBy,
  answer: Answer,
  actId?: ActId,
): Promise<Given> {
  const { residentId, proof } = by
  if (proof.residentId !== residentId) throw new Error('a proof of one resident is none of another')
  const shown = evidenceOf(proof, by.helper)
  // The doors ask for the right things; that they did is what is held here.
  if (!isEvidenceEnough(shown, { demo: tenant.demo === true })) throw new Error('nobody agrees by that')
  const asked = await loadAgreeable(seenBy(client, tenant), residentId, answer)
  if (!asked.ok) return asked
  const { question, keys } = asked
  const all = await lockGrants(client, residentId, question.use.useId)
  const before = actId && (await selectAct(client, residentId, actId))
  if (before) return { ok: true, ...receiptOf({ act: before }) }
  if (!(await isCardGood(client, proof))) return refuse('proof-over')
  const paper = proof instanceof PaperProof ? proof.seen : undefined
  const because = await whyNotUnderLock(client, { residentId, keys }, paper)
  if (because) return refuse(because)
  const until = monthsAfter(question.now, question.use.terms.periodMonths)
  return recordAnswer(client, by, { question, keys, all }, { kind: 'granted', until, shown, actId })
}

/**
 * Why this paper could not count now, if two had seen it. Asked before it is put down and before the second one's word is taken,
 * and again as it counts.
 */
export async function whyNotByPaper(
  city: City,
  residentId: ResidentId,
  answer: Answer,
  paper: SignedPaper,
): Promise<ConsentActRefusal | undefined> {
  const asked = await loadAgreeable(city, residentId, answer)
  if (!asked.ok) return asked.because
  const { question, keys } = asked
  const all = await lockGrants(city.database, residentId, question.use.useId)
  const because = await whyNotUnderLock(city.database, { residentId, keys }, paper)
  return because ?? (openItems(question, all).length === 0 ? 'already-agreed' : undefined)
}

/** Asked under the lock: whoever leaves stops everything under it after that stands. */
async function whyNotUnderLock(
  database: City['database'],
  { residentId, keys }: { residentId: ResidentId; keys: OwnerKeys },
  paper: SignedPaper | undefined,
): Promise<ConsentActRefusal | undefined> {
  if (!(await isTakingPart(database, residentId))) return 'not-taking-part'
  if (!paper) return undefined
  const hasCounted = await hasPaper(database, residentId, paperHashOf(keys, paper.paperHash))
  return refusePaper(paper, { hasCounted, newestNo: await newestNo(database, residentId) })
}

/**
 * The resident says ことわる. It is remembered, so that they are not asked a third time. It is no stop, which is made by
 * name: where one of the items is allowed now, nothing is recorded, for the receipt would say that it is not given.
 */
export async function refuseConsent(tenant: Tenant, by: By, answer: Answer): Promise<Given> {
  const question = await loadQuestion(tenant, answer)
  const keys = await tenant.keys.find(by.residentId)
  if (!question || !keys) return refuse('not-found')
  const because = refuseDenial(question.agreement, question.use)
  if (because) return refuse(because)
  const given = await inTransaction(tenant.database, async (client) => {
    const all = await lockGrants(client, by.residentId, question.use.useId)
    const refused = await recordAnswer(client, by, { question, keys, all }, { kind: 'refused', until: null })
    // Of an act, too: an older database has lost it, and no signed paper of before may count there.
    await noteNo(client, by.residentId, question.now)
    return refused
  })
  // Where the stop journal cannot be written now, it is as soon as it can.
  await tenant.journal.keep()
  return given
}

/** A question, and what its resident has said of that use so far, under the lock. */
interface Answered {
  question: Question
  keys: OwnerKeys
  all: readonly GrantRow[]
}

interface NewAnswer extends Pick<Change, 'kind' | 'until'> {
  shown?: Evidence
  actId?: ActId | undefined
}

/** Answers what is open; the same answer pressed twice counts once, and gives the first receipt again. */
async function recordAnswer(
  client: pg.PoolClient,
  by: By,
  { question, keys, all }: Answered,
  { shown, actId, ...given }: NewAnswer,
): Promise<Given> {
  const { use, agreement, now } = question
  const { useId, version: useVersion } = use
  const { items } = agreement
  const kind = given.kind === 'granted' ? ('agreed' as const) : ('refused' as const)
  const grants = all.filter((grant) => items.includes(grant.item) && grant.useVersion === useVersion)
  const before = grants.length === items.length && (await sameAnswer(client, by, kind, grants, now))
  if (before) return { ok: true, ...before }
  const open = openItems(question, all)
  if (kind === 'refused' && (open.length < items.length || isAnyPaused(question, all)))
    return refuse('allowed-meanwhile')
  if (open.length === 0) return refuse('already-agreed')
  const changes = open.map((item) => ({ useId, useVersion, item, ...given }))
  const act = { kind, useId, reverses: null, changes, shown, actId }
  const recorded = await recordAct(client, keys, by, act, now)
  // Of a paper as of one that came to nothing (spend-paper.ts): whoever prints letters reads no difference.
  const told = shown?.evidence === 'paper' ? 'paper-confirmed' : 'consent-given'
  const notice = { kind: told, vendorId: use.vendorId } as const
  if (kind === 'agreed') await leaveNotice(client, by.residentId, notice, now)
  return { ok: true, ...receiptOf(recorded) }
}

/** Of the chosen ones, those that are not allowed already. */
function openItems(question: Question, all: readonly GrantRow[]) {
  return question.agreement.items.filter((item) => !decide(question, all, item).allowed)
}

/** What is paused becomes a yes again by itself: a no to it is a stop, which the journal keeps. What has run out does not. */
function isAnyPaused(question: Question, all: readonly GrantRow[]): boolean {
  return question.agreement.items.some((item) => {
    const decision = decide(question, all, item)
    return !decision.allowed && decision.because === 'paused'
  })
}

/** How an item stands under the terms that are asked for. */
function decide({ use, now }: Question, all: readonly GrantRow[], item: ItemCode): ConsentDecision {
  const { useId, version: useVersion } = use
  const grant = all.find((one) => one.item === item && one.useVersion === useVersion)
  return decideConsent(grant, { useId, useVersion, item }, now)
}

/** The card that was just checked may have been ended since. */
async function isCardGood(client: pg.PoolClient, proof: ProvenBy['proof']): Promise<boolean> {
  if (proof instanceof PaperProof || !proof.card) return true
  return isStillTheCard(client, proof.card)
}
