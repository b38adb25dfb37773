import type { Found } from '../../../../counter/index.ts'
import { paths } from '../../../paths.ts'
import {
  BirthDayText,
  Card,
  DefinitionList,
  EmptyState,
  Form,
  LinkButton,
  LinkLine,
  Page,
  SubmitButton,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words } from './words.ts'

interface FoundPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  found: readonly Found[]
}

export function FoundPage({ staff, view, city, found }: FoundPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      {found.length === 0 ? (
        <EmptyState
          title={say('nobody')}
          why={say('nobodyWhy')}
          next={<LinkButton href={paths.counter}>{say('again')}</LinkButton>}
        />
      ) : (
        <>
          <p>{say('lead')}</p>
          {found.map((one) => (
            <Candidate found={one} />
          ))}
          <LinkLine href={paths.counter}>{say('again')}</LinkLine>
        </>
      )}
    </Page>
  )
}

function Candidate({ found: { attendanceId, identity, byMerged } }: { found: Found }) {
  const say = useWords(words)
  const { name, kana, birthDate } = identity.reveal()
  return (
    <Card heading={name}>
      <DefinitionList
        of={[
          { term: say('kana'), is: kana },
          { term: say('birthDate'), is: <BirthDayText on={birthDate} /> },
        ]}
      />
      {byMerged && <p>{say('byMerged')}</p>}
      <Form action={paths.counterFound} fields={{ chosen: attendanceId }}>
        <SubmitButton kind="secondary">{say('attend', { name })}</SubmitButton>
      </Form>
    </Card>
  )
}
