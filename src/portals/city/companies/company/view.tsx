import { mayStaff, type StaffMember } from '../../../../identity/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import {
  usualAllowance,
  vendorRefusals,
  type Quotas,
  type RegisteredCompany,
} from '../../../../vendors/index.ts'
import { CompanyActs, type CompanyActsProps } from '../../../company/company-acts.tsx'
import { CompanyProfile } from '../../../company/company-profile.tsx'
import { companyDoorWords } from '../../../company/words.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Notice,
  Page,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  TimeText,
  uiWords,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words as companiesWords } from '../words.ts'
import { QuotaForm } from './quota-form.tsx'
import { words } from './words.ts'

type Because = 'bad-contract-day' | 'no-reason-given' | 'bad-quotas'

interface CityCompanyProps extends Pick<StaffReader, 'staff' | 'view' | 'city'>, CompanyActsProps {
  company: RegisteredCompany
  members: readonly StaffMember[]
  because?: Because | undefined
  quotas: Quotas
  done?: 'accepted' | 'turned-down' | 'quotas-set' | undefined
}

const fieldOf = {
  'bad-contract-day': 'contractUntil',
  'no-reason-given': 'reason',
  'bad-quotas': 'reads',
} as const

export function CityCompanyPage(props: CityCompanyProps) {
  const { staff, view, city, company, members, acts, persons, quotas, because, done } = props
  const say = words.in(view)
  const others = company.registration?.others ?? 0
  const maySay = company.standing === 'applicant' && mayStaff(staff.role, 'review-uses')
  return (
    <Page
      view={view}
      city={city}
      title={company.profile.name}
      status={
        (because && (
          <ErrorSummary
            errors={[{ name: fieldOf[because], message: sentenceIn(view, vendorRefusals[because]) }]}
          />
        )) ||
        (done && <StatusMessage title={say(done)} />)
      }
      navigation={<Places role={staff.role} current={paths.cityCompanies} />}
    >
      {others > 0 && <Notice kind="warning" title={say('others', { count: others })} />}
      <Card heading={companiesWords.in(view)('standing')}>
        <Decided company={company} members={members} />
      </Card>
      {maySay && <DecisionForms company={company} because={because} />}
      {company.standing === 'active' && mayStaff(staff.role, 'review-uses') && (
        <QuotaForm {...company} quotas={quotas} usual={usualAllowance} wrong={because === 'bad-quotas'} />
      )}
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
  const name = members.find(({ staffId }) => staffId === decision?.staffId)?.name.reveal()
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

function DecisionForms({ company, because }: Pick<CityCompanyProps, 'company' | 'because'>) {
  const view = useView()
  const say = useWords(words)
  const sayUi = useWords(uiWords)
  const { vendorId } = company
  const errorOf = (one: Because) => because === one && sentenceIn(view, vendorRefusals[one])
  return (
    <>
      <Card heading={say('accept')}>
        <p>{say('acceptWhy')}</p>
        <Form action={paths.cityCompanyAccept(vendorId)}>
          <Field
            name="contractUntil"
            label={say('contractUntil')}
            hint={sayUi('typedDay')}
            maxLength={40}
            error={errorOf('bad-contract-day')}
            required
          />
          <SubmitButton>{say('acceptNow')}</SubmitButton>
        </Form>
      </Card>
      <Card heading={say('turnDown')}>
        <p>{say('turnDownWhy')}</p>
        <Form action={paths.cityCompanyTurnDown(vendorId)}>
          <Field
            name="reason"
            label={say('reason')}
            hint={say('reasonHint')}
            maxLength={500}
            error={errorOf('no-reason-given')}
            required
          />
          <SubmitButton kind="danger">{say('turnDownNow')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}
