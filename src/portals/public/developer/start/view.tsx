import type { ComponentChildren } from 'preact'
import { paths } from '../../../paths.ts'
import {
  Card,
  Code,
  DefinitionList,
  LinkLine,
  Page,
  Table,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { DeveloperPlaces } from '../developer-places.tsx'
import type { Example } from '../examples/examples.ts'
import { developerWords } from '../words.ts'
import { makeKeyWithJava, makeKeyWithOpenssl } from './commands.ts'
import { words } from './words.ts'

interface StartPageProps {
  view: View
  city: City
  examples: readonly Example[]
  /** The command by which the sandbox is tried. */
  trial: string
}

export function DeveloperStartPage({ view, city, examples, trial }: StartPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={developerWords.in(view)('start')}
      navigation={<DeveloperPlaces current={paths.developer} />}
    >
      <p>{say('why')}</p>
      <FiveSteps trial={trial} />
      <Card heading={say('tokens')}>
        <DefinitionList
          of={(['proof', 'algorithms', 'bearer', 'dpop', 'rotate'] as const).map((each) => ({
            term: say(each),
            is: say(`${each}Why`),
          }))}
        />
      </Card>
      <Examples examples={examples} />
    </Page>
  )
}

function FiveSteps({ trial }: Pick<StartPageProps, 'trial'>) {
  const say = useWords(words)
  return (
    <Card heading={say('steps')}>
      <Step name="step1">
        <LinkLine href={paths.companyRegister}>{say('register')}</LinkLine>
      </Step>
      <Step name="step2">
        <p>{say('withOpenssl')}</p>
        <Code text={makeKeyWithOpenssl} />
        <p>{say('withJava')}</p>
        <Code text={makeKeyWithJava} />
        <LinkLine href={paths.companyKeys}>{say('keys')}</LinkLine>
      </Step>
      <Step name="step3" />
      <Step name="step4">
        <p>{say('run')}</p>
        <Code text={trial} />
        <LinkLine href={paths.developerTry}>{say('try')}</LinkLine>
      </Step>
      <Step name="step5" />
    </Card>
  )
}

function Step({ name, children }: { name: `step${1 | 2 | 3 | 4 | 5}`; children?: ComponentChildren }) {
  const say = useWords(words)
  return (
    <section>
      <h3>{say(name)}</h3>
      <p>{say(`${name}Why`)}</p>
      {children}
    </section>
  )
}

function Examples({ examples }: Pick<StartPageProps, 'examples'>) {
  const say = useWords(words)
  return (
    <Card heading={say('examples')}>
      <p>{say('examplesWhy')}</p>
      <Table
        caption={say('examples')}
        captionHidden
        columns={[
          { label: say('file'), cell: ({ name }) => <a href={paths.developerExample(name)}>{name}</a> },
          { label: say('needs'), cell: ({ name }) => say(name) },
          { label: say('sum'), cell: ({ sha256 }) => <span class="as-it-is">{sha256}</span> },
        ]}
        rows={examples}
      />
    </Card>
  )
}
