import { localDayOf } from '../../../kernel/index.ts'
import type { Membership } from '../../../joining/index.ts'
import type { OutsideProvider } from '../../../platform/tenant.ts'
import type { Preferences, Resident } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  Card,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  LinkLine,
  Page,
  RadioList,
  StatusMessage,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { LostCardCard } from '../card/card.tsx'
import { CohortCard } from '../cohort/card.tsx'
import { MailAddressCard } from '../mail-address/card.tsx'
import { ExportCard } from '../export/view.tsx'
import { AppsCard } from '../apps/view.tsx'
import { SharesCard } from '../shares/view.tsx'
import { PartnersCard } from '../partners/view.tsx'
import { OutsideCard } from '../outside/card.tsx'
import { PasskeysCard } from '../passkeys/card.tsx'
import { words as noticeWords } from '../notices-settings/words.ts'
import { words } from './words.ts'

interface SettingsPageProps {
  view: View
  city: City
  /** Whose account it is. */
  resident: Resident | undefined
  preferences: Preferences
  done: 'saved' | 'clock' | 'left' | undefined
  outside: OutsideProvider | undefined
  /** With which cohort they joined. */
  membership: Membership | undefined
  /** Whether the city sends mail. */
  mails: boolean
  /** The demonstration's time, and what was typed when it could not be one; null in a real city. */
  clock: { now: Date; wrong: string | undefined } | null
}

const doneWords = { saved: 'saved', clock: 'clockSet', left: 'leftCohort' } as const

export function SettingsPage({
  view,
  city,
  resident,
  preferences,
  done,
  outside,
  membership,
  mails,
  clock,
}: SettingsPageProps) {
  const say = words.in(view)
  const wrong = clock?.wrong !== undefined && (
    <ErrorSummary errors={[{ name: 'moment', message: say('clockWrong') }]} />
  )
  const status = done && <StatusMessage title={say(doneWords[done])} />
  return (
    <Page view={view} city={city} title={say('title')} section="settings" status={wrong || status}>
      <SignOut resident={resident} />
      <Reading preferences={preferences} />
      <Card heading={say('sessions')}>
        <p>{say('sessionsWhy')}</p>
        <LinkButton href={paths.sessions}>{say('sessionsMore')}</LinkButton>
      </Card>
      <NoticeSettings />
      {mails && <MailAddressCard />}
      <LostCardCard />
      <PasskeysCard />
      <AppsCard />
      <PartnersCard />
      <SharesCard />
      {outside && <OutsideCard provider={outside} />}
      <ExportCard />
      {membership && <CohortCard membership={membership} />}
      <LinkLine href={paths.terms}>{say('terms')}</LinkLine>
      <Going />
      {clock && <Clock {...clock} />}
    </Page>
  )
}

/** First on the page: who has finished on somebody else's screen looks for nothing else. */
function SignOut({ resident }: Pick<SettingsPageProps, 'resident'>) {
  const say = useWords(words)
  return (
    <Card heading={say('signOut')}>
      <Form action={paths.signOut}>
        {resident && <p>{say('signedInAs', { name: resident.identity.reveal().name })}</p>}
        <p>{say('signOutWhy')}</p>
        <SubmitButton kind="secondary">{say('signOutNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

/** Leaving, erasing. */
function Going() {
  const say = useWords(words)
  return (
    <>
      <Card heading={say('leave')}>
        <p>{say('leaveWhy')}</p>
        <LinkButton href={paths.leave}>{say('leaveMore')}</LinkButton>
      </Card>
      <Card heading={say('erase')}>
        <p>{say('eraseWhy')}</p>
        <LinkButton href={paths.erase}>{say('eraseMore')}</LinkButton>
      </Card>
    </>
  )
}

function NoticeSettings() {
  const say = useWords(noticeWords)
  return (
    <Card heading={say('title')}>
      <p>{say('cardWhy')}</p>
      <LinkButton href={paths.noticeSettings}>{say('cardMore')}</LinkButton>
    </Card>
  )
}

function Reading({ preferences: { locale, ruby, largeText } }: { preferences: Preferences }) {
  const say = useWords(words)
  return (
    <Form action={paths.settings}>
      <RadioList
        name="locale"
        label={say('locale')}
        value={locale}
        options={[
          { value: 'ja', label: say('ja') },
          { value: 'ja-easy', label: say('easy'), hint: say('easyHint') },
          { value: 'en', label: say('en') },
        ]}
      />
      <RadioList
        name="ruby"
        label={say('ruby')}
        hint={say('rubyHint')}
        value={ruby ? 'yes' : 'no'}
        options={[
          { value: 'no', label: say('withoutRuby') },
          { value: 'yes', label: say('withRuby') },
        ]}
      />
      <RadioList
        name="size"
        label={say('size')}
        value={largeText ? 'large' : 'usual'}
        options={[
          { value: 'usual', label: say('usual') },
          { value: 'large', label: say('large') },
        ]}
      />
      <SubmitButton>{say('save')}</SubmitButton>
    </Form>
  )
}

/** Two buttons, one form: the day after, or the moment that was typed. */
function Clock({ now, wrong }: { now: Date; wrong: string | undefined }) {
  const say = useWords(words)
  return (
    <Card heading={say('clock')}>
      <p>{say('clockWhy')}</p>
      <Form action={paths.demoClock}>
        <Field
          name="moment"
          type="datetime-local"
          label={say('clockField')}
          value={wrong ?? localMoment(now)}
          error={wrong === undefined ? undefined : say('clockWrong')}
          required
        />
        <Actions>
          <SubmitButton kind="secondary" name="step" value="set">
            {say('clockSetNow')}
          </SubmitButton>
          <SubmitButton kind="secondary" name="step" value="day">
            {say('clockForward')}
          </SubmitButton>
        </Actions>
      </Form>
    </Card>
  )
}

/** `2026-11-23T10:32` in Japan, as the browser's field wants it. */
function localMoment(now: Date): string {
  const day = localDayOf(now)
  const time = now.toLocaleTimeString('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' })
  return `${day}T${time}`
}
