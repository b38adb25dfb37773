import {
  isSensitive,
  itemCodes,
  itemOf,
  purposeCodes,
  purposes,
  type ItemCode,
} from '../../../../catalog/index.ts'
import { exampleLine, trialUses } from '../../../../sandbox/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  Code,
  DefinitionList,
  Details,
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
import { words } from './words.ts'

/** Everything there is to ask for, and what for. */
export function DeveloperItemsPage({ view, city }: { view: View; city: City }) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={developerWords.in(view)('items')}
      navigation={<DeveloperPlaces current={paths.developerItems} />}
    >
      <p>
        {say('why')} {say('samples')}
      </p>
      {itemCodes.map((item) => (
        <Item item={item} />
      ))}
      <Card heading={say('purposes')}>
        <p>{say('purposesWhy')}</p>
        <Table
          caption={say('purposes')}
          captionHidden
          columns={[
            { label: say('code'), cell: (purpose) => <span class="as-it-is">{purpose}</span> },
            { label: say('name'), cell: (purpose) => sentenceIn(view, purposes[purpose]) },
          ]}
          rows={purposeCodes}
        />
      </Card>
    </Page>
  )
}

function Item({ item }: { item: ItemCode }) {
  const view = useView()
  const say = useWords(words)
  const { names, tier, unit, shape, plausible } = itemOf(item)
  const use = trialUses.find(({ items }) => items.length === 1 && items[0] === item)
  const range = plausible && { least: String(plausible.min), most: String(plausible.max) }
  return (
    <Details
      summary={
        <>
          {sentenceIn(view, names)} <span class="as-it-is">{item}</span>
        </>
      }
    >
      <DefinitionList
        of={[
          { term: say('code'), is: <span class="as-it-is">{item}</span> },
          { term: say('tier'), is: say(tier) },
          { term: say('unit'), is: <span class="as-it-is">{unit}</span> },
          { term: say('shape'), is: <span class="as-it-is">{shape}</span> },
          {
            term: say('about'),
            is: (
              <>
                {say(`${shape}Means`)} {range && say('plausible', range)}{' '}
                {isSensitive(item) && say('sensitive')}
              </>
            ),
          },
          { term: say('use'), is: <span class="as-it-is">{use?.useId}</span> },
        ]}
      />
      <p>{say('example')}</p>
      <Code text={exampleLine(item)} />
    </Details>
  )
}
