import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AttendanceNow } from '../../../../counter/index.ts'
import { answerRefusal, httpRefusals } from '../../../../platform/http/index.ts'
import { findResident } from '../../../../residents/index.ts'
import { sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { hideSoon } from '../hide-soon.ts'
import { OutdatedPage } from './view.tsx'

/** To a form that was drawn for somebody else, or for a look that is over: nothing was done, and whom it would have been done to. */
export async function answerOutdated(
  request: FastifyRequest,
  reply: FastifyReply,
  { residentId }: Pick<AttendanceNow, 'residentId'>,
) {
  const reader = staffReaderOf(request, reply)
  const resident = await findResident(reader.tenant, residentId)
  if (!resident) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const page = <OutdatedPage {...reader} name={resident.identity.reveal().name} />
  return sendPage(hideSoon(reply.code(409)), page)
}
