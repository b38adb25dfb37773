import type { CardToConfirm } from '../../../../counter/index.ts'
import { ProveFirst } from '../../../passkey/prove-first.tsx'
import { paths } from '../../../paths.ts'
import {
  BirthDayText,
  Card,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkLine,
  Page,
  SubmitButton,
  useWords,
} from '../../../ui/index.ts'
import { cityPlace } from '../../city-door.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words as decideWords } from '../decide/words.ts'
import { documentWords } from '../document-words.ts'
import { SayNo } from '../say-no.tsx'
import { words } from './words.ts'

interface ConfirmPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  shown: CardToConfirm
  /** No was pressed, and not why. */
  unsure: boolean
}

export function ConfirmPage({ staff, view, city, shown, unsure }: ConfirmPageProps) {
  const [say, sayOfTwo] = [words.in(view), decideWords.in(view)]
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      status={unsure && <ErrorSummary errors={[{ name: 'because', message: sayOfTwo('chooseFirst') }]} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <p>{say('lead')}</p>
      <Whose shown={shown} />
      {staff.recentlyProven ? (
        <Form action={paths.counterConfirm(shown.requestId)}>
          <SubmitButton>{say('confirm')}</SubmitButton>
        </Form>
      ) : (
        <ProveFirst place={cityPlace} page={paths.counterConfirm(shown.requestId)} />
      )}
      <SayNo action={paths.counterConfirmNot(shown.requestId)} why={sayOfTwo('refuseWhy')} unsure={unsure} />
      <LinkLine href={paths.counter}>{say('not')}</LinkLine>
    </Page>
  )
}

function Whose({ shown: { identity, document } }: { shown: CardToConfirm }) {
  const say = useWords(words)
  const sayDocument = useWords(documentWords)
  const { name, kana, birthDate } = identity.reveal()
  return (
    <Card heading={name}>
      <DefinitionList
        of={[
          { term: say('kana'), is: kana },
          { term: say('birthDate'), is: <BirthDayText on={birthDate} /> },
          { term: say('document'), is: sayDocument(document) },
        ]}
      />
    </Card>
  )
}
