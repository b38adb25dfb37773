import { mayActForCompany, type CompanyProgram } from '../../../identity/index.ts'
import { KeyEntry } from '../../key-entry.tsx'
import { ProveFirst } from '../../passkey/prove-first.tsx'
import { paths } from '../../paths.ts'
import {
  Card,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  Page,
  RadioList,
  StatusMessage,
  SubmitButton,
  useWords,
} from '../../ui/index.ts'
import { companyPlace } from '../company-door.ts'
import { CompanyPlaces } from '../company-places.tsx'
import type { PersonReader } from '../person-reader.ts'
import { companyDoorWords } from '../words.ts'
import { ProgramCard } from './program-card.tsx'
import { words } from './words.ts'

interface KeysPageProps extends Pick<PersonReader, 'person' | 'view' | 'city'> {
  programs: readonly CompanyProgram[]
  done?: 'registered' | 'added' | 'retired' | 'ended' | undefined
  because?: 'no-name' | undefined
}

/** What can be changed is there once a passkey was shown just now. */
export function KeysPage({ person, view, city, programs, done, because }: KeysPageProps) {
  const say = words.in(view)
  const mayChange = mayActForCompany(person)
  const changeable = mayChange && person.recentlyProven
  return (
    <Page
      view={view}
      city={city}
      title={companyDoorWords.in(view)('keys')}
      status={
        (because && <ErrorSummary errors={[{ name: 'name', message: say(because) }]} />) ||
        (done && <StatusMessage title={say(`done-${done}`)} />)
      }
      navigation={<CompanyPlaces current={paths.companyKeys} />}
    >
      <p>{say('why')}</p>
      {mayChange && !person.recentlyProven && <ProveFirst place={companyPlace} page={paths.companyKeys} />}
      {programs.length === 0 && <EmptyState title={say('none')} why={say('noneWhy')} />}
      {programs.map((program) => (
        <ProgramCard program={program} companyAtRest={!mayChange} changeable={changeable} />
      ))}
      {changeable && <AddKeyForm programs={programs.filter(({ standing }) => standing === 'active')} />}
      {changeable && <RegisterForm because={because} />}
    </Page>
  )
}

/** None where there is no program yet. */
function AddKeyForm({ programs }: Pick<KeysPageProps, 'programs'>) {
  const say = useWords(words)
  if (programs.length === 0) return null
  return (
    <Card heading={say('add')}>
      <Form action={paths.companyKeyAdd}>
        <p>{say('addWhy')}</p>
        <RadioList
          name="program"
          label={say('which')}
          value=""
          options={programs.map(({ clientId, name }) => ({ value: clientId, label: name ?? clientId }))}
        />
        <KeyEntry name="newKey" label={say('newKey')} />
        <SubmitButton>{say('addNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function RegisterForm({ because }: Pick<KeysPageProps, 'because'>) {
  const say = useWords(words)
  return (
    <Card heading={say('register')}>
      <Form action={paths.companyKeys}>
        <Field
          name="name"
          label={say('name')}
          hint={say('nameHint')}
          maxLength={60}
          error={because && say(because)}
          required
        />
        <KeyEntry />
        <SubmitButton>{say('registerNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
