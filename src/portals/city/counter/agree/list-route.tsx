import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actsOf } from '../../../../consent/index.ts'
import { requestsOf, type Attendance } from '../../../../counter/index.ts'
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

/** What may be agreed to, what waits, and the number of what was just agreed to. */
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
    ...{ requests, done, uses: await openUses(reader.tenant), now: systemClock.now() },
    receiptNumber: done === 'agreed' ? await lastReceipt(reader.tenant, attendance) : undefined,
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

/** Of what this session has just entered, and of nothing else. */
async function lastReceipt(tenant: Tenant, { residentId, sessionHash }: Attendance) {
  const [last] = await actsOf(tenant, residentId, { before: null, limit: 1 })
  return last?.kind === 'agreed' && last.sessionHash?.equals(sessionHash) ? last.receiptNumber : undefined
}
