import { mayActForCompany, type CompanyProgram } from '../../../identity/index.ts'
import { KeyEntry } from '../../key-entry.tsx'
import { ProveFirst } from '../../passkey/prove-first.tsx'
import { paths } from '../../paths.ts'
import { FilledMessage } from '../../typed/filled-message.tsx'
import type { Filling } from '../../typed/keep-fields.ts'
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
  useView,
  useWords,
} from '../../ui/index.ts'
import { companyPlace } from '../company-door.ts'
import { CompanyPlaces } from '../company-places.tsx'
import type { PersonReader } from '../person-reader.ts'
import { companyDoorWords } from '../words.ts'
import { ProgramCard } from './program-card.tsx'
import { words } from './words.ts'
import { errorsOf, messageOf, type Wrong } from './wrong.ts'

export interface KeysPageProps extends Pick<PersonReader, 'person' | 'view' | 'city'> {
  programs: readonly CompanyProgram[]
  done?: 'registered' | 'added' | 'retired' | 'ended' | undefined
  wrong?: Wrong
  /** What was typed before a passkey was shown, or where something has to be corrected. */
  filling?: Filling | undefined
}

/** What can be changed is there once a passkey was shown just now. */
export function KeysPage(props: KeysPageProps) {
  const { person, view, city, programs, done, wrong = {}, filling } = props
  const say = words.in(view)
  const mayChange = mayActForCompany(person)
  const changeable = mayChange && person.recentlyProven
  const errors = errorsOf(view, wrong)
  return (
    <Page
      view={filling ? { ...view, path: paths.companyKeys } : view}
      city={city}
      title={companyDoorWords.in(view)('keys')}
      status={
        (errors.length > 0 && <ErrorSummary errors={errors} />) ||
        (filling && <FilledMessage />) ||
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
      {changeable && (
        <AddKeyForm
          programs={programs.filter(({ standing }) => standing === 'active')}
          {...{ wrong, filling }}
        />
      )}
      {changeable && <RegisterForm {...{ wrong, filling }} />}
    </Page>
  )
}

interface FormProps {
  wrong: Wrong
  filling: Filling | undefined
}

/** None where there is no program yet. */
function AddKeyForm({ programs, wrong, filling }: FormProps & Pick<KeysPageProps, 'programs'>) {
  const say = useWords(words)
  const view = useView()
  if (programs.length === 0) return null
  return (
    <Card heading={say('add')}>
      <Form action={paths.companyKeyAdd}>
        <p>{say('addWhy')}</p>
        <RadioList
          name="program"
          label={say('which')}
          value={filling?.one('program') ?? ''}
          error={messageOf(view, wrong.program)}
          options={programs.map(({ clientId, name }) => ({ value: clientId, label: name ?? clientId }))}
        />
        <KeyEntry
          name="newKey"
          label={say('newKey')}
          value={filling?.one('newKey') ?? ''}
          error={messageOf(view, wrong.newKey)}
        />
        <SubmitButton>{say('addNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function RegisterForm({ wrong, filling }: FormProps) {
  const say = useWords(words)
  const view = useView()
  return (
    <Card heading={say('register')}>
      <Form action={paths.companyKeys}>
        <Field
          name="name"
          label={say('name')}
          hint={say('nameHint')}
          value={filling?.one('name') ?? ''}
          maxLength={60}
          error={messageOf(view, wrong.name)}
          required
        />
        <KeyEntry value={filling?.one('key') ?? ''} error={messageOf(view, wrong.key)} />
        <SubmitButton>{say('registerNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
