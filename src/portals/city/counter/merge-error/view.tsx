import { isWaiting, type MergedAtDesk, type OpenRequest } from '../../../../counter/index.ts'
import { twoPeopleShownBy, type Resident } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  BirthDayText,
  Card,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkLine,
  Page,
  RadioList,
  StatusMessage,
  SubmitButton,
  TimeText,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { RequestList } from '../request-list.tsx'
import { requestWords } from '../request-words.ts'
import { words } from './words.ts'

/** Asked for; or the button was pressed before something was chosen. */
export type MergeErrorDone = 'asked' | 'no-entry' | 'no-document'

interface MergeErrorPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  /** Who remains. */
  resident: Resident
  requests: readonly OpenRequest[]
  merged: readonly MergedAtDesk[]
  done: MergeErrorDone | undefined
  now: Date
}

const rules = ['again', 'unread', 'stays', 'card', 'told', 'seen'] as const

/** What was merged into the entry of whoever is attended to, each with what shows that it is somebody else's. */
export function MergeErrorPage(props: MergeErrorPageProps) {
  const { staff, view, city, resident, requests, merged, now } = props
  const say = words.in(view)
  const waits = requests.some((request) => isWaiting(request, now))
  return (
    <Page
      view={{ ...view, path: paths.counterMergeError }}
      city={city}
      title={say('title')}
      heading={say('whom', { name: resident.identity.reveal().name })}
      status={<MergeErrorStatus {...props} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <RequestList requests={requests} staffId={staff.staffId} now={now} />
      {merged.length > 0 && (
        <Card heading={say('happens')}>
          <ul>
            {rules.map((rule) => (
              <li>{say(rule)}</li>
            ))}
          </ul>
        </Card>
      )}
      {merged.length === 0 && (
        <Card heading={say('none')}>
          <p>{say('noneWhy')}</p>
        </Card>
      )}
      {merged.map((entry) => (
        <Merged entry={entry} />
      ))}
      {merged.length > 0 && !waits && <Ask merged={merged} done={props.done} />}
      <LinkLine href={paths.counterResident}>{say('resident')}</LinkLine>
    </Page>
  )
}

function MergeErrorStatus({ view, done }: MergeErrorPageProps) {
  const say = words.in(view)
  if (done === 'asked') return <StatusMessage title={say('doneAsked')} />
  const name = done === 'no-entry' ? 'merge' : 'shownBy'
  return <ErrorSummary errors={done ? [{ name, message: say(done) }] : []} />
}

function Merged({ entry: { identity, mergedAt } }: { entry: MergedAtDesk }) {
  const say = useWords(words)
  const { name, kana, birthDate } = identity.reveal()
  return (
    <Card heading={say('merged')}>
      <DefinitionList
        of={[
          { term: say('name'), is: name },
          { term: say('kana'), is: kana },
          { term: say('birthDate'), is: <BirthDayText on={birthDate} /> },
          { term: say('mergedOn'), is: <TimeText at={mergedAt} /> },
        ]}
      />
    </Card>
  )
}

/** Nothing is chosen beforehand: nobody ticks what they have not looked at. Of one entry there is nothing to choose. */
function Ask({ merged, done }: Pick<MergeErrorPageProps, 'merged' | 'done'>) {
  const say = useWords(words)
  const sayRequest = useWords(requestWords)
  const [only] = merged.length === 1 ? merged : []
  return (
    <Card heading={say('ask')}>
      <Form action={paths.counterMergeError} fields={only ? { merge: only.mergeId } : {}}>
        {!only && (
          <RadioList
            name="merge"
            label={say('which')}
            value=""
            error={done === 'no-entry' ? say('no-entry') : undefined}
            options={merged.map(({ mergeId, identity }) => ({
              value: mergeId,
              label: identity.reveal().name,
              hint: <BirthDayText on={identity.reveal().birthDate} />,
            }))}
          />
        )}
        <RadioList
          name="shownBy"
          label={sayRequest('shownBy')}
          value=""
          error={done === 'no-document' ? say('no-document') : undefined}
          options={twoPeopleShownBy.map((value) => ({ value, label: sayRequest(value) }))}
        />
        <SubmitButton kind="danger">{say('askNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
