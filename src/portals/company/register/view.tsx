import { vendorProfileSchema } from '../../../vendors/index.ts'
import { paths } from '../../paths.ts'
import { developerWords } from '../../public/developer/words.ts'
import { kindWords } from '../../resident/companies/company-words.ts'
import {
  Card,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Page,
  RadioList,
  StatusMessage,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { InvitationCard, type ShownInvitation } from '../../passkey/invitation-card.tsx'
import { profileWords } from '../profile-words.ts'
import type { RegisterField, Typed } from './typed-application.ts'
import { words } from './words.ts'

interface EntryProps {
  typed: Typed
  wrong: readonly RegisterField[]
}

export function RegisterPage({ view, city, typed, wrong }: EntryProps & { view: View; city: City }) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.companyRegister }}
      city={city}
      title={say('title')}
      status={<ErrorSummary errors={wrong.map((name) => ({ name, message: say(`bad-${name}`) }))} />}
    >
      <p>{say('why')}</p>
      <p>{say('then')}</p>
      <Form action={paths.companyRegister}>
        <WhoItIs typed={typed} wrong={wrong} />
        <WhomResidentsAsk typed={typed} wrong={wrong} />
        <WhoIsResponsible typed={typed} wrong={wrong} />
        <SubmitButton>{say('register')}</SubmitButton>
      </Form>
      <LinkLine href={paths.companySignIn}>{say('signIn')}</LinkLine>
      <LinkLine href={paths.developer}>{developerWords.in(view)('start')}</LinkLine>
    </Page>
  )
}

function WhoItIs({ typed, wrong }: EntryProps) {
  const say = useWords(words)
  const sayKind = useWords(kindWords)
  const sayProfile = useWords(profileWords)
  return (
    <>
      <Entry name="name" {...{ typed, wrong }} required />
      <Entry name="nameEn" {...{ typed, wrong }} required />
      <RadioList
        name="kind"
        label={sayProfile('kind')}
        value={typed.kind ?? ''}
        error={wrong.includes('kind') && say('bad-kind')}
        options={vendorProfileSchema.shape.kind.options.map((kind) => ({
          value: kind,
          label: sayKind(kind),
        }))}
      />
      <Entry name="corporateNumber" hint={say('corporateNumberHint')} {...{ typed, wrong }} required />
      <Entry name="address" {...{ typed, wrong }} required />
      <Entry name="representative" {...{ typed, wrong }} required />
      <Entry name="certificate" hint={say('certificateHint')} {...{ typed, wrong }} />
    </>
  )
}

function WhomResidentsAsk({ typed, wrong }: EntryProps) {
  const say = useWords(words)
  return (
    <Card heading={say('residents')}>
      <p>{say('residentsWhy')}</p>
      <Entry name="department" {...{ typed, wrong }} required />
      <Entry name="departmentEn" {...{ typed, wrong }} />
      <Entry name="phone" hint={say('phoneHint')} {...{ typed, wrong }} required />
    </Card>
  )
}

function WhoIsResponsible({ typed, wrong }: EntryProps) {
  const say = useWords(words)
  return (
    <Card heading={say('responsible')}>
      <p>{say('responsibleWhy')}</p>
      <Field
        name="person"
        label={say('person')}
        value={typed.person ?? ''}
        error={wrong.includes('person') && say('bad-person')}
        maxLength={60}
        required
      />
      <Entry name="email" {...{ typed, wrong }} required />
      <Entry name="contactPhone" hint={say('phoneHint')} {...{ typed, wrong }} required />
    </Card>
  )
}

function Entry(
  props: EntryProps & {
    name: Exclude<RegisterField, 'person'>
    hint?: ReturnType<ReturnType<typeof useWords>>
    required?: boolean
  },
) {
  const { typed, wrong, name, hint, required = false } = props
  const say = useWords(words)
  const sayProfile = useWords(profileWords)
  return (
    <Field
      {...{ name, hint, required }}
      label={sayProfile(name)}
      value={typed[name] ?? ''}
      error={wrong.includes(name) && say(`bad-${name}`)}
      maxLength={200}
    />
  )
}

/** What whoever registered is handed, once. */
export function RegisteredPage({ view, city, ...invitation }: ShownInvitation & { view: View; city: City }) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.companyRegister }}
      city={city}
      title={say('registered')}
      status={<StatusMessage title={say('taken')} />}
    >
      <p>{say('next')}</p>
      <InvitationCard {...invitation} />
      <p>{say('decides')}</p>
    </Page>
  )
}
