import type { ComponentChildren } from 'preact'
import type { HistoryEntry } from '../../../exchange/index.ts'
import type { LocalDay, Sentence } from '../../../kernel/index.ts'
import {
  Card,
  Chips,
  DefinitionList,
  Details,
  PhoneLink,
  TimeText,
  clockWords,
  sentenceIn,
  useView,
  useWords,
  type Chip,
  type City,
  type Definition,
} from '../../ui/index.ts'
import { companyAndDepartment, titleAndPurpose } from '../companies/company-words.ts'
import { outcomeWords } from '../companies/outcome-words.ts'
import { ProvisionItems } from '../companies/provision-items.tsx'
import type { NamedGroup } from './load-history.ts'
import { historyWords } from './words.ts'

const linesShown = 3

/** Who · when · which items · how many · for what · why · with which outcome, day by day. */
export function Given({ groups, city }: { groups: readonly NamedGroup[]; city: City }) {
  const days = Map.groupBy(groups, (group) => group.day)
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <Day day={day} groups={ofDay} city={city} />
      ))}
    </>
  )
}

function Day({ day, groups, city }: { day: LocalDay; groups: readonly NamedGroup[]; city: City }) {
  return (
    <>
      <h2>
        <TimeText at={day} />
      </h2>
      {groups.map((group) => (
        <GroupCard group={group} city={city} />
      ))}
    </>
  )
}

function GroupCard({ group, city }: { group: NamedGroup; city: City }) {
  const view = useView()
  const say = useWords(historyWords)
  const { vendor, use, entries } = group
  const pairs: Definition[] = [
    { term: say('what'), is: <Lines entries={entries} /> },
    {
      term: say('purpose'),
      is: titleAndPurpose(view, use.terms),
    },
    ...reasonPairs(group, say, (sentence) => sentenceIn(view, sentence)),
  ]
  return (
    <Card heading={companyAndDepartment(view, vendor.profile)} level={3}>
      <GroupChips group={group} />
      <DefinitionList of={pairs} />
      <Details summary={say('ask')}>
        <p>{say('askHow')}</p>
        <DefinitionList
          of={[
            {
              term: companyAndDepartment(view, vendor.profile),
              is: <PhoneLink phone={vendor.profile.phone} />,
            },
            { term: city.contact.name, is: <PhoneLink phone={city.contact.phone} /> },
          ]}
        />
      </Details>
    </Card>
  )
}

function GroupChips({ group: { entries } }: { group: NamedGroup }) {
  const say = useWords(historyWords)
  const outcome = useWords(outcomeWords)
  const [entry] = entries
  const how: Chip =
    entry.kind === 'refusal'
      ? { icon: 'shield', word: outcome('refused') }
      : { icon: outcomeIcons[entry.outcome], word: outcome(entry.outcome), tone: 'plain' }
  const count = entry.kind === 'refusal' ? entry.times : entries.length
  const times = entry.kind === 'refusal' && entry.orMore ? 'timesOrMore' : 'times'
  return count === 1 ? (
    <Chips chips={[how]} />
  ) : (
    <Chips chips={[how, { icon: 'history', word: say(times, { count }) }]} />
  )
}

const outcomeIcons = {
  delivered: 'check',
  'under-way': 'pending',
  'not-delivered': 'stop',
  'held-back': 'warning',
  'broken-off': 'warning',
} as const

/** The reviewed sentence of the use, then the company's own words marked as such; or why it was refused. */
function reasonPairs(
  { use, entries: [entry] }: NamedGroup,
  say: ReturnType<typeof useWords<typeof historyWords.tables.ja>>,
  read: (sentence: Sentence) => ComponentChildren,
): Definition[] {
  if (entry.kind === 'refusal') return [{ term: say('because'), is: say(entry.because) }]
  const reason = use.terms.reasons.find(({ code }) => code === entry.reasonCode)
  return [
    {
      term: say('reason'),
      is: (
        <>
          {reason ? read(reason.sentence) : entry.reasonCode}
          {say('reviewed')}
        </>
      ),
    },
    ...(entry.ownWords === null ? [] : [{ term: say('ownWords'), is: <q>{entry.ownWords}</q> }]),
  ]
}

function Lines({ entries }: { entries: readonly HistoryEntry[] }) {
  const say = useWords(historyWords)
  const rest = entries.slice(linesShown)
  return (
    <>
      {entries.slice(0, linesShown).map((entry) => (
        <Line entry={entry} />
      ))}
      {rest.length > 0 && (
        <Details summary={say('moreLines', { count: rest.length })}>
          {rest.map((entry) => (
            <Line entry={entry} />
          ))}
        </Details>
      )}
    </>
  )
}

function Line({ entry }: { entry: HistoryEntry }) {
  const say = useWords(historyWords)
  if (entry.kind === 'refusal') return <div>{askedWords(entry, say)}</div>
  return (
    <div>
      {say('line', { at: entry.at })}
      <ProvisionItems provision={entry} />
    </div>
  )
}

/** When a company asked: of one that asked more often than is written down, only since when is known. */
function askedWords(
  { firstAt, lastAt, orMore }: HistoryEntry & { kind: 'refusal' },
  say: ReturnType<typeof useWords<typeof historyWords.tables.ja>>,
) {
  if (orMore) return say('linesAskedOrMore', { firstAt })
  const oneMinute = clockWords(firstAt) === clockWords(lastAt)
  return oneMinute ? say('lineAsked', { at: lastAt }) : say('linesAsked', { firstAt, lastAt })
}
