import { mayActForCompany, type CompanyPerson, type PersonId } from '../../../identity/index.ts'
import { newId } from '../../../kernel/index.ts'
import { InvitationCard, type ShownInvitation } from '../../passkey/invitation-card.tsx'
import { ProveFirst } from '../../passkey/prove-first.tsx'
import { paths } from '../../paths.ts'
import { FilledMessage } from '../../typed/filled-message.tsx'
import type { Filling } from '../../typed/keep-fields.ts'
import {
  Card,
  Details,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Page,
  StatusMessage,
  SubmitButton,
  Table,
  useWords,
} from '../../ui/index.ts'
import { companyPlace } from '../company-door.ts'
import { CompanyPlaces } from '../company-places.tsx'
import type { PersonReader } from '../person-reader.ts'
import { companyDoorWords } from '../words.ts'
import { words } from './words.ts'

export interface PersonsPageProps extends Pick<PersonReader, 'person' | 'view' | 'city'> {
  persons: readonly CompanyPerson[]
  done?: 'ended' | undefined
  because?: 'no-name' | undefined
  /** What was typed before a passkey was shown, or where something has to be corrected. */
  filling?: Filling | undefined
}

/** Who is responsible for the company. What can be done to them is there once a passkey was shown just now. */
export function PersonsPage(props: PersonsPageProps) {
  const { person, view, city, persons, done, because, filling } = props
  const say = words.in(view)
  const { recentlyProven, personId } = person
  const mayChange = mayActForCompany(person)
  return (
    <Page
      view={filling ? { ...view, path: paths.companyPersons } : view}
      city={city}
      title={companyDoorWords.in(view)('persons')}
      status={
        (because && <ErrorSummary errors={[{ name: 'name', message: say(because) }]} />) ||
        (filling && <FilledMessage />) ||
        (done && <StatusMessage title={say('accessEnded')} />)
      }
      navigation={<CompanyPlaces current={paths.companyPersons} />}
    >
      <p>{say('why')}</p>
      {mayChange &&
        (recentlyProven ? (
          <InviteForm because={because} filling={filling} />
        ) : (
          <ProveFirst place={companyPlace} page={paths.companyPersons} />
        ))}
      <PersonTable persons={persons} self={personId} changeable={mayChange && recentlyProven} />
    </Page>
  )
}

function InviteForm({ because, filling }: Pick<PersonsPageProps, 'because' | 'filling'>) {
  const say = useWords(words)
  return (
    <Card heading={say('invite')}>
      <Form action={paths.companyPersons} fields={{ attempt: newId<PersonId>() }}>
        <Field
          name="name"
          label={say('name')}
          hint={say('nameHint')}
          value={filling?.one('name') ?? ''}
          maxLength={60}
          error={because && say(because)}
          required
        />
        <SubmitButton>{say('inviteNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

interface PersonTableProps {
  persons: readonly CompanyPerson[]
  /** Who reads: nobody changes themselves. */
  self: PersonId
  changeable: boolean
}

function PersonTable({ persons, self, changeable }: PersonTableProps) {
  const say = useWords(words)
  const acting = {
    label: say('change'),
    cell: (person: CompanyPerson) => <Acting person={person} self={self} />,
  }
  return (
    <Table
      caption={say('everybody')}
      columns={[
        { label: say('name'), cell: ({ name }: CompanyPerson) => name.reveal() },
        { label: say('standing'), cell: ({ standing }: CompanyPerson) => say(standing) },
        ...(changeable ? [acting] : []),
      ]}
      rows={persons}
    />
  )
}

function Acting({ person, self }: { person: CompanyPerson; self: PersonId }) {
  const say = useWords(words)
  if (person.standing === 'ended') return <>{say('nothingMore')}</>
  if (person.personId === self) return <>{say('yourself')}</>
  const [name, fields] = [person.name.reveal(), { person: person.personId }]
  return (
    <Details summary={say('changeWhom', { name })}>
      <Form action={paths.companyPersons} fields={fields}>
        <p>{say('againWhy')}</p>
        <SubmitButton kind="secondary">{say('again', { name })}</SubmitButton>
      </Form>
      <Form action={paths.companyPersonEnd} fields={fields}>
        <p>{say('endWhy')}</p>
        <SubmitButton kind="danger">{say('end', { name })}</SubmitButton>
      </Form>
    </Details>
  )
}

export function PersonInvitedPage({
  view,
  city,
  ...invitation
}: Pick<PersonReader, 'view' | 'city'> & ShownInvitation) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('invited')}
      status={<StatusMessage title={say('made')} />}
      navigation={<CompanyPlaces current={paths.companyPersons} />}
    >
      <InvitationCard {...invitation} />
      <LinkLine href={paths.companyPersons}>{say('back')}</LinkLine>
    </Page>
  )
}
