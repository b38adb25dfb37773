import type { FastifyReply, FastifyRequest } from 'fastify'
import { counterRefusals, findAttendance, type AttendanceNow, type Clerk } from '../../../counter/index.ts'
import { requireStaff, staffOf } from '../../../identity/index.ts'
import { answerRefusal } from '../../../platform/http/index.ts'
import { proofFirst } from '../../passkey/proof-first.tsx'
import { cityPlace } from '../city-door.ts'

const attendances = new WeakMap<FastifyRequest, AttendanceNow>()

export const guarded = { preHandler: requireStaff('help-residents') }
/** For the second of two: at their own screen, and there now. Two open screens are not two people. */
export const asSecond = { preHandler: [requireStaff('help-residents'), proofFirst(cityPlace)] }
/** For pages about a resident: only of whoever this session attends to now. */
export const attending = { preHandler: [requireStaff('help-residents'), requireAttendance] }

/** For routes whose preHandler is `guarded`. */
export function clerkOf(request: FastifyRequest): Clerk {
  const { staffId, sessionHash } = staffOf(request)
  return { staffId, sessionHash }
}

async function requireAttendance(request: FastifyRequest, reply: FastifyReply) {
  const found = await findAttendance(request.tenant, clerkOf(request))
  if (!found) return answerRefusal(request, reply, { because: 'nobody-attended' }, counterRefusals)
  attendances.set(request, found)
}

/** Throws where `attending` does not guard the route. */
export function attendanceOf(request: FastifyRequest): AttendanceNow {
  const found = attendances.get(request)
  if (!found) throw new Error('this route does not require that somebody is attended to')
  return found
}
