import { searchesAtCounter } from '../../../counter/index.ts'
import { requireStaff, staffMembers } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { sendPage } from '../../reader.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { SearchesPage } from './view.tsx'

export function addSearchesPage(pages: App): void {
  pages.get(paths.searches, { preHandler: requireStaff('read-ledgers') }, async (request, reply) => {
    const reader = staffReaderOf(request, reply)
    const [searches, members] = [await searchesAtCounter(reader.tenant), await staffMembers(reader.tenant)]
    return sendPage(reply, <SearchesPage {...reader} searches={searches} members={members} />)
  })
}
