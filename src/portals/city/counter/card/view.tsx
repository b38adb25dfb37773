import { groupedNumber, type IssuedCard } from '../../../../identity/index.ts'
import { paths } from '../../../paths.ts'
import { Card, DefinitionList, LinkButton, Notice, Page, StatusMessage, useWords } from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words } from './words.ts'

interface CardPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  card: IssuedCard
}

/** To print and hand over, once. The paper says how to sign in, and how to stop. */
export function CardPage({ staff, view, city, card }: CardPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.counter }}
      city={city}
      title={say('title')}
      status={<StatusMessage title={say('made')} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <Notice kind="warning" title={say('once')}>
        <p>{say('onceWhy')}</p>
      </Notice>
      {!card.kept && (
        <Notice kind="warning" title={say('notKept')}>
          <p>{say('notKeptWhy')}</p>
        </Notice>
      )}
      <OnPaper card={card} />
      <LinkButton href={paths.counterResident}>{say('back')}</LinkButton>
    </Page>
  )
}

function OnPaper({ card }: { card: IssuedCard }) {
  const say = useWords(words)
  return (
    <Card heading={say('card')}>
      <DefinitionList
        of={[
          { term: say('number'), is: <span class="figures">{groupedNumber(card.number.reveal())}</span> },
          { term: say('pin'), is: <span class="figures">{card.pin.reveal()}</span> },
        ]}
      />
      <p>{say('signIn')}</p>
      <p>{say('stop')}</p>
      <p>{say('lost')}</p>
    </Card>
  )
}
