import { mayStaff, type ProgramAct, type StaffMember } from '../../../../identity/index.ts'
import { KeyEntry } from '../../../key-entry.tsx'
import { ProveFirst } from '../../../passkey/prove-first.tsx'
import { paths } from '../../../paths.ts'
import { FilledMessage } from '../../../typed/filled-message.tsx'
import type { Filling } from '../../../typed/keep-fields.ts'
import {
  Card,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkLine,
  Page,
  StatusMessage,
  SubmitButton,
  Table,
  TimeText,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { cityPlace } from '../../city-door.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { May, MayEntry } from '../entries.tsx'
import { errorsOf, messageOf, type Wrong } from '../typed.ts'
import { words } from '../words.ts'

export interface ProgramPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  now: ProgramAct
  /** The newest first. */
  acts: readonly ProgramAct[]
  members: readonly StaffMember[]
  done: 'registered' | 'scopes' | 'keys' | 'ended' | undefined
  wrong: Wrong
  /** What was typed before a passkey was shown. */
  filling: Filling | undefined
}

/** What can be changed is there once a passkey was shown just now; of one that has ended, nothing can. */
export function ProgramPage(props: ProgramPageProps) {
  const { staff, view, city, now, acts, members, done, wrong, filling } = props
  const say = words.in(view)
  const path = paths.cityProgram(now.programId)
  const mayChange = mayStaff(staff.role, 'appoint-staff') && now.kind !== 'ended'
  const toProve = mayChange && !staff.recentlyProven
  const errors = errorsOf(view, wrong)
  return (
    <Page
      view={{ ...view, path }}
      city={city}
      title={now.name}
      status={
        (errors.length > 0 && <ErrorSummary errors={errors} />) ||
        (filling && <FilledMessage />) ||
        (done && <StatusMessage title={say(`done-${done}`)} />)
      }
      navigation={<Places role={staff.role} current={paths.cityPrograms} />}
    >
      <Now now={now} />
      {toProve && <ProveFirst place={cityPlace} page={path} />}
      {mayChange && staff.recentlyProven && <Changes {...now} {...{ wrong, filling }} />}
      <Acts acts={acts} members={members} />
      <LinkLine href={paths.cityPrograms}>{say('back')}</LinkLine>
    </Page>
  )
}

function Now({ now: { programId, kind, scopes, jwks } }: Pick<ProgramPageProps, 'now'>) {
  const say = useWords(words)
  return (
    <DefinitionList
      of={[
        { term: say('id'), is: <span class="as-it-is">{programId}</span> },
        { term: say('standing'), is: say(kind === 'ended' ? 'ended' : 'active') },
        { term: say('may'), is: <May scopes={scopes} /> },
        {
          term: say('keys'),
          is: <span class="as-it-is">{jwks.keys.map(({ kid }) => kid).join(' ')}</span>,
        },
      ]}
    />
  )
}

type ChangesProps = Pick<ProgramPageProps, 'wrong' | 'filling'> & Pick<ProgramAct, 'programId'>

function Changes({ programId, wrong, filling }: ChangesProps) {
  const say = useWords(words)
  return (
    <>
      <Card heading={say('changeMay')}>
        <Form action={paths.cityProgramScopes(programId)}>
          <p>{say('changeMayWhy')}</p>
          <MayEntry wrong={wrong} kept={filling?.all('may') ?? []} />
          <SubmitButton kind="secondary">{say('changeMayNow')}</SubmitButton>
        </Form>
      </Card>
      <Card heading={say('changeKey')}>
        <Form action={paths.cityProgramKeys(programId)}>
          <p>{say('changeKeyWhy')}</p>
          <KeyEntry value={filling?.one('key') ?? ''} error={messageOf(useView(), wrong.key)} />
          <SubmitButton kind="secondary">{say('changeKeyNow')}</SubmitButton>
        </Form>
      </Card>
      <Card heading={say('end')}>
        <Form action={paths.cityProgramEnd(programId)}>
          <p>{say('endWhy')}</p>
          <SubmitButton kind="danger">{say('endNow')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}

function Acts({ acts, members }: Pick<ProgramPageProps, 'acts' | 'members'>) {
  const say = useWords(words)
  const names = new Map(members.map(({ staffId, name }) => [staffId, name.reveal()]))
  return (
    <Table
      caption={say('acts')}
      columns={[
        { label: say('when'), cell: ({ happenedAt }: ProgramAct) => <TimeText at={happenedAt} /> },
        { label: say('what'), cell: ({ kind }: ProgramAct) => say(`act-${kind}`) },
        {
          label: say('by'),
          cell: ({ by }: ProgramAct) => (by === null ? say('machineRoom') : names.get(by)),
        },
        { label: say('since'), cell: ({ scopes }: ProgramAct) => <May scopes={scopes} /> },
      ]}
      rows={acts}
    />
  )
}
