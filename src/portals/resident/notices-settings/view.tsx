import type { Wish } from '../../../notices/index.ts'
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
  saved: boolean
}

export function NoticeSettingsPage({ view, city, wish, mails, saved }: NoticeSettingsProps) {
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
      <p>{say('why')}</p>
      {mails === 'none' && <p>{say('noMail')}</p>}
      {mails === 'no-address' && <NoAddress />}
      {(mails === 'possible' || wish.by === 'mail') && <Choice wish={wish} />}
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

function Choice({ wish: { by } }: { wish: Wish }) {
  const say = useWords(words)
  return (
    <Form action={paths.noticeSettings}>
      <RadioList
        name="way"
        label={say('way')}
        hint={say('important')}
        value={by}
        options={[
          { value: 'here', label: say('here') },
          { value: 'mail', label: say('mail') },
        ]}
      />
      <SubmitButton>{say('save')}</SubmitButton>
    </Form>
  )
}
