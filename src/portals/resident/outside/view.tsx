import type { OutsideProvider } from '../../../platform/tenant.ts'
import { paths } from '../../paths.ts'
import {
  DefinitionList,
  Form,
  LinkLine,
  Page,
  StatusMessage,
  SubmitButton,
  TimeText,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface OutsideLinkPageProps {
  view: View
  city: City
  provider: OutsideProvider
  /** Since when this resident is linked. */
  since: Date | undefined
  done: 'linked' | 'unlinked' | undefined
}

export function OutsideLinkPage({ view, city, provider: { name }, since, done }: OutsideLinkPageProps) {
  const say = words.in(view)
  const status = done && <StatusMessage title={say(done)} />
  return (
    <Page view={view} city={city} title={say('title', { name })} section="settings" status={status}>
      {since ? <Linked since={since} /> : <NotLinked name={name} />}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

function Linked({ since }: { since: Date }) {
  const say = useWords(words)
  return (
    <>
      <DefinitionList of={[{ term: say('since'), is: <TimeText at={since} /> }]} />
      <p>{say('unlinkWhy')}</p>
      <Form action={paths.outside} fields={{ want: 'unlink' }}>
        <SubmitButton kind="secondary">{say('unlink')}</SubmitButton>
      </Form>
    </>
  )
}

function NotLinked({ name }: Pick<OutsideProvider, 'name'>) {
  const say = useWords(words)
  return (
    <>
      <p>{say('notLinked')}</p>
      <p>{say('how', { name })}</p>
      <Form action={paths.outside} fields={{ want: 'link' }}>
        <SubmitButton>{say('link')}</SubmitButton>
      </Form>
    </>
  )
}
