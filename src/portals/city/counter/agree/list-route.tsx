import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actsOf, isSamePress } from '../../../../consent/index.ts'
import { deedsNow, requestsOf, type Attendance } from '../../../../counter/index.ts'
import { systemClock } from '../../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { findResident } from '../../../../residents/index.ts'
import { listUses } from '../../../../review/index.ts'
import { findVendors, isActive } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import { sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { hideSoon } from '../hide-soon.ts'
import { AgreeList, doneHere, type DoneHere } from './list.tsx'

const querystring = z.object({ done: z.enum(doneHere).optional().catch(undefined) })

/** What may be agreed to, what waits, and the number of what was just answered. */
export function addAgreeList(pages: App): void {
  pages.get(paths.counterAgree, { ...attending, schema: { querystring } }, (request, reply) =>
    answerList(request, reply, request.query.done),
  )
}

async function answerList(request: FastifyRequest, reply: FastifyReply, done: DoneHere | undefined) {
  const reader = staffReaderOf(request, reply)
  const attendance = attendanceOf(request)
  const resident = await findResident(reader.tenant, attendance.residentId)
  if (!resident) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const requests = (await requestsOf(reader.tenant, attendance)).filter(({ kind }) => kind === 'agreement')
  const page = {
    name: resident.identity.reveal().name,
    ...{ requests, uses: await openUses(reader.tenant), now: systemClock.now() },
    ...(await whatWasDone(reader.tenant, attendance, done)),
  }
  return sendPage(hideSoon(reply), <AgreeList {...reader} {...page} />)
}

async function openUses(tenant: Tenant) {
  const uses = await listUses(tenant.database)
  const vendors = await findVendors(tenant.database, [...new Set(uses.map(({ vendorId }) => vendorId))])
  const active = vendors.filter((vendor) => isActive(vendor, tenant.clock.now()))
  const byId = new Map(active.map((vendor) => [vendor.vendorId, vendor]))
  return uses.flatMap((use) => {
    const vendor = byId.get(use.vendorId)
    return vendor && use.standing === 'approved' ? [{ use, vendor }] : []
  })
}

const deeds = { asked: 'request-asked', 'taken-back': 'request-withdrawn' } as const

/** What the address says was done, where it was: of an answer the act, of what two decide the deed. An address can be typed. */
async function whatWasDone(
  tenant: Tenant,
  attendance: Attendance,
  done: DoneHere | undefined,
): Promise<{ done: DoneHere | undefined; receiptNumber?: string | undefined }> {
  if (done === 'agreed' || done === 'refused') {
    const receiptNumber = await lastReceipt(tenant, attendance, done)
    return { done: receiptNumber === undefined ? undefined : done, receiptNumber }
  }
  const isDone = done !== undefined && (await deedsNow(tenant, attendance)).has(deeds[done])
  return { done: isDone ? done : undefined }
}

/** Of what this session has just entered, and of nothing else. */
async function lastReceipt(tenant: Tenant, attendance: Attendance, kind: 'agreed' | 'refused') {
  // A no to what was allowed is a stop and a no, at one moment.
  const newest = await actsOf(tenant, attendance.residentId, { before: null, limit: 2 })
  const [sessions, now] = [[attendance.sessionHash], tenant.clock.now()]
  return newest.find((act) => act.kind === kind && isSamePress(act, sessions, now))?.receiptNumber
}
