import { paths } from '../../paths.ts'
import {
  Card,
  Form,
  LinkButton,
  LinkLine,
  Page,
  PhoneLink,
  SubmitButton,
  TimeText,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface ExportPageProps {
  view: View
  city: City
  /** When they took one out, newest first. */
  taken: readonly Date[]
}

export function ExportPage({ view, city, taken }: ExportPageProps) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('title')} section="settings">
      <p>{say('lead')}</p>
      <Card heading={say('inside')}>
        <ul>
          <li>{say('days')}</li>
          <li>{say('consents')}</li>
          <li>{say('history')}</li>
          <li>{say('others')}</li>
        </ul>
      </Card>
      <Card heading={say('careful')}>
        <p>{say('carefulWhy')}</p>
        <p>{say('notOutside')}</p>
      </Card>
      <Form action={paths.export}>
        <SubmitButton>{say('take')}</SubmitButton>
      </Form>
      <p>{say('told')}</p>
      {taken.length > 0 && (
        <Card heading={say('before')}>
          <ul>
            {taken.map((at) => (
              <li>
                <TimeText at={at} />
              </li>
            ))}
          </ul>
          <p>
            {say('notYou')} <PhoneLink phone={city.contact.phone} />
          </p>
        </Card>
      )}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

/** Where a page leads here. */
export function ExportCard() {
  const say = useWords(words)
  return (
    <Card heading={say('title')}>
      <p>{say('cardWhy')}</p>
      <LinkButton href={paths.export}>{say('cardMore')}</LinkButton>
    </Card>
  )
}
