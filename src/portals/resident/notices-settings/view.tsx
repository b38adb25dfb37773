import { isByMail, ways, type LetterHold, type Wish } from '../../../notices/index.ts'
import { paths } from '../../paths.ts'
import {
  Form,
  LinkLine,
  Notice,
  Page,
  RadioList,
  StatusMessage,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

/** Whether mails can reach this resident at all. */
export type Mails = 'possible' | 'no-address' | 'none'

interface NoticeSettingsProps {
  view: View
  city: City
  wish: Wish
  mails: Mails
  /** Whether letters can reach them: an address is known. */
  letters: boolean
  /** Why a letter to them waits. */
  letterHeld: LetterHold | undefined
  saved: boolean
}

export function NoticeSettingsPage({
  view,
  city,
  wish,
  mails,
  letters,
  letterHeld,
  saved,
}: NoticeSettingsProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      section="settings"
      status={saved && <StatusMessage title={say('saved')} />}
    >
      {wish.failedAt && (
        <Notice kind="warning" title={say('failed')}>
          <p>{say('failedWhy')}</p>
        </Notice>
      )}
      {letterHeld && (
        <Notice kind="warning" title={say('lettersFailed')}>
          <p>{say('lettersFailedWhy')}</p>
        </Notice>
      )}
      <p>{say('why')}</p>
      {mails === 'none' && <p>{say('noMail')}</p>}
      {mails === 'no-address' && <NoAddress />}
      <p>{say(letters ? 'lettersHow' : 'noLetters')}</p>
      {(mails === 'possible' || letters || wish.by !== 'here') && (
        <Choice wish={wish} mails={mails === 'possible' || isByMail(wish.by)} letters={letters} />
      )}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

function NoAddress() {
  const say = useWords(words)
  return (
    <>
      <p>{say('noAddress')}</p>
      <LinkLine href={paths.mailAddress}>{say('toAddress')}</LinkLine>
    </>
  )
}

interface ChoiceProps {
  wish: Wish
  mails: boolean
  letters: boolean
}

function Choice({ wish: { by }, mails, letters }: ChoiceProps) {
  const offered = { here: true, mail: mails, 'mail-or-letter': mails && letters, letter: letters }
  const say = useWords(words)
  return (
    <Form action={paths.noticeSettings}>
      <RadioList
        name="way"
        label={say('way')}
        hint={say('important')}
        value={by}
        options={ways
          .filter((way) => offered[way] || way === by)
          .map((way) => ({ value: way, label: say(way) }))}
      />
      <SubmitButton>{say('save')}</SubmitButton>
    </Form>
  )
}
