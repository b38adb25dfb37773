import type { ComponentChildren } from 'preact'
import {
  doubtAbout,
  joiningRefusals,
  type Briefing,
  type BriefingId,
  type Cohort,
  type Sheet,
  type SheetId,
} from '../../../../joining/index.ts'
import { localDayOf, newId, type LocalDay, type Sentence } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  RadioList,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  Table,
  TimeText,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { DayEntry, Entry, errorsOf, messageOf } from '../entries.tsx'
import type { Typed, Wrong } from '../typed.ts'
import { words } from './words.ts'

interface CohortPageProps extends StaffReader {
  cohort: Cohort
  briefings: readonly Briefing[]
  /** The newest first. */
  sheets: readonly Sheet[]
  done:
    | ('made' | 'changed' | 'closed' | 'reopened')
    | ('briefing' | 'briefing-changed' | 'came' | 'revoked')
    | undefined
  typed: Typed
  wrong: Wrong
  /** Why it could not be done, where it is no entry that is wrong: somebody else has closed it meanwhile. */
  refused: Sentence | undefined
}

/** How far a cohort is, in numbers; its briefings; the codes by which it is invited. Nobody of it is named. */
export function CohortPage(props: CohortPageProps) {
  const { staff, tenant, view, city, cohort, briefings, sheets, done, typed, wrong, refused } = props
  const say = words.in(view)
  const errors = errorsOf(view, wrong)
  const today = localDayOf(tenant.clock.now())
  const held = briefings.filter(({ heldOn }) => heldOn <= today)
  return (
    <Page
      view={{ ...view, path: paths.cohort(cohort.cohortId) }}
      city={city}
      title={say('title')}
      heading={cohort.name}
      status={
        (errors.length > 0 && <ErrorSummary errors={errors} />) ||
        (refused && <Refused refused={refused} />) ||
        (done && <StatusMessage title={say(`done-${done}`)} />)
      }
      navigation={<Places role={staff.role} current={paths.cohorts} />}
    >
      <Progress cohort={cohort} isCounted={held.every(({ came }) => came !== null)} />
      {briefings.length > 0 && <BriefingTable briefings={briefings} />}
      {held.length > 0 && (
        <Card heading={say('keepCame')}>
          <WhoCame {...{ cohort, briefings: held, typed, wrong }} />
        </Card>
      )}
      <Card heading={say('addBriefing')}>
        <NewBriefing {...{ cohort, typed, wrong, today }} />
      </Card>
      {sheets.length > 0 && <SheetTable cohort={cohort} sheets={sheets} />}
      <Card heading={say('makeCodes')}>
        <p>{say('codesWhy')}</p>
        <NewCodes {...{ cohort, typed, wrong, today }} />
      </Card>
      <Closing cohort={cohort} today={today} />
      <LinkLine href={paths.cohorts}>{say('back')}</LinkLine>
    </Page>
  )
}

function Refused({ refused }: { refused: Sentence }) {
  const view = useView()
  return (
    <StatusMessage kind="error" title={sentenceIn(view, refused)}>
      <p>{words.in(view)('kept')}</p>
    </StatusMessage>
  )
}

function Progress({ cohort, isCounted }: Pick<CohortPageProps, 'cohort'> & { isCounted: boolean }) {
  const say = useWords(words)
  const numbers = ['places', 'invited', 'came', 'joined', 'joinedAtBriefing', 'droppedOut'] as const
  const people = (count: number) => say('people', { count: count })
  return (
    <>
      {cohort.closedAt !== null && (
        <Notice kind="warning" title={say('closed')}>
          <p>{say('closedWhy')}</p>
        </Notice>
      )}
      <DefinitionList
        of={[
          { term: say('fromDay'), is: <TimeText at={cohort.fromDay} /> },
          { term: say('untilDay'), is: <TimeText at={cohort.untilDay} /> },
          ...numbers.map((each) => ({
            term: say(each),
            is: (
              <Beside doubt={each === 'came' && !isCounted && say('someNotCounted')}>
                {people(cohort[each])}
              </Beside>
            ),
          })),
        ]}
      />
      <LinkButton href={paths.cohortChange(cohort.cohortId)}>{say('change')}</LinkButton>
    </>
  )
}

function BriefingTable({ briefings }: Pick<CohortPageProps, 'briefings'>) {
  const say = useWords(words)
  const people = (count: number) => say('people', { count: count })
  return (
    <Table
      caption={say('briefings')}
      columns={[
        { label: say('heldOn'), cell: ({ heldOn }: Briefing) => <TimeText at={heldOn} /> },
        {
          label: say('place'),
          cell: ({ cohortId, briefingId, place }: Briefing) => (
            <a href={paths.cohortBriefing(cohortId, briefingId)}>{say('changeBriefing', { place })}</a>
          ),
        },
        { label: say('places'), numeric: true, cell: ({ places }: Briefing) => people(places) },
        {
          // Not as a number, which is never broken into lines: a sentence may stand below it.
          label: say('came'),
          cell: (briefing: Briefing) => <Came briefing={briefing} />,
        },
        { label: say('joinedThere'), numeric: true, cell: ({ joined }: Briefing) => people(joined) },
      ]}
      rows={briefings}
    />
  )
}

/** Who came, and what is to be said where the numbers beside it are others than one would expect. */
function Came({ briefing }: { briefing: Briefing }) {
  const say = useWords(words)
  const { came } = briefing
  const doubt = doubtAbout(briefing)
  return (
    <Beside doubt={doubt && say(doubt)}>
      {came === null ? say('notCounted') : say('people', { count: came })}
    </Beside>
  )
}

function Beside({ doubt, children }: { doubt: ComponentChildren; children: ComponentChildren }) {
  return (
    <>
      {children}
      {doubt && <p>{doubt}</p>}
    </>
  )
}

/** Each takes the other back. Of one whose days are over, the days are changed first. */
function Closing({ cohort, today }: Pick<CohortPageProps, 'cohort'> & { today: LocalDay }) {
  const say = useWords(words)
  const view = useView()
  const act = cohort.closedAt === null ? 'close' : 'reopen'
  const path = act === 'close' ? paths.cohortClose : paths.cohortReopen
  const isOver = act === 'reopen' && cohort.untilDay < today
  return (
    <Card heading={say(act)}>
      <Form action={path(cohort.cohortId)}>
        <p>{say(`${act}Why`)}</p>
        <SubmitButton
          kind="secondary"
          unavailable={isOver && sentenceIn(view, joiningRefusals['cohort-over'])}
        >
          {say(`${act}Now`)}
        </SubmitButton>
      </Form>
    </Card>
  )
}

interface FormProps {
  cohort: Cohort
  typed: Typed
  wrong: Wrong
}

/** Their number alone: of who came and did not join, nothing else is kept. */
function WhoCame({ cohort, briefings, typed, wrong }: FormProps & { briefings: readonly Briefing[] }) {
  const say = useWords(words)
  const view = useView()
  return (
    <Form action={paths.cohortCame(cohort.cohortId)}>
      <RadioList
        name="briefing"
        label={say('which')}
        error={messageOf(view, 'briefing', wrong.briefing)}
        value={typed['briefing'] ?? ''}
        options={briefings.map(({ briefingId, heldOn, place }) => ({
          value: briefingId,
          label: (
            <>
              <TimeText at={heldOn} /> {place}
            </>
          ),
        }))}
      />
      <Entry name="came" label={say('came')} hint={say('cameHint')} {...{ typed, wrong }} numeric />
      <SubmitButton kind="secondary">{say('keepCame')}</SubmitButton>
    </Form>
  )
}

function NewBriefing({ cohort, typed, wrong, today }: FormProps & { today: LocalDay }) {
  const say = useWords(words)
  return (
    <Form action={paths.cohortBriefings(cohort.cohortId)} fields={{ attempt: newId<BriefingId>() }}>
      <DayEntry name="heldOn" label={say('heldOn')} {...{ typed, wrong, today }} />
      <Entry name="place" label={say('place')} {...{ typed, wrong }} />
      <Entry name="places" label={say('places')} {...{ typed, wrong }} numeric />
      <SubmitButton kind="secondary" unavailable={cohort.closedAt !== null && say('onlyOpen')}>
        {say('addBriefing')}
      </SubmitButton>
    </Form>
  )
}

function SheetTable({ cohort, sheets }: Pick<CohortPageProps, 'cohort' | 'sheets'>) {
  const say = useWords(words)
  return (
    <Table
      caption={say('codes')}
      columns={[
        { label: say('row'), numeric: true, cell: ({ at }: Sheet & { at: number }) => String(at) },
        { label: say('madeAt'), cell: ({ madeAt }: Sheet) => <TimeText at={madeAt} /> },
        { label: say('number'), cell: ({ codes, goodFor }: Sheet) => say('times', { codes, goodFor }) },
        { label: say('used'), numeric: true, cell: ({ used }: Sheet) => say('people', { count: used }) },
        { label: say('untilDay'), cell: ({ untilDay }: Sheet) => <TimeText at={untilDay} /> },
        {
          label: say('revoke'),
          cell: ({ at, sheetId, revokedAt }: Sheet & { at: number }) =>
            revokedAt ? (
              say('revoked')
            ) : (
              <Form action={paths.cohortRevoke(cohort.cohortId)} fields={{ sheet: sheetId }}>
                <SubmitButton kind="secondary">{say('revokeNow', { at })}</SubmitButton>
              </Form>
            ),
        },
      ]}
      rows={sheets.map((sheet, index) => ({ ...sheet, at: index + 1 }))}
    />
  )
}

function NewCodes({ cohort, typed, wrong, today }: FormProps & { today: LocalDay }) {
  const say = useWords(words)
  return (
    <Form action={paths.cohortCodes(cohort.cohortId)} fields={{ attempt: newId<SheetId>() }}>
      <Entry name="codes" label={say('howMany')} hint={say('howManyHint')} {...{ typed, wrong }} numeric />
      <Entry name="goodFor" label={say('goodFor')} hint={say('goodForHint')} {...{ typed, wrong }} numeric />
      <DayEntry name="untilDay" label={say('goodUntil')} {...{ typed, wrong, today }} />
      <SubmitButton kind="secondary" unavailable={cohort.closedAt !== null && say('onlyOpen')}>
        {say('makeCodes')}
      </SubmitButton>
    </Form>
  )
}
