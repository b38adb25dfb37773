import type { ComponentChildren } from 'preact'
import { isSensitive, itemCodes, purposes, type ItemCode } from '../../../../catalog/index.ts'
import type { HeldByUse } from '../../../../consent/index.ts'
import type { UseTerms } from '../../../../review/index.ts'
import { sentenceIn, Table, useView, useWords } from '../../../ui/index.ts'
import type { Question } from '../../consent/question.ts'
import { Listed } from '../../consent/terms-summary.tsx'
import { consentWords } from '../../consent/words.ts'
import { itemName, withNote } from '../company-words.ts'
import { replaceWords } from './words.ts'

interface Compared {
  from: string
  to: string
  held: readonly HeldByUse[]
  question: Question
}

/** Side by side: what one company has now, and what the other would have. */
export function Differences(props: Compared) {
  return (
    <>
      <DataTable {...props} />
      <TermsTable {...props} />
    </>
  )
}

function DataTable({ from, to, held, question }: Compared) {
  const view = useView()
  const say = useWords(replaceWords)
  const ask = useWords(consentWords)
  const had = held.flatMap(({ items }) => items)
  const rows = itemCodes.filter((item) => had.includes(item) || question.state.use.terms.items.includes(item))
  const named = (item: ItemCode) =>
    isSensitive(item) ? withNote(view, itemName(view, item), ask('sensitive')) : itemName(view, item)
  return (
    <Table
      caption={say('dataTable')}
      rows={rows}
      columns={[
        { label: say('data'), cell: named },
        { label: say('now', { from }), cell: (item) => say(had.includes(item) ? 'given' : 'notGiven') },
        { label: say('then', { to }), cell: (item) => say(becomes(question, item)) },
      ]}
    />
  )
}

/** How an item stands at the new company once it is changed to. */
export function becomes({ state, items }: Question, item: ItemCode) {
  const asked = state.items.find((one) => one.item === item)
  if (!asked) return 'notAsked'
  if (asked.live) return 'already'
  return items.includes(item) ? 'asked' : 'askedAlone'
}

function TermsTable({ from, to, held, question }: Compared) {
  const say = useWords(replaceWords)
  const ask = useWords(consentWords)
  const rows: readonly { label: ComponentChildren; of: (terms: UseTerms) => ComponentChildren }[] = [
    { label: say('purpose'), of: (terms) => <Purpose terms={terms} /> },
    { label: say('period'), of: ({ periodMonths: count }) => ask('periodIs', { count }) },
    { label: ask('retention'), of: ({ retentionDays: days }) => ask('retentionIs', { days }) },
    {
      label: say('recipients'),
      of: ({ subcontractors, countries }) => <Listed names={[...subcontractors, ...countries]} />,
    },
    { label: ask('benefit'), of: (terms) => <Benefit terms={terms} /> },
    { label: ask('frequency'), of: ({ frequency }) => ask(frequency === 'once' ? 'once' : 'asNeeded') },
    { label: ask('name'), of: ({ couldRecognise }) => ask(couldRecognise ? 'nameGuess' : 'nameNot') },
  ]
  return (
    <Table
      caption={say('termsTable')}
      rows={rows}
      columns={[
        { label: say('about'), cell: ({ label }) => label },
        {
          label: say('now', { from }),
          cell: ({ of }) => <OneBelowTheOther of={held.map(({ use }) => of(use.terms))} />,
        },
        { label: say('then', { to }), cell: ({ of }) => of(question.state.use.terms) },
      ]}
    />
  )
}

function OneBelowTheOther({ of: all }: { of: readonly ComponentChildren[] }) {
  return (
    <>
      {all.map((one, index) => (
        <>
          {index > 0 && <br />}
          {one}
        </>
      ))}
    </>
  )
}

function Purpose({ terms }: { terms: UseTerms }) {
  return <>{sentenceIn(useView(), purposes[terms.purpose])}</>
}

function Benefit({ terms }: { terms: UseTerms }) {
  return <>{sentenceIn(useView(), terms.benefit)}</>
}
