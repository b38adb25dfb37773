import type { LocalDay } from '../../../../kernel/index.ts'
import type { Resident } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  EmptyState,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  PhoneLink,
  ScreenOnly,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words } from './words.ts'

export interface Sheet {
  standing: 'leaving' | 'moved-away' | 'died'
  /** Until when what was deposited stays, and until when the records of what was given. */
  eraseDay: LocalDay
  recordsUntil: LocalDay | null
}

interface SheetPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  resident: Resident
  sheet: Sheet | undefined
}

/** What somebody takes home: what has stopped, what stays until when, and what to do if it is wrong. */
export function SheetPage({ staff, view, city, resident, sheet }: SheetPageProps) {
  const say = words.in(view)
  const back = <LinkButton href={paths.counterLife}>{say('life')}</LinkButton>
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      {sheet ? (
        <>
          <ScreenOnly>
            <Notice kind="info" title={say('print')} />
          </ScreenOnly>
          <Card heading={resident.identity.reveal().name}>
            <p>{say(sheet.standing)}</p>
          </Card>
          <OnPaper sheet={sheet} />
          <p>
            {say('phone')} <PhoneLink phone={city.contact.phone} />
          </p>
          <ScreenOnly>
            <LinkLine href={paths.counterLife}>{say('life')}</LinkLine>
          </ScreenOnly>
        </>
      ) : (
        <EmptyState title={say('nothing')} why={say('nothingWhy')} next={back} />
      )}
    </Page>
  )
}

function OnPaper({ sheet: { standing, eraseDay, recordsUntil } }: { sheet: Sheet }) {
  const say = useWords(words)
  return (
    <>
      <Card heading={say('stopped')}>
        <p>{say('stoppedAll')}</p>
        {standing === 'died' && <p>{say('stoppedDeath')}</p>}
      </Card>
      <Card heading={say('kept')}>
        <p>{say('keptUntil', { day: eraseDay })}</p>
        <p>{recordsUntil ? say('records', { day: recordsUntil }) : say('noRecords')}</p>
      </Card>
      {standing === 'died' ? (
        <Card heading={say('mistake')}>
          <p>{say('mistakeHow')}</p>
        </Card>
      ) : (
        <Card heading={say('back')}>
          <p>{say('backUntil', { day: eraseDay })}</p>
        </Card>
      )}
    </>
  )
}
