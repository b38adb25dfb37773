import { mayStaff, type ProgramAct } from '../../../identity/index.ts'
import { KeyEntry } from '../../key-entry.tsx'
import { ProveFirst } from '../../passkey/prove-first.tsx'
import { paths } from '../../paths.ts'
import { FilledMessage } from '../../typed/filled-message.tsx'
import {
  Card,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  Page,
  SubmitButton,
  Table,
  useView,
  useWords,
} from '../../ui/index.ts'
import { cityPlace } from '../city-door.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { cityWords } from '../words.ts'
import { May, MayEntry } from './entries.tsx'
import { errorsOf, messageOf, type TypedProgram, type Wrong } from './typed.ts'
import { words } from './words.ts'

interface ProgramsPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  programs: readonly ProgramAct[]
  typed: TypedProgram
  wrong: Wrong
  /** With what was typed before a passkey was shown. */
  isFilled?: boolean
}

/** The city's programs, and a new one once a passkey was shown just now. */
export function ProgramsPage(props: ProgramsPageProps) {
  const { staff, view, city, programs, typed, wrong, isFilled } = props
  const say = words.in(view)
  const mayChange = mayStaff(staff.role, 'appoint-staff')
  const toProve = mayChange && !staff.recentlyProven
  return (
    <Page
      view={{ ...view, path: paths.cityPrograms }}
      city={city}
      title={cityWords.in(view)('programs')}
      status={isFilled ? <FilledMessage /> : <ErrorSummary errors={errorsOf(view, wrong)} />}
      navigation={<Places role={staff.role} current={paths.cityPrograms} />}
    >
      <p>{say('why')}</p>
      {programs.length === 0 ? (
        <EmptyState title={say('none')} why={say('noneWhy')} />
      ) : (
        <ProgramTable programs={programs} />
      )}
      {toProve && <ProveFirst place={cityPlace} page={paths.cityPrograms} />}
      {mayChange && staff.recentlyProven && <RegisterForm typed={typed} wrong={wrong} />}
    </Page>
  )
}

function ProgramTable({ programs }: Pick<ProgramsPageProps, 'programs'>) {
  const say = useWords(words)
  return (
    <Table
      caption={say('all')}
      captionHidden
      columns={[
        {
          label: say('name'),
          cell: ({ programId, name }: ProgramAct) => <a href={paths.cityProgram(programId)}>{name}</a>,
        },
        {
          label: say('standing'),
          cell: ({ kind }: ProgramAct) => say(kind === 'ended' ? 'ended' : 'active'),
        },
        { label: say('may'), cell: ({ scopes }: ProgramAct) => <May scopes={scopes} /> },
      ]}
      rows={programs}
    />
  )
}

function RegisterForm({ typed, wrong }: Pick<ProgramsPageProps, 'typed' | 'wrong'>) {
  const say = useWords(words)
  const view = useView()
  return (
    <Card heading={say('register')}>
      <Form action={paths.cityPrograms}>
        <Field
          name="name"
          label={say('name')}
          hint={say('nameHint')}
          value={typed.name}
          error={messageOf(view, wrong.name)}
          autoComplete="off"
          maxLength={80}
          required
        />
        <Field
          name="id"
          label={say('id')}
          hint={say('idHint')}
          value={typed.id}
          error={messageOf(view, wrong.id)}
          autoComplete="off"
          maxLength={60}
          required
        />
        <MayEntry wrong={wrong} kept={typed.may} />
        <KeyEntry error={messageOf(view, wrong.key)} value={typed.keys} />
        <SubmitButton>{say('registerNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
