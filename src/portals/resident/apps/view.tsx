import type { OwnApp } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  DefinitionList,
  Form,
  LinkButton,
  LinkLine,
  Page,
  StatusMessage,
  SubmitButton,
  TimeText,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { letAppInWords } from '../let-app-in/words.ts'
import { words } from './words.ts'

interface AppsPageProps {
  view: View
  city: City
  apps: readonly OwnApp[]
  done: 'ended' | undefined
}

export function AppsPage({ view, city, apps, done }: AppsPageProps) {
  const say = words.in(view)
  const status = done && <StatusMessage title={say('ended')} />
  return (
    <Page view={view} city={city} title={say('title')} section="settings" status={status}>
      <p>{say(apps.length === 0 ? 'none' : 'what')}</p>
      {apps.map((each) => (
        <One each={each} />
      ))}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

function One({ each }: { each: OwnApp }) {
  const say = useWords(words)
  const may = useWords(letAppInWords)
  const { app, scopes, takenBack, letInAt, lastUsedAt, endsAt, linkHash } = each
  return (
    <Card heading={app.name}>
      <DefinitionList
        of={[
          { term: may('maker'), is: app.maker },
          {
            term: may('choose'),
            is: scopes.length === 0 ? say('nothing') : <Scopes scopes={scopes} />,
          },
          ...(takenBack.length === 0 ? [] : [{ term: say('takenBack'), is: <Scopes scopes={takenBack} /> }]),
          { term: say('since'), is: <TimeText at={letInAt} /> },
          { term: say('used'), is: lastUsedAt ? <TimeText at={lastUsedAt} /> : say('never') },
          { term: say('until'), is: <TimeText at={endsAt} /> },
        ]}
      />
      <Form action={paths.endApp} fields={{ app: linkHash.toString('hex') }}>
        <SubmitButton kind="secondary">{say('end', { name: app.name })}</SubmitButton>
      </Form>
    </Card>
  )
}

function Scopes({ scopes }: { scopes: OwnApp['scopes'] }) {
  const may = useWords(letAppInWords)
  return (
    <>
      {scopes.map((scope, place) => (
        <>
          {place > 0 && <br />}
          {may(scope)}
        </>
      ))}
    </>
  )
}

/** For the settings: where to see and end them. */
export function AppsCard() {
  const say = useWords(words)
  return (
    <Card heading={say('title')}>
      <p>{say('about')}</p>
      <LinkButton href={paths.apps}>{say('more')}</LinkButton>
    </Card>
  )
}
