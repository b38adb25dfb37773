import { erasurePlanOf } from '../../../../erasure/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { findResident, lastDayOf, standsOf, type ResidentId } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { hideSoon } from '../hide-soon.ts'
import { SheetPage, type Sheet } from './view.tsx'

/** Of whoever is attended to and takes part no more. Which companies it was, it does not say: staff see no consent. */
export function addSheetPage(pages: App): void {
  pages.get(paths.counterSheet, attending, async (request, reply) => {
    const reader = staffReaderOf(request, reply)
    const { residentId } = attendanceOf(request)
    const resident = await findResident(reader.tenant, residentId)
    if (!resident) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    const sheet = await sheetOf(reader.tenant, residentId)
    return sendPage(hideSoon(reply), <SheetPage {...reader} {...{ resident, sheet }} />)
  })
}

async function sheetOf(tenant: Tenant, residentId: ResidentId): Promise<Sheet | undefined> {
  const stands = await standsOf(tenant.database, residentId)
  if (!stands?.eraseAt) return undefined
  const { standing, eraseAt } = stands
  if (standing !== 'leaving' && standing !== 'moved-away' && standing !== 'died') return undefined
  const { keptUntil } = await erasurePlanOf(tenant, residentId)
  return { standing, eraseDay: lastDayOf(eraseAt), recordsUntil: keptUntil && localDayOf(keptUntil) }
}
