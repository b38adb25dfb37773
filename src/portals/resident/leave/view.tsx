import type { ComponentChildren } from 'preact'
import type { LocalDay } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  Card,
  ErrorSummary,
  Form,
  LinkButton,
  Page,
  PhoneLink,
  RadioList,
  StatusMessage,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { WhatStays } from '../erase/view.tsx'
import { ExportCard } from '../export/view.tsx'
import type { Away } from './away.ts'
import type { LeaveDone } from './done.ts'
import { words } from './words.ts'

interface LeavePageProps {
  view: View
  city: City
  /** Undefined for whoever takes part. */
  away: Away | undefined
  /** What of the records the law keeps, and until when. */
  keptUntil: LocalDay | null
  /** The button was pressed and nothing was chosen. */
  unsure: boolean
  days: { leaving: number; movedAway: number }
  done: LeaveDone | undefined
}

export function LeavePage({ view, city, away, keptUntil, unsure, days, done }: LeavePageProps) {
  const say = words.in(view)
  const error = unsure ? say('chooseFirst') : undefined
  const status = error ? (
    <ErrorSummary errors={[{ name: 'why', message: error }]} />
  ) : (
    done && <Done done={done} away={away} />
  )
  return (
    <Page view={view} city={city} title={say(away ? away.why : 'title')} section="settings" status={status}>
      {away ? <Gone away={away} /> : <Leave days={days} error={error} />}
      <ExportCard />
      <WhatStays keptUntil={keptUntil} />
      <p>
        {say('askPhone')} <PhoneLink phone={city.contact.phone} />
      </p>
    </Page>
  )
}

function Done({ done, away }: { done: LeaveDone; away: Away | undefined }) {
  const say = useWords(words)
  if (done === 'back')
    return (
      <StatusMessage title={say('back')}>
        <p>{say('backMore')}</p>
      </StatusMessage>
    )
  return (
    <StatusMessage title={say(away?.why === 'moved-away' ? 'moved' : 'left')}>
      {done === 'not-ended' && <p>{say('underWay')}</p>}
      {away?.why === 'moved-away' && <p>{say('movedLetters')}</p>}
    </StatusMessage>
  )
}

function Leave({ days, error }: Pick<LeavePageProps, 'days'> & { error: ComponentChildren }) {
  const say = useWords(words)
  return (
    <>
      <Card heading={say('happens')}>
        <ul>
          <li>{say('stops')}</li>
          <li>{say('waits')}</li>
          <li>{say('mayReturn')}</li>
        </ul>
      </Card>
      <Form action={paths.leave}>
        <RadioList
          name="why"
          label={say('why')}
          error={error}
          value=""
          options={[
            { value: 'left', label: say('toLeave'), hint: say('keptDays', { days: days.leaving }) },
            { value: 'moved-away', label: say('toMove'), hint: say('keptDays', { days: days.movedAway }) },
          ]}
        />
        <Actions>
          <SubmitButton kind="danger">{say('leave')}</SubmitButton>
          <LinkButton href={paths.settings}>{say('notNow')}</LinkButton>
        </Actions>
      </Form>
    </>
  )
}

function Gone({ away }: { away: Away }) {
  const say = useWords(words)
  return (
    <Card heading={say('now')}>
      <ul>
        <li>{say('givesNothing')}</li>
        <li>{say(away.mayReturn ? 'erasedOn' : 'dayIsOver', { day: away.until })}</li>
      </ul>
      {away.mayReturn ? <Return /> : <p>{say('notYouNow')}</p>}
    </Card>
  )
}

function Return() {
  const say = useWords(words)
  return (
    <>
      <p>{say('notYou')}</p>
      <Form action={paths.comeBack}>
        <p>{say('returnWhy')}</p>
        <SubmitButton>{say('return')}</SubmitButton>
      </Form>
    </>
  )
}
