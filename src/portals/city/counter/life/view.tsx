import { isWaiting, type LookUpDeed, type OpenRequest } from '../../../../counter/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import { lastDayOf, mayEnter, type Resident, type Stands } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  ErrorSummary,
  Form,
  LinkButton,
  LinkLine,
  Page,
  RadioList,
  StatusMessage,
  SubmitButton,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { RequestList } from '../request-list.tsx'
import { DeathForm, sayWrong, type TypedDeath } from './death-form.tsx'
import { ShowFirst } from '../show-first.tsx'
import { words } from './words.ts'

/** What may have been done, by the deed that stands in the resident's record then. An address can be typed. */
export const deedOf = {
  left: 'left',
  back: 'came-back',
  asked: 'request-asked',
  'taken-back': 'request-withdrawn',
} as const satisfies Record<string, LookUpDeed>
export type LifeDone = keyof typeof deedOf
/** What stands in no address. `not-ended`: they have left, and what had begun before goes on. */
export type LifeAnswer = LifeDone | 'not-ended' | 'no-choice'

const doneWords = {
  left: 'doneLeft',
  'not-ended': 'doneNotEnded',
  back: 'doneBack',
  asked: 'doneAsked',
  'taken-back': 'doneTakenBack',
  'no-choice': 'chooseFirst',
} as const

interface LifePageProps extends StaffReader {
  resident: Resident
  stands: Stands
  requests: readonly OpenRequest[]
  /** To this member of staff, just now. */
  hasShownWho: boolean
  days: { leaving: number; movedAway: number }
  death: TypedDeath
  done: LifeAnswer | undefined
  now: Date
}

/** How somebody stands, and what may happen next. Nothing of what they have deposited is on it. */
export function LifePage(props: LifePageProps) {
  const { staff, view, city, resident, stands, requests, days, done, now } = props
  const say = words.in(view)
  const ofALife = requests.filter(({ kind }) => kind === 'died' || kind === 'reported-in-error')
  const waits = ofALife.some((request) => isWaiting(request, now))
  const isAway = stands.standing === 'leaving' || stands.standing === 'moved-away'
  return (
    <Page
      view={{ ...view, path: paths.counterLife }}
      city={city}
      title={say('title')}
      heading={say('whom', { name: resident.identity.reveal().name })}
      status={<LifeStatus {...props} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <Now stands={stands} mayEnterAddress={props.hasShownWho && isAway} />
      <RequestList requests={requests} staffId={staff.staffId} now={now} />
      {mayEnter(stands.standing) && !props.hasShownWho && (
        <ShowFirst heading={say('showFirst')}>{say('showFirstWhy')}</ShowFirst>
      )}
      {props.hasShownWho && stands.standing === 'active' && (
        <LeaveForm days={days} unsure={done === 'no-choice'} />
      )}
      {props.hasShownWho && isAway && <BackForm />}
      {!waits && stands.standing === 'died' && <ErrorForm />}
      {!waits && stands.standing !== 'died' && (
        <DeathForm death={props.death} today={localDayOf(props.tenant.clock.now())} />
      )}
      <LinkLine href={paths.counterResident}>{say('resident')}</LinkLine>
    </Page>
  )
}

function LifeStatus({ view, death, done, hasShownWho }: LifePageProps) {
  const say = words.in(view)
  const errors = [
    ...(done === 'no-choice' && hasShownWho ? [{ name: 'why', message: say('chooseFirst') }] : []),
    ...death.wrong.map((name) => ({ name, message: say(sayWrong[name]) })),
  ]
  if (errors.length > 0) return <ErrorSummary errors={errors} />
  return done && done !== 'no-choice' ? <StatusMessage title={say(doneWords[done])} /> : null
}

function Now({
  stands: { standing, eraseAt },
  mayEnterAddress,
}: {
  stands: Stands
  mayEnterAddress: boolean
}) {
  const say = useWords(words)
  return (
    <Card heading={say('now')}>
      <p>{say(standing)}</p>
      {eraseAt && <p>{say('erasedOn', { day: lastDayOf(eraseAt) })}</p>}
      {eraseAt && <LinkButton href={paths.counterSheet}>{say('sheet')}</LinkButton>}
      {mayEnterAddress && <p>{say('askAddress')}</p>}
      {mayEnterAddress && <LinkButton href={paths.counterAddress}>{say('enterAddress')}</LinkButton>}
    </Card>
  )
}

function LeaveForm({ days, unsure }: Pick<LifePageProps, 'days'> & { unsure: boolean }) {
  const say = useWords(words)
  return (
    <Card heading={say('leave')}>
      <p>{say('leaveWhy')}</p>
      <Form action={paths.counterLeave}>
        <RadioList
          name="why"
          label={say('which')}
          error={unsure ? say('chooseFirst') : undefined}
          value=""
          options={[
            { value: 'left', label: say('left'), hint: say('keptDays', { days: days.leaving }) },
            { value: 'moved-away', label: say('moved'), hint: say('keptDays', { days: days.movedAway }) },
          ]}
        />
        <SubmitButton kind="danger">{say('leaveNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function BackForm() {
  const say = useWords(words)
  return (
    <Card heading={say('back')}>
      <p>{say('backWhy')}</p>
      <Form action={paths.counterLeave} fields={{ why: 'came-back' }}>
        <SubmitButton>{say('backNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function ErrorForm() {
  const say = useWords(words)
  return (
    <Card heading={say('error')}>
      <p>{say('errorWhy')}</p>
      <Form action={paths.counterDeathError}>
        <SubmitButton kind="secondary">{say('errorNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
