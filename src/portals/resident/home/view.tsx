import type { ComponentChildren } from 'preact'
import { itemOf } from '../../../catalog/index.ts'
import type { TermsStanding } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  Form,
  LinkCard,
  Page,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words as noticeWords } from '../notices/words.ts'
import { AwayNotice } from '../leave/away-notice.tsx'
import type { Away } from '../leave/away.ts'
import { TermsNotice } from '../terms/notice.tsx'
import type { NewestEvent } from './newest-event.ts'
import { words } from './words.ts'

interface HomePageProps {
  view: View
  city: City
  /** Companies that may use something now, and for how many purposes. */
  inForce: { companies: number; purposes: number }
  /** Something is agreed to, even if no company may use it at present. */
  stoppable: boolean
  /** Kinds of data deposited. */
  items: number
  newest: NewestEvent | undefined
  /** Notices not read yet. */
  unread: number
  terms: TermsStanding
  /** Undefined for whoever takes part. */
  away: Away | undefined
  /** A stop that can still be undone. */
  status?: ComponentChildren
}

export function HomePage(props: HomePageProps) {
  const { view, city, inForce, stoppable, items, newest, unread, terms, away, status } = props
  const say = words.in(view)
  const name = view.signedIn?.displayName.reveal() ?? ''
  const anybody = inForce.companies > 0
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      heading={anybody ? say('top', inForce) : say('topNone')}
      section="home"
      status={status}
    >
      <p>{say('hello', { name })}</p>
      {away ? <AwayNotice away={away} /> : <TermsNotice standing={terms} />}
      <LinkCard href={paths.companies} heading={say('companies')}>
        <p>{say('companiesMore')}</p>
      </LinkCard>
      <LinkCard href={paths.deposits} heading={say('deposits')}>
        <p>{items > 0 ? say('depositsMore', { items }) : say(away ? 'depositsNoneAway' : 'depositsNone')}</p>
      </LinkCard>
      <LinkCard href={paths.history} heading={say('history')}>
        {newest ? <Newest event={newest} /> : <p>{say('historyNone')}</p>}
      </LinkCard>
      <Notices unread={unread} />
      {(stoppable || !away) && <StopAll stoppable={stoppable} />}
    </Page>
  )
}

function Notices({ unread }: { unread: number }) {
  const say = useWords(noticeWords)
  return (
    <LinkCard href={paths.notices} heading={say('home')}>
      <p>{unread > 0 ? say('homeMore', { unread }) : say('homeNone')}</p>
    </LinkCard>
  )
}

function Newest({ event }: { event: NewestEvent }) {
  const { locale } = useView()
  const say = useWords(words)
  const [first, ...more] = event.items
  const ofCompany = locale === 'en' ? event.company?.nameEn : event.company?.name
  return (
    <p>
      <TimeText at={event.at} />
      <br />
      {say(event.kind, { company: ofCompany, first: first && itemOf(first).names, more: more.length })}
    </p>
  )
}

/** One tap from home, without a question in between: stopping can be undone. */
function StopAll({ stoppable }: { stoppable: boolean }) {
  const say = useWords(words)
  return (
    <Card heading={say('stopAll')}>
      <Form action={paths.stopAll}>
        <p>{say('stopAllMore')}</p>
        <SubmitButton kind="danger" unavailable={stoppable ? undefined : say('stopAllDone')}>
          {say('stopAll')}
        </SubmitButton>
      </Form>
    </Card>
  )
}
