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
  /** Whether text messages can reach them: they have a number. Undefined where the city sends none. */
  texts: boolean | undefined
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
  texts,
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
      <Failures wish={wish} letterHeld={letterHeld} />
      <p>{say('why')}</p>
      {mails === 'none' && <p>{say('noMail')}</p>}
      {mails === 'no-address' && <NoAddress />}
      <p>{say(letters ? 'lettersHow' : 'noLetters')}</p>
      {texts !== undefined && <LinkLine href={paths.textNumber}>{say('toNumber')}</LinkLine>}
      {(mails === 'possible' || letters || texts || wish.by !== 'here') && (
        <Choice
          wish={wish}
          mails={mails === 'possible' || isByMail(wish.by)}
          letters={letters}
          texts={texts === true}
        />
      )}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

/** What does not arrive, and what to do about it. */
function Failures({ wish, letterHeld }: Pick<NoticeSettingsProps, 'wish' | 'letterHeld'>) {
  const say = useWords(words)
  return (
    <>
      {wish.failedAt && wish.by !== 'here' && (
        <Notice kind="warning" title={say(wish.by === 'sms' ? 'textsFailed' : 'failed')}>
          <p>{say(wish.by === 'sms' ? 'textsFailedWhy' : 'failedWhy')}</p>
        </Notice>
      )}
      {letterHeld && (
        <Notice kind="warning" title={say('lettersFailed')}>
          <p>{say(letterHeld === 'not-printable' ? 'notPrintableWhy' : 'lettersFailedWhy')}</p>
        </Notice>
      )}
    </>
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
  texts: boolean
}

function Choice({ wish: { by }, mails, letters, texts }: ChoiceProps) {
  const offered = { here: true, mail: mails, 'mail-or-letter': mails && letters, letter: letters, sms: texts }
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
