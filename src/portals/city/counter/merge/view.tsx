import { isWaiting, type Found, type OpenRequest } from '../../../../counter/index.ts'
import { localDayOf, type Sentence } from '../../../../kernel/index.ts'
import type { Resident } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  BirthDayText,
  Card,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkLine,
  Page,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  TimeText,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { RequestList } from '../request-list.tsx'
import { SaidFields, wrongOf, type Said } from '../said-fields.tsx'
import { ShowFirst } from '../show-first.tsx'
import { WhatMergingDoes } from './what-merging-does.tsx'
import { words } from './words.ts'

export interface SearchedTwin extends Said {
  refused?: Sentence
}

interface MergePageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  /** Who remains. */
  resident: Resident
  requests: readonly OpenRequest[]
  /** To this member of staff, just now. */
  hasShownWho: boolean
  found: readonly Found[]
  searched: SearchedTwin
  /** How long what was merged can still be read. */
  days: number
  done: 'asked' | undefined
  now: Date
}

/** What it does, before anything is asked for; then the search, and whom it has found. */
export function MergePage(props: MergePageProps) {
  const { staff, view, city, resident, requests, hasShownWho, found, searched, now } = props
  const say = words.in(view)
  const waits = requests.some((request) => isWaiting(request, now))
  const { name } = resident.identity.reveal()
  return (
    <Page
      view={{ ...view, path: paths.counterMerge }}
      city={city}
      title={say('title')}
      heading={say('whom', { name })}
      status={<MergeStatus {...props} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <RequestList requests={requests} staffId={staff.staffId} now={now} />
      <Card heading={say('happens')}>
        <WhatMergingDoes days={props.days} />
      </Card>
      {!hasShownWho && !waits && <ShowFirst heading={say('showFirst')}>{say('showFirstWhy')}</ShowFirst>}
      {hasShownWho && !waits && found.length > 0 && (
        <Card heading={say('remains')}>
          <Entry of={resident} />
        </Card>
      )}
      {hasShownWho && !waits && found.map((one) => <Candidate found={one} name={name} />)}
      {hasShownWho && !waits && <Search searched={searched} />}
      <LinkLine href={paths.counterResident}>{say('resident')}</LinkLine>
    </Page>
  )
}

function MergeStatus({ view, done, searched: { errors, refused } }: MergePageProps) {
  const say = words.in(view)
  if (refused) return <StatusMessage kind="warning" title={sentenceIn(view, refused)} />
  if (done) return <StatusMessage title={say('doneAsked')} />
  return <ErrorSummary errors={wrongOf(view, errors)} />
}

/** Of namesakes born on one day, the day they joined tells which is which. */
function Entry({ of: { identity, joinedAt } }: { of: Pick<Resident, 'identity' | 'joinedAt'> }) {
  const say = useWords(words)
  const { name, kana, birthDate } = identity.reveal()
  return (
    <DefinitionList
      of={[
        { term: say('name'), is: name },
        { term: say('kana'), is: kana },
        { term: say('birthDate'), is: <BirthDayText on={birthDate} /> },
        { term: say('joinedOn'), is: <TimeText at={localDayOf(joinedAt)} /> },
      ]}
    />
  )
}

function Candidate({ found, name }: { found: Found; name: string }) {
  const say = useWords(words)
  return (
    <Card heading={say('found')}>
      <Entry of={found} />
      <p>{say('samePerson', { name })}</p>
      <Form action={paths.counterMergeAsk} fields={{ chosen: found.attendanceId }}>
        <SubmitButton kind="danger">{say('askNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function Search({ searched }: { searched: SearchedTwin }) {
  const say = useWords(words)
  return (
    <Card heading={say('search')}>
      <p>{say('searchWhy')}</p>
      <Form action={paths.counterMerge}>
        <SaidFields said={searched} labels={{ kana: say('kana'), birthDate: say('birthDate') }} />
        <SubmitButton kind="secondary">{say('searchNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
