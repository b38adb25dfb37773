import { mayActForCompany } from '../../../identity/index.ts'
import { localDayOf } from '../../../kernel/index.ts'
import type { RegisteredCompany } from '../../../vendors/index.ts'
import { paths } from '../../paths.ts'
import { developerWords } from '../../public/developer/words.ts'
import { Card, Form, LinkCard, Page, SubmitButton, TimeText, useWords } from '../../ui/index.ts'
import { CompanyPlaces } from '../company-places.tsx'
import { CompanyProfile } from '../company-profile.tsx'
import type { PersonReader } from '../person-reader.ts'
import { companyDoorWords } from '../words.ts'
import { QuotaCard, type QuotaCardProps } from './quota-card.tsx'
import { words } from './words.ts'

interface HomeProps extends Pick<PersonReader, 'person' | 'view' | 'city'> {
  company: RegisteredCompany
  /** How many have a passkey. */
  persons: number
  quota: QuotaCardProps
}

/** How the company stands here, and what there is to do. */
export function CompanyHomePage({ person, view, city, company, persons, quota }: HomeProps) {
  const say = words.in(view)
  const sayDoor = companyDoorWords.in(view)
  const mayChange = mayActForCompany(person)
  return (
    <Page
      view={view}
      city={city}
      title={sayDoor('home')}
      navigation={<CompanyPlaces current={paths.companyHome} />}
    >
      <Standing company={company} />
      {company.standing === 'active' && <QuotaCard {...quota} />}
      {mayChange && persons < 2 && (
        <LinkCard href={paths.companyPersons} heading={say('secondPerson')}>
          <p>{say('secondPersonWhy')}</p>
        </LinkCard>
      )}
      <LinkCard href={paths.companyKeys} heading={sayDoor('keys')}>
        <p>{say('keysWhy')}</p>
      </LinkCard>
      <LinkCard href={paths.developer} heading={developerWords.in(view)('start')}>
        <p>{say('developerWhy')}</p>
      </LinkCard>
      <Card heading={say('profile')}>
        <p>{say('profileWhy')}</p>
        <CompanyProfile company={company} />
      </Card>
      <Card heading={say('signOut')}>
        <p>{say('signOutWhy')}</p>
        <Form action={paths.companySignOut}>
          <SubmitButton kind="secondary">{say('signOutNow')}</SubmitButton>
        </Form>
      </Card>
    </Page>
  )
}

function Standing({ company }: Pick<HomeProps, 'company'>) {
  const say = useWords(words)
  const { standing, contractUntil, decision } = company
  return (
    <Card heading={say('standing')}>
      <p>
        <strong>{say(standing)}</strong>
      </p>
      <p>{say(`${standing}Means`)}</p>
      {standing === 'active' && (
        <p>
          {say('contractUntil')} <TimeText at={localDayOf(contractUntil.getTime() - 1)} />
        </p>
      )}
      {decision?.reason && (
        <p>
          {say('reason')} {decision.reason}
        </p>
      )}
    </Card>
  )
}
