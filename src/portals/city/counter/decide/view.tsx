import type { ComponentChildren } from 'preact'
import type { OpenRequest } from '../../../../counter/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import { differencesOf, type Resident } from '../../../../residents/index.ts'
import { ProveFirst } from '../../../passkey/prove-first.tsx'
import { paths } from '../../../paths.ts'
import type { Question } from '../../../resident/consent/question.ts'
import { FullTerms } from '../../../resident/consent/terms-in-full.tsx'
import { TermsSummary } from '../../../resident/consent/terms-summary.tsx'
import {
  BirthDayText,
  Card,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkLine,
  Notice,
  Page,
  SubmitButton,
  TimeText,
  useWords,
} from '../../../ui/index.ts'
import { cityPlace } from '../../city-door.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { WhatMergingDoes } from '../merge/what-merging-does.tsx'
import { useDetailLines } from '../request-detail.tsx'
import { requestWords } from '../request-words.ts'
import { SayNo } from '../say-no.tsx'
import { words } from './words.ts'

interface DecidePageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  request: OpenRequest
  resident: Resident
  /** What a paper is about, as the resident's own page shows it. */
  question: Question | undefined
  now: Date
  /** Whom it is about besides. */
  others: readonly Resident[]
  /** How long what was merged can still be read. */
  days: number
  /** The program of the city that has brought it, where one has. */
  broughtBy: string | undefined
  /** No was pressed, and not why. */
  unsure: boolean
}

/** Everything the first person has said, and two answers. */
export function DecidePage(props: DecidePageProps) {
  const { staff, view, city, request, resident, others, question, broughtBy, unsure, now } = props
  const say = words.in(view)
  const { requestId, kind, askedBy } = request
  const isMerging = kind === 'merged'
  return (
    <Page
      view={view}
      city={city}
      title={say(askedBy === null ? 'titleFirst' : 'title')}
      status={unsure && <ErrorSummary errors={[{ name: 'because', message: say('chooseFirst') }]} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <p>{broughtBy === undefined ? say('lead') : say('leadProgram', { name: broughtBy })}</p>
      <Concerned resident={resident} others={others} isMerging={isMerging} />
      <What request={request} />
      {question && <TermsSummary question={question} city={city} now={now} />}
      {question && <FullTerms use={question.state.use} vendor={question.state.vendor} />}
      <Card heading={say('happens')}>
        {isMerging ? <WhatMergingDoes days={props.days} /> : <p>{say(kind)}</p>}
        {askedBy === null && <p>{say('first')}</p>}
        {request.isUnfinished && <p>{say('unfinished')}</p>}
        {staff.recentlyProven && (
          <Form action={paths.counterDecide(requestId)}>
            <SubmitButton>{say('confirm')}</SubmitButton>
          </Form>
        )}
      </Card>
      {!staff.recentlyProven && <ProveFirst place={cityPlace} page={paths.counterDecide(requestId)} />}
      {!request.isUnfinished && (
        <SayNo
          action={paths.counterDecideNot(requestId)}
          why={say(broughtBy === undefined ? 'refuseWhy' : 'refuseProgram')}
          unsure={unsure}
        />
      )}
      <LinkLine href={paths.counter}>{say('not')}</LinkLine>
    </Page>
  )
}

type ConcernedProps = Pick<DecidePageProps, 'resident' | 'others'> & { isMerging: boolean }

/** Of whom it was asked, and whom it is about besides, each with what becomes of it. */
function Concerned({ resident, others, isMerging }: ConcernedProps) {
  const say = useWords(words)
  const own = isMerging ? say('remains') : say('stayed')
  return (
    <>
      <Whose resident={resident} heading={others.length > 0 ? own : undefined} />
      {others.map((other) => (
        <Whose resident={other} heading={isMerging ? say('other') : say('again')} />
      ))}
      {(isMerging ? others : []).map((other) => (
        <Differences one={resident.identity} other={other.identity} />
      ))}
    </>
  )
}

type WhoseProps = Pick<DecidePageProps, 'resident'> & { heading: ComponentChildren }

/** Of two, each with what becomes of it. */
function Whose({ resident: { identity, joinedAt }, heading }: WhoseProps) {
  const say = useWords(words)
  const { name, kana, birthDate } = identity.reveal()
  return (
    <Card heading={heading ?? name}>
      <DefinitionList
        of={[
          ...(heading === undefined ? [] : [{ term: say('name'), is: name }]),
          { term: say('kana'), is: kana },
          { term: say('birthDate'), is: <BirthDayText on={birthDate} /> },
          ...(heading === undefined
            ? []
            : [{ term: say('joinedOn'), is: <TimeText at={localDayOf(joinedAt)} /> }]),
        ]}
      />
    </Card>
  )
}

/** In what the two entries differ, in words, so that nobody has to compare figures. */
function Differences({ one, other }: Record<'one' | 'other', Resident['identity']>) {
  const say = useWords(words)
  const differences = differencesOf(one.reveal(), other.reveal())
  if (differences.length === 0) return null
  return (
    <Notice kind="warning" title={say('differ')}>
      <ul>
        {differences.map((each) => (
          <li>{say(`differ-${each}`)}</li>
        ))}
      </ul>
      <p>{say('differWhy')}</p>
    </Notice>
  )
}

function What({ request: { kind, detail } }: { request: OpenRequest }) {
  const say = useWords(words)
  const sayRequest = useWords(requestWords)
  return (
    <Card heading={sayRequest(kind)}>
      <DefinitionList of={[{ term: say('asked'), is: sayRequest(kind) }, ...useDetailLines(detail)]} />
    </Card>
  )
}
