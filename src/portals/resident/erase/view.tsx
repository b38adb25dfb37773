import { paths } from '../../paths.ts'
import {
  Actions,
  Card,
  CheckboxList,
  ErrorSummary,
  Form,
  LinkButton,
  Page,
  PhoneLink,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import type { ErasePlanShown } from './plan.ts'
import { words } from './words.ts'

interface ErasePageProps {
  view: View
  city: City
  plan: ErasePlanShown
  /** The button was pressed without the tick. */
  unsure: boolean
}

export function ErasePage({ view, city, plan, unsure }: ErasePageProps) {
  const say = words.in(view)
  const error = unsure ? say('tickFirst') : undefined
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      section="settings"
      status={error && <ErrorSummary errors={[{ name: 'sure', message: error }]} />}
    >
      <WhatGoes plan={plan} />
      <WhatStays keptUntil={plan.keptUntil} />
      <Form action={paths.erase}>
        <CheckboxList
          name="sure"
          label={say('sureLabel')}
          error={error}
          options={[{ value: 'yes', label: say('sure') }]}
        />
        <Actions>
          <SubmitButton kind="danger">{say('erase')}</SubmitButton>
          <LinkButton href={paths.settings}>{say('notNow')}</LinkButton>
        </Actions>
        <p>
          {say('askPhone')} <PhoneLink phone={city.contact.phone} />
        </p>
      </Form>
    </Page>
  )
}

function WhatGoes({ plan: { keptUntil, copiesUntil } }: { plan: ErasePlanShown }) {
  const say = useWords(words)
  return (
    <Card heading={say('goes')}>
      <ul>
        <li>{say('goesDeposits')}</li>
        <li>{say(keptUntil ? 'goesSignIn' : 'goesName')}</li>
        <li>{say('goesConsents')}</li>
      </ul>
      <p>{say('copies', { day: copiesUntil })}</p>
    </Card>
  )
}

/** The same before and after. */
export function WhatStays({ keptUntil }: Pick<ErasePlanShown, 'keptUntil'>) {
  const say = useWords(words)
  return (
    <Card heading={say('stays')}>
      <p>{say(keptUntil ? 'staysRecords' : 'staysNothing')}</p>
      {keptUntil && <p>{say('staysUntil', { day: keptUntil })}</p>}
      <p>{say('atCompanies')}</p>
    </Card>
  )
}
