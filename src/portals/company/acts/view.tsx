import { paths } from '../../paths.ts'
import { Page } from '../../ui/index.ts'
import { CompanyActs, type CompanyActsProps } from '../company-acts.tsx'
import { CompanyPlaces } from '../company-places.tsx'
import type { PersonReader } from '../person-reader.ts'
import { companyDoorWords } from '../words.ts'

/** The ledger of the company, for its persons. Nothing can be changed here. */
export function CompanyActsPage({
  view,
  city,
  ...ledger
}: Pick<PersonReader, 'view' | 'city'> & CompanyActsProps) {
  return (
    <Page
      view={view}
      city={city}
      title={companyDoorWords.in(view)('acts')}
      navigation={<CompanyPlaces current={paths.companyActs} />}
    >
      <CompanyActs {...ledger} />
    </Page>
  )
}
