import type { RegisteredCompany, VendorId } from '../../../vendors/index.ts'
import { paths } from '../../paths.ts'
import { EmptyState, LinkLine, Page, Table, Tabs, TimeText, useView, useWords } from '../../ui/index.ts'
import { withNote } from '../../resident/companies/company-words.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

interface CityCompaniesProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  companies: readonly RegisteredCompany[]
  next: VendorId | undefined
  show: 'decided' | undefined
}

export function CityCompaniesPage({ staff, view, city, companies, next, show }: CityCompaniesProps) {
  const say = words.in(view)
  const decided = `${paths.cityCompanies}?show=decided`
  return (
    <Page
      view={view}
      city={city}
      title={cityWords.in(view)('companies')}
      navigation={<Places role={staff.role} current={paths.cityCompanies} />}
    >
      <Tabs
        label={say.text('which')}
        tabs={[
          { href: paths.cityCompanies, label: say('waiting'), current: show === undefined },
          { href: decided, label: say('decided'), current: show === 'decided' },
        ]}
      />
      {companies.length === 0 ? (
        <EmptyState title={say('none')} why={say('noneWhy')} />
      ) : (
        <CompanyTable companies={companies} waiting={show === undefined} />
      )}
      {next && (
        <LinkLine href={`${show ? `${decided}&` : `${paths.cityCompanies}?`}after=${next}`}>
          {say('more')}
        </LinkLine>
      )}
    </Page>
  )
}

function CompanyTable({ companies, waiting }: { companies: readonly RegisteredCompany[]; waiting: boolean }) {
  const view = useView()
  const say = useWords(words)
  const others = {
    label: say('sameNumber'),
    cell: ({ registration }: RegisteredCompany) =>
      registration && registration.others > 0 ? say('others', { count: registration.others }) : say('no'),
  }
  const standing = {
    label: say('standing'),
    cell: (company: RegisteredCompany) => say(company.standing),
  }
  return (
    <Table
      caption={waiting ? say('waiting') : say('decided')}
      captionHidden
      columns={[
        {
          label: say('name'),
          cell: ({ vendorId, profile }: RegisteredCompany) => (
            // Whoever registers types the name: two may be called the same, and are told apart by their id.
            <a href={paths.cityCompany(vendorId)}>{withNote(view, profile.name, vendorId.slice(0, 8))}</a>
          ),
        },
        {
          label: say('registered'),
          cell: ({ registration }: RegisteredCompany) =>
            registration ? <TimeText at={registration.registeredAt} /> : say('byTheCity'),
        },
        waiting ? others : standing,
      ]}
      rows={companies}
    />
  )
}
