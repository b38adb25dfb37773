import type { OutsideProvider } from '../../../platform/tenant.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  Form,
  LinkButton,
  LinkLine,
  Page,
  SubmitButton,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface OutsidePageProps {
  view: View
  city: City
  provider: OutsideProvider
}

export function OutsidePage({ view, city, provider: { name } }: OutsidePageProps) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('title', { name })}>
      <p>{say('how', { name })}</p>
      <p>{say('first')}</p>
      <p>{say('told', { name })}</p>
      <Form action={paths.signInOutside}>
        <SubmitButton>{say('go', { name })}</SubmitButton>
      </Form>
      <LinkLine href={paths.signIn}>{say('otherWay')}</LinkLine>
    </Page>
  )
}

/** The browser goes on by itself (`refresh`); who is still here has a button. */
export function GoingPage({ view, city, provider: { name }, address }: OutsidePageProps & { address: URL }) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('goingTitle', { name })}>
      <p>{say('going')}</p>
      <Actions>
        <LinkButton href={address.href} kind="primary">
          {say('go', { name })}
        </LinkButton>
      </Actions>
    </Page>
  )
}
