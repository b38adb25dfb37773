import { paths } from '../../../paths.ts'
import {
  Card,
  DefinitionList,
  LinkLine,
  Page,
  sentenceIn,
  Table,
  useView,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { DeveloperPlaces } from '../developer-places.tsx'
import { developerWords } from '../words.ts'
import { OperationCard } from './operation-card.tsx'
import { operationNames } from './operation-names.ts'
import type { ApiOperation } from './operations.ts'
import { apiRefusals } from './refusals.ts'
import { remedyWords } from './remedy-words.ts'
import { words } from './words.ts'

/** Of the gate, of the sandbox, and of where tokens are got. */
export const apiTags = ['oidc', 'exchange', 'sandbox'] as const

export interface ApiLimits {
  program: number
  sandbox: number
  repeatMinutes: number
}

interface ApiPageProps {
  view: View
  city: City
  operations: readonly ApiOperation[]
  limits: ApiLimits
}

export function ApiPage({ view, city, operations, limits }: ApiPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={developerWords.in(view)('api')}
      navigation={<DeveloperPlaces current={paths.developerApi} />}
    >
      <p>
        {say('why')} {say('english')}
      </p>
      <p>{say('noOtherSites')}</p>
      <LinkLine href={paths.developerOpenApi}>{say('specification')}</LinkLine>
      <Contents operations={operations} />
      <Card heading={say('limits')}>
        <DefinitionList
          of={[
            { term: say('limitProgram'), is: <Figure text={`${limits.program} / min`} /> },
            { term: say('limitSandbox'), is: <Figure text={`${limits.sandbox} / min`} /> },
            { term: say('limitRepeat'), is: <Figure text={`${limits.repeatMinutes} min`} /> },
          ]}
        />
        <p>{say('limitPage')}</p>
      </Card>
      <Card heading={say('versions')}>
        <p>{say('versionsWhy')}</p>
        <p>{say('unknownFields')}</p>
        <p>{say('deprecation')}</p>
      </Card>
      {operations.map((operation) => (
        <OperationCard operation={operation} />
      ))}
      <Refusals />
    </Page>
  )
}

/** As specifications write it, in every language. */
function Figure({ text }: { text: string }) {
  return (
    <span class="figures" lang="en">
      {text}
    </span>
  )
}

function Contents({ operations }: Pick<ApiPageProps, 'operations'>) {
  const view = useView()
  const say = useWords(words)
  return (
    <Card heading={say('contents')}>
      <DefinitionList
        of={apiTags.map((tag) => ({
          term: say(tag),
          is: (
            <ul>
              {operations
                .filter((operation) => operation.tag === tag)
                .map(({ name, anchor }) => (
                  <li>
                    <a href={`#${anchor}`}>
                      {operationNames[name] && sentenceIn(view, operationNames[name])}{' '}
                      <span lang="en">{name}</span>
                    </a>
                  </li>
                ))}
            </ul>
          ),
        }))}
      />
      <LinkLine href="#refusals">{say('refusals')}</LinkLine>
    </Card>
  )
}

function Refusals() {
  const view = useView()
  const say = useWords(words)
  const sayRemedy = useWords(remedyWords)
  return (
    <section class="card" id="refusals" tabIndex={-1}>
      <h2 class="card-heading">{say('refusals')}</h2>
      <p>{say('refusalsWhy')}</p>
      <Table
        caption={say('refusals')}
        captionHidden
        columns={[
          { label: say('because'), cell: ({ because }) => <span class="as-it-is">{because}</span> },
          { label: say('status'), cell: ({ words: { status } }) => status },
          { label: say('meaning'), cell: ({ words: sentence }) => sentenceIn(view, sentence) },
          { label: say('remedy'), cell: ({ because }) => sayRemedy(because) },
        ]}
        rows={apiRefusals}
      />
    </section>
  )
}
