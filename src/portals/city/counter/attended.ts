import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  carryOver,
  counterRefusals,
  findAttendance,
  type AttendanceNow,
  type Clerk,
} from '../../../counter/index.ts'
import { requireStaff, staffOf } from '../../../identity/index.ts'
import { answerRefusal, takeField } from '../../../platform/http/index.ts'
import { sendWithEveryForm } from '../../reader.ts'
import { proofFirst } from '../../passkey/proof-first.tsx'
import { cityPlace } from '../city-door.ts'
import { answerOutdated } from './outdated/answer.tsx'

/** Name of the hidden field by which each form of the counter says for which attendance it was drawn. */
export const attendanceField = 'attendance'

const attendances = new WeakMap<FastifyRequest, AttendanceNow>()
const drawnFor = new WeakMap<FastifyRequest, unknown>()

const preValidation = takeAttendance
const helps = [requireStaff('help-residents'), goOnAttending]

export const guarded = { preValidation, preHandler: helps }
/** For the second of two: at their own screen, and there now. Two open screens are not two people. */
export const asSecond = { preValidation, preHandler: [...helps, proofFirst(cityPlace)] }
/** For pages about a resident: only of whoever this session attends to now, and only by a form that was drawn for them. */
export const attending = { preValidation, preHandler: [...helps, requireAttendance(false)] }
/** The same where a question is read: they are attended to for longer. */
export const attendingSlowly = { preValidation, preHandler: [...helps, requireAttendance(true)] }

/** For routes whose preHandler is `guarded`. */
export function clerkOf(request: FastifyRequest): Clerk {
  const { staffId, sessionHash } = staffOf(request)
  return { staffId, sessionHash }
}

/** After a passkey was shown, the session is another one, and whom they attend to is not. */
async function goOnAttending(request: FastifyRequest): Promise<void> {
  await carryOver(request.tenant, clerkOf(request), staffOf(request).replacedHash)
}

/** Before the body is validated: it is a field of every form, and of no route's own. */
async function takeAttendance(request: FastifyRequest): Promise<void> {
  if (request.method === 'POST') drawnFor.set(request, await takeField(request, attendanceField))
}

function requireAttendance(isReading: boolean) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await attendingNow(request, isReading)
    if (!found) return answerRefusal(request, reply, { because: 'nobody-attended' }, counterRefusals)
    if (!isDrawnFor(request, found)) return answerOutdated(request, reply, found)
    attendances.set(request, found)
  }
}

/** Whom this session attends to; each form of the answer is for them. */
export async function attendingNow(
  request: FastifyRequest,
  isReading = false,
): Promise<AttendanceNow | undefined> {
  const found = await findAttendance(request.tenant, clerkOf(request), undefined, isReading)
  if (found) sendWithEveryForm(request, { [attendanceField]: found.attendanceId })
  return found
}

/** Was what was sent drawn for this attendance? Another window of the same browser may attend to somebody else by now. */
export function isDrawnFor(request: FastifyRequest, { attendanceId }: AttendanceNow): boolean {
  return request.method !== 'POST' || drawnFor.get(request) === attendanceId
}

/** Throws where `attending` does not guard the route. */
export function attendanceOf(request: FastifyRequest): AttendanceNow {
  const found = attendances.get(request)
  if (!found) throw new Error('this route does not require that somebody is attended to')
  return found
}
