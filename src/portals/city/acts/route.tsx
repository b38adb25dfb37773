import { requireStaff, staffActs, staffMembers } from '../../../identity/index.ts'
import { cohortActs } from '../../../joining/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { sendPage } from '../../reader.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { StaffActsPage } from './view.tsx'

export function addActsPage(pages: App): void {
  pages.get(paths.staffActs, { preHandler: requireStaff('read-ledgers') }, async (request, reply) => {
    const reader = staffReaderOf(request, reply)
    const [acts, members] = [await staffActs(reader.tenant), await staffMembers(reader.tenant)]
    const aboutCohorts = await cohortActs(reader.tenant, null)
    return sendPage(reply, <StaffActsPage {...reader} {...{ acts, members, aboutCohorts }} />)
  })
}
