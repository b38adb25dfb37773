import {
  identityLevelOf,
  type CardRequestState,
  type IdentityCheck,
  type LookUpDeed,
} from '../../../../counter/index.ts'
import type { CardState } from '../../../../identity/index.ts'
import { isInOurFont } from '../../../../letters/index.ts'
import type { LetterHold } from '../../../../notices/index.ts'
import type { Resident } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  BirthDayText,
  Card,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  ReceiptNumber,
  StatusMessage,
  SubmitButton,
  TimeText,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { DocumentList } from '../document-list.tsx'
import { documentWords } from '../document-words.ts'
import { requestWords } from '../request-words.ts'
import { words } from './words.ts'

/** What may have been done, by the deed that stands in the resident's record then. An address can be typed. */
export const deedOf = {
  checked: 'identity-checked',
  asked: 'card-asked',
  address: 'address-entered',
  stopped: 'stopped',
  'card-ended': 'card-ended',
  'ways-ended': 'card-and-ways-ended',
} as const satisfies Record<string, LookUpDeed>
export type Done = keyof typeof deedOf
/** What came of a form and stands in no address: nothing was done, or not all of it is kept yet. */
export type Answered = 'stopped-already' | 'card-not-kept' | 'no-card' | 'no-document'
export interface StopToHandOver {
  receiptNumber: string
  /** Deliveries that had begun before the stop and have not ended yet. */
  underWay: number
}

interface ResidentPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  resident: Resident
  checks: readonly IdentityCheck[]
  /** Since when they are linked at the outside provider. */
  linked: Date | undefined
  card: CardState | undefined
  cardRequest: CardRequestState
  takesPart: boolean
  /** Another entry was merged into theirs, and is there still. */
  hasTakenIn: boolean
  /** They were found by that entry: whoever stands there may be somebody else. */
  byMerged: boolean
  /** Why a letter to them waits until they were asked. */
  letterHeld: LetterHold | undefined
  /** To this member of staff, just now. */
  shownWho: boolean
  done: Done | Answered | undefined
  stopped: StopToHandOver | undefined
}

export function ResidentPage(props: ResidentPageProps) {
  const { staff, view, city, resident, checks, linked, card, cardRequest, done, stopped } = props
  const say = words.in(view)
  const status =
    done === 'no-document' ? (
      <ErrorSummary errors={[{ name: 'document', message: say('no-document') }]} />
    ) : (
      done && <StatusMessage title={say(done)}>{stopped && <HandOver stopped={stopped} />}</StatusMessage>
    )
  return (
    <Page
      view={{ ...view, path: paths.counterResident }}
      city={city}
      title={say('title')}
      heading={say('whom', { name: resident.identity.reveal().name })}
      status={status}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      {props.byMerged && <LinkLine href={paths.counterMergeError}>{say('byMerged')}</LinkLine>}
      <Who {...{ resident, checks, linked, card }} />
      <Address letterHeld={props.letterHeld} printable={isInOurFont(resident.identity.reveal())} />
      <Document cardRequest={cardRequest} wrong={done === 'no-document'} />
      {card && <LostCard shownWho={props.shownWho} />}
      <StopAll />
      {props.takesPart && <Agree />}
      <Life takesPart={props.takesPart} />
      {props.takesPart && <Merge />}
      {props.hasTakenIn && <MergeError />}
      <Form action={paths.counterEnd}>
        <SubmitButton kind="secondary">{say('end')}</SubmitButton>
      </Form>
    </Page>
  )
}

function HandOver({ stopped: { receiptNumber, underWay } }: { stopped: StopToHandOver }) {
  const say = useWords(words)
  return (
    <>
      <p>
        <ReceiptNumber number={receiptNumber} />
      </p>
      <p>{say('writeDown')}</p>
      {underWay > 0 && <p>{say('underWay', { count: underWay })}</p>}
    </>
  )
}

type WhoProps = Pick<ResidentPageProps, 'resident' | 'checks' | 'linked' | 'card'>

function Who({ resident, checks, linked, card }: WhoProps) {
  const say = useWords(words)
  const sayDocument = useWords(documentWords)
  const { kana, birthDate } = resident.identity.reveal()
  const [last] = checks
  return (
    <Card heading={say('who')}>
      <DefinitionList
        of={[
          { term: say('kana'), is: kana },
          { term: say('birthDate'), is: <BirthDayText on={birthDate} /> },
          {
            term: say('level'),
            is: (
              <>
                {say(identityLevelOf(checks, linked))}
                {last && (
                  <>
                    {' '}
                    {sayDocument(last.document)} <TimeText at={last.checkedAt} />
                  </>
                )}
              </>
            ),
          },
          { term: say('card'), is: say(card ? (card.isLocked ? 'cardLocked' : 'cardGood') : 'cardNone') },
        ]}
      />
    </Card>
  )
}

/** Whose letters do not arrive is asked where they live before anything else. */
/** What stands in the way of a letter. That a character cannot be printed is said before one waits, too. */
function Address({ letterHeld, printable }: Pick<ResidentPageProps, 'letterHeld'> & { printable: boolean }) {
  const say = useWords(words)
  return (
    <Card heading={say('reach')}>
      {!printable && (
        <Notice kind="warning" title={say('notPrintable')}>
          <p>{say('not-printable')}</p>
        </Notice>
      )}
      {letterHeld && letterHeld !== 'not-printable' && (
        <Notice kind="warning" title={say('askAddress')}>
          <p>{say(letterHeld)}</p>
        </Notice>
      )}
      <LinkButton href={paths.counterAddress}>{say('addressNow')}</LinkButton>
    </Card>
  )
}

/** One list of documents, two things it can be shown for; and what the card waits for. */
function Document({ cardRequest, wrong }: { cardRequest: CardRequestState; wrong: boolean }) {
  const say = useWords(words)
  const sayRequest = useWords(requestWords)
  if (cardRequest === 'confirmed')
    return (
      <Card heading={say('handOver')}>
        <p>{say('handOverWhy')}</p>
        <Form action={paths.counterCard}>
          <SubmitButton>{say('handOverNow')}</SubmitButton>
        </Form>
      </Card>
    )
  return (
    <Card heading={say('document')}>
      {cardRequest === 'waits' && <p>{say('waits')}</p>}
      {cardRequest !== 'waits' && cardRequest !== 'none' && (
        <p>
          {sayRequest('refused')} {sayRequest(cardRequest)}
        </p>
      )}
      <Form action={paths.counterIdentity}>
        <DocumentList error={wrong ? say('no-document') : undefined} />
        <SubmitButton kind="secondary" name="for" value="check">
          {say('check')}
        </SubmitButton>
        <p>{say('askWhy')}</p>
        <SubmitButton kind="secondary" name="for" value="card">
          {say('ask')}
        </SubmitButton>
      </Form>
    </Card>
  )
}

/** At once and without a document; with one, all that its finder may have made ends, too. */
function LostCard({ shownWho }: Pick<ResidentPageProps, 'shownWho'>) {
  const say = useWords(words)
  return (
    <Card heading={say('lost')}>
      <p>{say('lostWhy')}</p>
      <p>{say(shownWho ? 'lostAll' : 'lostAlone')}</p>
      <Form action={paths.counterCardEnd}>
        <SubmitButton kind="danger">{say('lostNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function StopAll() {
  const say = useWords(words)
  return (
    <Card heading={say('stop')}>
      <p>{say('stopWhy')}</p>
      <Form action={paths.counterStop}>
        <SubmitButton kind="danger">{say('stopNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function Merge() {
  const say = useWords(words)
  return (
    <Card heading={say('merge')}>
      <p>{say('mergeWhy')}</p>
      <LinkButton href={paths.counterMerge}>{say('mergeNow')}</LinkButton>
    </Card>
  )
}

function MergeError() {
  const say = useWords(words)
  return (
    <Card heading={say('mergeError')}>
      <p>{say('mergeErrorWhy')}</p>
      <LinkButton href={paths.counterMergeError}>{say('mergeErrorNow')}</LinkButton>
    </Card>
  )
}

function Life({ takesPart }: Pick<ResidentPageProps, 'takesPart'>) {
  const say = useWords(words)
  return (
    <Card heading={say('life')}>
      {!takesPart && <p>{say('notActive')}</p>}
      <p>{say('lifeWhy')}</p>
      <LinkButton href={paths.counterLife}>{say('lifeNow')}</LinkButton>
    </Card>
  )
}

function Agree() {
  const say = useWords(words)
  return (
    <Card heading={say('agree')}>
      <p>{say('agreeWhy')}</p>
      <LinkButton href={paths.counterAgree}>{say('agreeNow')}</LinkButton>
    </Card>
  )
}
