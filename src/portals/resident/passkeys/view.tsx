import { mayAddPasskey, type OwnPasskey } from '../../../identity/index.ts'
import { PasskeyForm } from '../../passkey/passkey-form.tsx'
import { paths } from '../../paths.ts'
import {
  Card,
  DefinitionList,
  Field,
  Form,
  LinkLine,
  Page,
  PhoneLink,
  StatusMessage,
  SubmitButton,
  TimeText,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface Shared {
  view: View
  city: City
}

interface PasskeysPageProps extends Shared {
  passkeys: readonly OwnPasskey[]
  done: 'added' | 'ended' | undefined
}

export function PasskeysPage({ view, city, passkeys, done }: PasskeysPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      section="settings"
      status={done && <StatusMessage title={say(done)} />}
    >
      <p>{say('what')}</p>
      <p>{say('safe')}</p>
      <p>{say('others')}</p>
      {passkeys.map((passkey, index) => (
        <One passkey={passkey} number={index + 1} />
      ))}
      {mayAddPasskey(passkeys.length) ? <Begin /> : <p>{say('enough')}</p>}
      <Card heading={say('lost')}>
        <p>{say('lostWhat')}</p>
        <p>
          <PhoneLink phone={city.contact.phone} />
        </p>
      </Card>
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

function One({ passkey, number }: { passkey: OwnPasskey; number: number }) {
  const say = useWords(words)
  const { name, createdAt, lastUsedAt, credentialHash } = passkey
  return (
    <Card heading={say('one', { number, name: name.reveal() })}>
      <DefinitionList
        of={[
          { term: say('since'), is: <TimeText at={createdAt} /> },
          { term: say('used'), is: <TimeText at={lastUsedAt} /> },
        ]}
      />
      <Form action={paths.endPasskey} fields={{ passkey: credentialHash.toString('hex') }}>
        <SubmitButton kind="secondary">{say('end', { number })}</SubmitButton>
      </Form>
    </Card>
  )
}

function Begin() {
  const say = useWords(words)
  return (
    <Form action={paths.passkeys}>
      <p>{say('needs')}</p>
      <SubmitButton>{say('begin')}</SubmitButton>
    </Form>
  )
}

export function NewPasskeyPage({ view, city, because }: Shared & { because: 'no-name' | undefined }) {
  const say = words.in(view)
  const wrong = because && say(because)
  return (
    <Page
      view={view}
      city={city}
      title={say('begin')}
      section="settings"
      // Without a script there is no field to lead to.
      status={wrong && <StatusMessage kind="error" title={wrong} />}
    >
      <p>{say('how')}</p>
      <p>{say('own')}</p>
      <PasskeyForm action={paths.newPasskey} button={say('make')} makes>
        <Field
          name="name"
          label={say('name')}
          hint={say('nameHint')}
          error={wrong}
          maxLength={30}
          autoComplete="off"
          required
        />
      </PasskeyForm>
      <LinkLine href={paths.passkeys}>{say('notNow')}</LinkLine>
    </Page>
  )
}
