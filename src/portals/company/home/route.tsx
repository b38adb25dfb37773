import { quotaUseOf } from '../../../exchange/index.ts'
import { companyPersons, companyPrograms, requireCompanyPerson } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { registeredCompany } from '../../../vendors/index.ts'
import { paths } from '../../paths.ts'
import { sendPage } from '../../reader.ts'
import { personReaderOf } from '../person-reader.ts'
import { CompanyHomePage } from './view.tsx'

export function addCompanyHomePage(pages: App): void {
  pages.get(paths.companyHome, { preHandler: requireCompanyPerson }, async (request, reply) => {
    const reader = personReaderOf(request, reply)
    const { tenant, person } = reader
    const company = await registeredCompany(tenant, person.vendorId)
    if (!company) throw new Error('a person of a company that is not there')
    const persons = (await companyPersons(tenant, person.vendorId)).filter(
      ({ standing }) => standing === 'active',
    )
    const quota = {
      use: await quotaUseOf(tenant, person.vendorId),
      programs: await companyPrograms(tenant, person.vendorId),
    }
    return sendPage(
      reply,
      <CompanyHomePage {...reader} company={company} persons={persons.length} quota={quota} />,
    )
  })
}
