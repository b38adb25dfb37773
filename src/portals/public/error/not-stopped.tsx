import type { Fields } from '../../typed/fields.ts'
import {
  Actions,
  Form,
  LinkButton,
  Notice,
  Page,
  PhoneLink,
  SubmitButton,
  doorOf,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface NotStoppedProps {
  view: View
  city: City
  /** Where the button leads that was pressed, and with what. */
  action: string
  fields: Fields
}

/**
 * 止める was pressed on a page that is out of date: that nothing has stopped is said first, and the same button is here again.
 * Whoever is signed in no more signs in first, or calls.
 */
export function NotStopped({ view, city, action, fields }: NotStoppedProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('notStopped')}
      status={
        <Notice kind="error" title={say('notStopped')}>
          <p>{say('notStoppedWhy')}</p>
        </Notice>
      }
    >
      {view.signedIn ? (
        <Form action={action} fields={Object.fromEntries(fields)}>
          <SubmitButton kind="danger">{say('stopNow')}</SubmitButton>
        </Form>
      ) : (
        <Actions>
          <LinkButton href={doorOf(view)} kind="primary">
            {say(`door-${view.portal}`)}
          </LinkButton>
        </Actions>
      )}
      <p>
        {say('orCall')} <PhoneLink phone={city.contact.phone} />
      </p>
    </Page>
  )
}
