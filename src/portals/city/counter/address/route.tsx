import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { counterRefusals, enterAddress, hasShownWho } from '../../../../counter/index.ts'
import { Personal } from '../../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { findResident, readAddress } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { entrySeconds, hideSoon } from '../hide-soon.ts'
import { AddressPage, nothingTyped, type TypedAddress } from './view.tsx'

const text = z.string().max(300)
const body = z.strictObject({ postalCode: text, municipalityCode: text, address: text })

/** Where somebody lives now, from who stands there. The address known until then is not shown. */
export function addAddressPage(pages: App): void {
  pages.get(paths.counterAddress, attending, (request, reply) => answerPage(request, reply, nothingTyped))

  pages.post(paths.counterAddress, { ...attending, schema: { body } }, async (request, reply) => {
    const { address: written, ...codes } = request.body
    const read = readAddress({ ...codes, townCode: '', text: written })
    if (!read.ok) return answerPage(request, reply.code(422), { ...request.body, wrong: read.because })
    const entered = await enterAddress(request.tenant, attendanceOf(request), new Personal(read.address))
    if (!entered.ok) return answerRefusal(request, reply, entered, counterRefusals)
    return goOn(reply, `${paths.counterResident}?done=address`)
  })
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, typed: TypedAddress) {
  const reader = staffReaderOf(request, reply)
  const attendance = attendanceOf(request)
  const resident = await findResident(reader.tenant, attendance.residentId)
  if (!resident) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const shownWho = await hasShownWho(reader.tenant, attendance)
  return sendPage(
    hideSoon(reply, entrySeconds),
    <AddressPage {...reader} resident={resident} shownWho={shownWho} typed={typed} />,
  )
}
