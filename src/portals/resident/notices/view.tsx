import { dayAfter, noticeTexts, type Notice } from '../../../notices/index.ts'
import { deviceName } from '../../device-name.tsx'
import { deviceWords } from '../../device-words.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  Chips,
  EmptyState,
  Form,
  LinkButton,
  LinkLine,
  Page,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

export interface Told extends Notice {
  /** As its profile has it, where it may be said. */
  company: string | undefined
}

interface NoticesPageProps {
  view: View
  city: City
  notices: readonly Told[]
  /** Where the next page begins; null at the end. */
  olderThan: string | null
  isNewest: boolean
  done: boolean
}

export function NoticesPage({ view, city, notices, olderThan, isNewest, done }: NoticesPageProps) {
  const say = words.in(view)
  const [first] = notices
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      section="home"
      status={done && <StatusMessage title={say('done')} />}
    >
      <p>{say('lead')}</p>
      {!first && <EmptyState title={say('none')} why={say('noneWhy')} />}
      {notices.map((notice) => (
        <One notice={notice} />
      ))}
      {first && isNewest && notices.some(({ isRead }) => !isRead) && (
        <Form action={paths.noticesRead} fields={{ upTo: first.noticeId }}>
          <SubmitButton kind="secondary">{say('read')}</SubmitButton>
        </Form>
      )}
      {olderThan && (
        <p>
          <LinkButton href={`${paths.notices}?before=${olderThan}`}>{say('older')}</LinkButton>
        </p>
      )}
      {!isNewest && <LinkLine href={paths.notices}>{say('newest')}</LinkLine>}
    </Page>
  )
}

function One({ notice }: { notice: Told }) {
  const view = useView()
  const say = useWords(words)
  const { kind, toldAt, isRead, vendorId, company, count, device, more } = notice
  const text = noticeTexts[kind]
  return (
    <Card heading={sentenceIn(view, text.title)}>
      {!isRead && <Chips chips={[{ icon: 'info', word: say('unread'), tone: 'pending' }]} />}
      <p>
        <TimeText at={toldAt} />
      </p>
      {vendorId !== null && <p>{say('company', { company })}</p>}
      {count !== null && <HowMany {...{ kind, count, toldAt }} />}
      {device !== null && (
        <p>
          {deviceWords.in(view)('onDevice')}
          {deviceName(view, device)}
        </p>
      )}
      <p>{sentenceIn(view, text.more)}</p>
      {more > 0 && <p>{say('more', { count: more })}</p>}
    </Card>
  )
}

/** What is counted, the kind tells. */
function HowMany({ kind, count, toldAt }: Pick<Notice, 'kind' | 'toldAt'> & { count: number }) {
  const say = useWords(words)
  if (kind === 'consent-withdrawn') return <p>{say('uses', { count })}</p>
  if (kind === 'consent-paused') return <p>{say('againFrom', { day: dayAfter(toldAt, count) })}</p>
  if (kind === 'data-deposited') return <p>{say('items', { count })}</p>
  if (kind === 'sessions-ended') return <p>{say('sessions', { count })}</p>
  if (kind === 'consent-ending') return <p>{say('ends', { day: dayAfter(toldAt, count) })}</p>
  if (kind === 'erasure-near') return <p>{say('erased', { day: dayAfter(toldAt, count) })}</p>
  return null
}
