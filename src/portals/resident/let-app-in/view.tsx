import type { ComponentChildren } from 'preact'
import { linkDays, type AppAct, type AppScope } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  CheckboxList,
  ChoicePair,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkButton,
  Page,
  type City,
  type View,
} from '../../ui/index.ts'
import { letAppInWords } from './words.ts'

interface LetAppInPageProps {
  view: View
  city: City
  question: string
  app: Pick<AppAct, 'name' | 'maker'>
  /** What it asks for, and the city lets it ask for. */
  scopes: readonly AppScope[]
  /** The button was pressed and nothing was chosen. */
  no: ComponentChildren
}

/** What may this app do? Nothing is chosen beforehand, and no is an answer like yes. */
export function LetAppInPage({ view, city, question, app: { name, maker }, scopes, no }: LetAppInPageProps) {
  const say = letAppInWords.in(view)
  const status = no && <ErrorSummary errors={[{ name: 'may', message: no }]} />
  return (
    <Page view={view} city={city} title={say('title', { name })} status={status}>
      <p>{say('asks')}</p>
      <DefinitionList
        of={[
          { term: say('app'), is: name },
          { term: say('maker'), is: maker },
        ]}
      />
      <p>{say('notCity')}</p>
      <Form action={paths.letAppIn} fields={{ question }}>
        <CheckboxList
          name="may"
          label={say('choose')}
          hint={say('chooseHint')}
          error={no}
          options={scopes.map((scope) => ({
            value: scope,
            label: say(scope),
            hint: say(`${scope}Hint`),
          }))}
        />
        <p>{say('until', { days: linkDays })}</p>
        <p>{say('refuseMore')}</p>
        <ChoicePair name="answer" />
      </Form>
    </Page>
  )
}

interface GoingToAppPageProps {
  view: View
  city: City
  name: string
  address: URL
  letIn: boolean
}

/** The browser goes on by itself (`refresh`); who is still here has a button. */
export function GoingToAppPage({ view, city, name, address, letIn }: GoingToAppPageProps) {
  const say = letAppInWords.in(view)
  return (
    <Page view={view} city={city} title={say(letIn ? 'letIn' : 'refused', { name })}>
      <p>{say('going')}</p>
      <Actions>
        <LinkButton href={address.href} kind="primary">
          {say('back', { name })}
        </LinkButton>
      </Actions>
    </Page>
  )
}
