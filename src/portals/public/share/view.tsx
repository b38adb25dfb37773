import { itemOf } from '../../../catalog/index.ts'
import type { OpenedShare } from '../../../exchange/index.ts'
import type { Personal, Sentence } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import { Figures } from '../../resident/data/figures.tsx'
import { measureOf } from '../../resident/data/measures.ts'
import { RecordList } from '../../resident/data/record-list.tsx'
import {
  DefinitionList,
  ErrorSummary,
  Field,
  Form,
  Notice,
  Page,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface AskedPageProps {
  view: View
  city: City
  /** Of this page: it has the code, which no other page and no link repeats. */
  action: string
  typed: Personal<string> | undefined
  /** What was typed as a name is none. */
  isWrong: boolean
  /** It cannot be opened, and why that is all that is told. */
  no: Sentence | undefined
}

/** Before it is opened: nothing is looked up, so that whatever follows links opens nothing and learns nothing. */
export function AskedPage({ view, city, action, typed, isWrong, no }: AskedPageProps) {
  const say = words.in(view)
  const wrong = isWrong && <ErrorSummary errors={[{ name: 'said', message: say('wrongSaid') }]} />
  const refused = no && <StatusMessage kind="warning" title={sentenceIn(view, no)} />
  return (
    <Page view={view} city={city} title={say('title')} status={wrong || refused}>
      <p>{say('about')}</p>
      <Form action={action}>
        <Field
          name="said"
          label={say('said')}
          hint={say('saidHint')}
          value={typed?.reveal() ?? ''}
          error={isWrong && say('wrongSaid')}
          autoComplete="off"
          maxLength={60}
          required
        />
        <p>{say('notKept')}</p>
        <SubmitButton>{say('open')}</SubmitButton>
      </Form>
    </Page>
  )
}

/** What is shown: item after item, as its owner sees it. Whoever prints or keeps it does not keep what opened it. */
export function SharedPage({ view, city, shared }: { view: View; city: City; shared: OpenedShare }) {
  const say = words.in(view)
  const { from, to, once, until, openedAt, items } = shared
  return (
    <Page view={{ ...view, path: paths.front }} city={city} title={say('title')}>
      <Notice kind="warning" title={say('banner')}>
        {once && <p>{say('once')}</p>}
      </Notice>
      <DefinitionList
        of={[
          {
            term: say('days'),
            is: (
              <>
                <TimeText at={from} />
                {say('between')}
                <TimeText at={to} />
              </>
            ),
          },
          { term: say('openedAt'), is: <TimeText at={openedAt} /> },
          { term: say('until'), is: <TimeText at={until} /> },
        ]}
      />
      <p>{say('unchecked')}</p>
      {items.map((each) => (
        <SharedItem {...each} />
      ))}
    </Page>
  )
}

function SharedItem({ item, days }: OpenedShare['items'][number]) {
  const view = useView()
  const say = useWords(words)
  const { names, shape } = itemOf(item)
  const measure = measureOf(item)
  const figures = days.map(({ day, value, count, lowest, highest }) => ({
    ...{ day, value, count },
    range: shape === 'level' ? { lowest, highest } : undefined,
  }))
  return (
    <>
      <h2>{sentenceIn(view, names)}</h2>
      {figures.length === 0 && <p>{say('none')}</p>}
      {figures.length > 0 && measure && (
        <Figures item={item} measure={measure} days={figures} isOwn={false} />
      )}
      {figures.length > 0 && !measure && <RecordList days={figures} />}
    </>
  )
}
