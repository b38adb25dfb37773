import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemCodes } from '../../../../catalog/index.ts'
import {
  consentRefusals,
  endOfPause,
  findReceipt,
  lastDayOfPause,
  pauseChoices,
  undoWithdrawal,
  type By,
  type InSession,
  type ConsentActRefusal,
  type StopScope,
} from '../../../../consent/index.ts'
import { pause, stop } from '../../../../exchange/index.ts'
import { requireResident, residentOf } from '../../../../identity/index.ts'
import type { Refusal } from '../../../../kernel/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import { findUse, useIdSchema, usesOf, type UseId } from '../../../../review/index.ts'
import { vendorIdSchema, type VendorId } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, readerOf, type Reader } from '../../../reader.ts'
import { sentenceIn, StatusMessage } from '../../../ui/index.ts'
import { rowId, useSectionId } from '../company/row-id.ts'
import { sendCompany } from '../company/route.tsx'
import { sendSwitchboard } from '../route.tsx'
import { sameStop, sameUndo, type Acting } from './same-again.ts'

/** One item of a use, a whole use, or everything of a company. */
const stopSchema = z.union([
  z.strictObject({ use: useIdSchema, item: z.enum(itemCodes) }),
  z.strictObject({ use: useIdSchema }),
  z.strictObject({ vendor: vendorIdSchema }),
])
type StopForm = z.infer<typeof stopSchema>

/** The same, for a while. */
const until = z.enum(pauseChoices)
const pauseSchema = z.union([
  z.strictObject({ use: useIdSchema, item: z.enum(itemCodes), for: until }),
  z.strictObject({ use: useIdSchema, for: until }),
  z.strictObject({ vendor: vendorIdSchema, for: until }),
])

const guarded = { preHandler: requireResident, config: { bucket: 'stop' } } as const
const stopping = { preHandler: requireResident, config: { bucket: 'stop', stops: true } } as const

/** しばらく止める: as 止める, until a day or until its resident resumes it. */
export function addPauseRoute(pages: App): void {
  pages.post(paths.pause, { ...guarded, schema: { body: pauseSchema } }, async (request, reply) => {
    const acting = actingIn(request)
    const target = await targetOf(acting.tenant, request.body)
    if (!target) return answerRefusal(request, reply, { because: 'not-found' }, consentRefusals)
    const { vendorId, scope, fragment } = target
    const lastDay = lastDayOfPause(request.body.for, acting.tenant.clock.now())
    const pausedUntil = lastDay === null ? null : endOfPause(lastDay)
    const paused = await pause(acting.tenant, actorOf(acting), scope, pausedUntil)
    const shown = (act: string) => goOn(reply, `${paths.company(vendorId)}?act=${act}${fragment}`)
    if (paused.ok) return shown(paused.receiptNumber)
    const before = isUnkept(paused) ? undefined : await sameStop(acting, scope, 'paused')
    if (before) return shown(before.receiptNumber)
    const because = paused.because === 'not-found' ? 'already-stopped' : paused.because
    return answerNo(await readerOf(request, reply), reply, because, vendorId)
  })
}

/** 止める and もとにもどす: one POST each, and back to the page that says what came of it. */
export function addStopRoutes(pages: App): void {
  pages.post(paths.stop, { ...stopping, schema: { body: stopSchema } }, async (request, reply) => {
    const acting = actingIn(request)
    const target = await targetOf(acting.tenant, request.body)
    if (!target) return answerRefusal(request, reply, { because: 'not-found' }, consentRefusals)
    const { vendorId, scope, fragment } = target
    const stopped = await stop(acting.tenant, actorOf(acting), scope)
    const shown = (act: string) => goOn(reply, `${paths.company(vendorId)}?act=${act}${fragment}`)
    if (stopped.ok) return shown(stopped.receiptNumber)
    const before = isUnkept(stopped) ? undefined : await sameStop(acting, scope)
    if (before) return shown(before.receiptNumber)
    // Nothing was ever agreed: for a stop that is as good as stopped.
    const because = stopped.because === 'not-found' ? 'already-stopped' : stopped.because
    return answerNo(await readerOf(request, reply), reply, because, vendorId)
  })

  pages.post(paths.stopAll, { ...stopping, schema: { body: z.strictObject({}) } }, async (request, reply) => {
    const acting = actingIn(request)
    const scope = { useId: null, items: null }
    const stopped = await stop(acting.tenant, actorOf(acting), scope)
    const done = stopped.ok ? stopped : isUnkept(stopped) ? undefined : await sameStop(acting, scope)
    if (done) return goOn(reply, `${paths.companies}?act=${done.receiptNumber}#status`)
    if (!stopped.ok && stopped.sharesEnded === true) return goOn(reply, `${paths.shares}?done=ended`)
    const because = !stopped.ok && isUnkept(stopped) ? stopped.because : 'already-stopped'
    return answerNo(await readerOf(request, reply), reply, because, undefined)
  })

  const undoSchema = z.strictObject({ receipt: z.string().max(40) })
  pages.post(paths.undo, { ...guarded, schema: { body: undoSchema } }, async (request, reply) => {
    const acting = actingIn(request)
    const found = await findReceipt(acting.tenant, acting.residentId, request.body.receipt)
    if (!found) return answerRefusal(request, reply, { because: 'not-found' }, consentRefusals)
    const useIds = [...new Set(found.events.map((event) => event.useId))]
    const vendorId = await onlyVendorOf(acting.tenant, useIds)
    const undone = await undoWithdrawal(acting.tenant, actorOf(acting), found.act.actId)
    const back = vendorId === undefined ? paths.companies : paths.company(vendorId)
    const shown = (act: string) => goOn(reply, `${back}?act=${act}#status`)
    if (undone.ok) return shown(undone.receiptNumber)
    const before = await sameUndo(acting, found.act.actId)
    if (before) return shown(before.receiptNumber)
    return answerNo(await readerOf(request, reply), reply, undone.because, vendorId)
  })
}

/** Stopped, but not in the journal yet: whatever was done before is not confirmed either. */
function isUnkept({ because }: Refusal<ConsentActRefusal>): boolean {
  return because === 'not-kept'
}

/** Without what a page needs besides: most presses lead on to another page, and a stop has no time to lose. */
export function actingIn(request: FastifyRequest): Acting {
  return { tenant: request.tenant, ...residentOf(request) }
}

export function actorOf({ residentId, sessionHash, replacedHash }: Acting): By & InSession {
  return { residentId, sessionHash, replacedHash, channel: 'web' }
}

interface Target {
  vendorId: VendorId
  scope: StopScope
  /** Where on the company's page the answer stands. */
  fragment: string
}

async function targetOf(tenant: Tenant, form: StopForm): Promise<Target | undefined> {
  if ('vendor' in form) {
    const uses = await usesOf(tenant.database, form.vendor)
    const scope = { useId: null, items: null, amongUses: uses.map((use) => use.useId) }
    return uses.length === 0 ? undefined : { vendorId: form.vendor, scope, fragment: '#status' }
  }
  const use = await findUse(tenant.database, form.use)
  if (!use) return undefined
  const { vendorId, useId } = use
  return 'item' in form
    ? { vendorId, scope: { useId, items: [form.item] }, fragment: `#${rowId(useId, form.item)}` }
    : { vendorId, scope: { useId, items: null }, fragment: `#${useSectionId(useId)}` }
}

async function onlyVendorOf(tenant: Tenant, useIds: readonly UseId[]): Promise<VendorId | undefined> {
  const uses = await Promise.all(useIds.map((useId) => findUse(tenant.database, useId)))
  const [first, ...others] = new Set(uses.map((use) => use?.vendorId))
  return others.length === 0 ? first : undefined
}

/** The page as it truly stands, with the reason why nothing was changed. */
export async function answerNo(
  reader: Reader,
  reply: FastifyReply,
  because: ConsentActRefusal,
  vendorId: VendorId | undefined,
): Promise<FastifyReply> {
  const { status, ...sentence } = consentRefusals[because]
  reply.code(status)
  const path = vendorId === undefined ? paths.companies : paths.company(vendorId)
  const there = { ...reader, view: { ...reader.view, path } }
  const refused = <StatusMessage kind="warning" title={sentenceIn(reader.view, sentence)} />
  if (vendorId === undefined) return sendSwitchboard(there, reply, { status: refused })
  return sendCompany(there, reply, vendorId, { status: refused })
}
