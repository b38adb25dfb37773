import { companyActs, companyPersons, requireCompanyPerson } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { sendPage } from '../../reader.ts'
import { personReaderOf } from '../person-reader.ts'
import { CompanyActsPage } from './view.tsx'

export function addCompanyActsPage(pages: App): void {
  pages.get(paths.companyActs, { preHandler: requireCompanyPerson }, async (request, reply) => {
    const reader = personReaderOf(request, reply)
    const { tenant, person } = reader
    const [acts, persons] = [
      await companyActs(tenant, person.vendorId),
      await companyPersons(tenant, person.vendorId),
    ]
    return sendPage(reply, <CompanyActsPage {...reader} acts={acts} persons={persons} />)
  })
}
