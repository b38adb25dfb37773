import { paths } from '../../../paths.ts'
import { Actions, LinkButton, LinkLine, Page, StatusMessage } from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words } from './words.ts'

interface OutdatedPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  /** Of whoever is attended to now. */
  name: string
}

/** Where it goes on is said, and whom that would be about: it is pressed anew there, or not. */
export function OutdatedPage({ staff, view, city, name }: OutdatedPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.counterResident }}
      city={city}
      title={say('title')}
      status={<StatusMessage kind="warning" title={say('nothing')} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <p>{say('why')}</p>
      <p>{say('now', { name })}</p>
      <Actions>
        <LinkButton href={paths.counterResident} kind="primary">
          {say('goOn', { name })}
        </LinkButton>
      </Actions>
      <LinkLine href={paths.counter}>{say('counter')}</LinkLine>
    </Page>
  )
}
