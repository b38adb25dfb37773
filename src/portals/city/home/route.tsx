import { requireStaff } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { sendPage } from '../../reader.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { CityHomePage } from './view.tsx'

export function addCityHomePage(pages: App): void {
  pages.get(paths.city, { preHandler: requireStaff() }, (request, reply) =>
    sendPage(reply, <CityHomePage {...staffReaderOf(request, reply)} />),
  )
}
