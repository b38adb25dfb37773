import { mayStaff, type StaffMember } from '../../../../identity/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import { usualAllowance, type Quotas, type RegisteredCompany } from '../../../../vendors/index.ts'
import { CompanyActs, type CompanyActsProps } from '../../../company/company-acts.tsx'
import { CompanyProfile } from '../../../company/company-profile.tsx'
import { companyDoorWords } from '../../../company/words.ts'
import { ProveFirst } from '../../../passkey/prove-first.tsx'
import { paths } from '../../../paths.ts'
import { FilledMessage } from '../../../typed/filled-message.tsx'
import type { Filling } from '../../../typed/keep-fields.ts'
import {
  Card,
  ErrorSummary,
  LinkLine,
  Notice,
  Page,
  StatusMessage,
  TimeText,
  useWords,
} from '../../../ui/index.ts'
import { cityPlace } from '../../city-door.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words as companiesWords } from '../words.ts'
import { ApplicantForms, ContractForm, messageOf, type Because } from './decision-forms.tsx'
import { QuotaForm } from './quota-form.tsx'
import { words } from './words.ts'

export interface CityCompanyProps extends StaffReader, CompanyActsProps {
  company: RegisteredCompany
  members: readonly StaffMember[]
  because?: Because | undefined
  quotas: Quotas
  done?: 'accepted' | 'turned-down' | 'extended' | 'quotas-set' | undefined
  /** What was typed before a passkey was shown, or where something has to be corrected. */
  filling?: Filling | undefined
}

const fieldOf = {
  'no-contract-day': 'contractUntil',
  'bad-contract-day': 'contractUntil',
  'no-reason-given': 'reason',
  'bad-quotas': 'reads',
} as const

export function CityCompanyPage(props: CityCompanyProps) {
  const { staff, tenant, view, city, company, members, acts, persons, because, done, filling } = props
  const today = localDayOf(tenant.clock.now())
  const say = words.in(view)
  const others = company.registration?.others ?? 0
  const isOpen = company.standing === 'applicant' || company.standing === 'active'
  const mayDecide = isOpen && mayStaff(staff.role, 'review-uses')
  return (
    <Page
      view={filling ? { ...view, path: paths.cityCompany(company.vendorId) } : view}
      city={city}
      title={company.profile.name}
      status={
        (because && (
          <ErrorSummary errors={[{ name: fieldOf[because], message: messageOf(view, because, today) }]} />
        )) ||
        (filling && <FilledMessage />) ||
        (done && <StatusMessage title={say(done)} />)
      }
      navigation={<Places role={staff.role} current={paths.cityCompanies} />}
    >
      {others > 0 && <Notice kind="warning" title={say('others', { count: others })} />}
      <Card heading={companiesWords.in(view)('standing')}>
        <Decided company={company} members={members} />
      </Card>
      {mayDecide && <Decisions {...props} />}
      <Card heading={say('profile')}>
        <CompanyProfile company={company} />
      </Card>
      <Card heading={companyDoorWords.in(view)('acts')}>
        <CompanyActs acts={acts} persons={persons} />
      </Card>
      <LinkLine href={paths.cityCompanies}>{say('back')}</LinkLine>
    </Page>
  )
}

function Decided({ company, members }: Pick<CityCompanyProps, 'company' | 'members'>) {
  const say = useWords(words)
  const sayCompanies = useWords(companiesWords)
  const { decision, standing, contractUntil } = company
  const member = members.find(({ staffId }) => staffId === decision?.staffId)
  const name = member?.name.reveal() ?? decision?.programId ?? undefined
  return (
    <>
      <p>
        <strong>{sayCompanies(standing)}</strong>
      </p>
      {standing === 'active' && (
        <p>
          {say('contractEnds')} <TimeText at={localDayOf(contractUntil.getTime() - 1)} />
        </p>
      )}
      {decision && (
        <p>
          {say('decidedAt')} <TimeText at={decision.decidedAt} />
        </p>
      )}
      {name !== undefined && <p>{say('decidedBy', { name })}</p>}
      {decision?.reason && (
        <p>
          {say('reasonGiven')} {decision.reason}
        </p>
      )}
    </>
  )
}

/** What can be decided on it, once a passkey was shown just now. */
function Decisions({ staff, tenant, company, quotas, because, filling }: CityCompanyProps) {
  const today = localDayOf(tenant.clock.now())
  if (!staff.recentlyProven)
    return <ProveFirst place={cityPlace} page={paths.cityCompany(company.vendorId)} />
  if (company.standing === 'applicant')
    return <ApplicantForms {...company} {...{ today, because, filling }} />
  return (
    <>
      <ContractForm {...company} {...{ today, because, filling }} />
      <QuotaForm
        {...company}
        {...{ quotas, filling }}
        usual={usualAllowance}
        wrong={because === 'bad-quotas'}
      />
    </>
  )
}
