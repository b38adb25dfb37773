import { groupedNumber, type IssuedCard } from '../../../../identity/index.ts'
import { paths } from '../../../paths.ts'
import {
  Actions,
  Card,
  CutLine,
  DefinitionList,
  LinkButton,
  Notice,
  Page,
  PhoneLink,
  ScreenOnly,
  StatusMessage,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words } from './words.ts'

interface CardPageProps extends Pick<StaffReader, 'view' | 'city'> {
  staff: Pick<StaffReader['staff'], 'role'>
  card: IssuedCard
  /** Where a resident signs in and stops. */
  address: URL
}

/** To print and hand over, once. The paper says how to sign in, and how to stop. */
export function CardPage({ staff, view, city, card, address }: CardPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.counter }}
      city={city}
      title={say('title')}
      status={
        <ScreenOnly>
          <StatusMessage title={say('made')} />
        </ScreenOnly>
      }
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <ScreenOnly>
        <Notice kind="warning" title={say('once')}>
          <p>{say('onceWhy')}</p>
        </Notice>
      </ScreenOnly>
      {!card.kept && (
        <ScreenOnly>
          <Notice kind="warning" title={say('notKept')}>
            <p>{say('notKeptWhy')}</p>
          </Notice>
        </ScreenOnly>
      )}
      <OnPaper {...{ card, address }} phone={city.contact.phone} />
      <Actions>
        <LinkButton href={paths.counterResident}>{say('back')}</LinkButton>
      </Actions>
    </Page>
  )
}

/** The PIN on a strip of its own: whoever finds the one has not the other. */
function OnPaper({ card, address, phone }: Pick<CardPageProps, 'card' | 'address'> & { phone: string }) {
  const say = useWords(words)
  return (
    <>
      <Card heading={say('card')}>
        <DefinitionList
          of={[
            { term: say('number'), is: <span class="figures">{groupedNumber(card.number.reveal())}</span> },
            { term: say('where'), is: <span class="as-it-is">{`${address.host}${address.pathname}`}</span> },
            { term: say('phone'), is: <PhoneLink phone={phone} /> },
          ]}
        />
        <p>{say('signIn')}</p>
        <p>{say('stop')}</p>
        <p>{say('lost')}</p>
      </Card>
      <CutLine>{say('cut')}</CutLine>
      <Card>
        <DefinitionList of={[{ term: say('pin'), is: <span class="figures">{card.pin.reveal()}</span> }]} />
      </Card>
    </>
  )
}
