import { DefinitionList, sentenceIn, Table, useView, useWords } from '../../../ui/index.ts'
import { operationNames } from './operation-names.ts'
import type { ApiField, ApiOperation } from './operations.ts'
import { words } from './words.ts'

/** One operation: what is sent, and what is answered. */
export function OperationCard({ operation }: { operation: ApiOperation }) {
  const view = useView()
  const say = useWords(words)
  const { name, anchor, summary, about, fields, answers } = operation
  const called = operationNames[name]
  const withFields = answers.filter((answer) => answer.fields.length > 0 && !answer.type.includes('problem'))
  return (
    <section class="card" id={anchor} tabIndex={-1}>
      <h2 class="card-heading">{called ? sentenceIn(view, called) : <English text={summary} />}</h2>
      <p class="as-it-is" lang="en">
        {name}
      </p>
      <p>
        <English text={about} />
      </p>
      {fields.length > 0 && <FieldTable caption={say('asks')} fields={fields} sent />}
      <h3>{say('answers')}</h3>
      <DefinitionList
        of={answers.map(({ statuses, type, about: answer }) => ({
          term: statuses.join(', '),
          is: <English text={`${answer} ${type && `(${type})`}`} />,
        }))}
      />
      {withFields.map((answer) => (
        <FieldTable
          caption={say('fields', { statuses: answer.statuses.join(', ') })}
          fields={answer.fields}
        />
      ))}
    </section>
  )
}

function English({ text }: { text: string }) {
  return <span lang="en">{text}</span>
}

/** A name or a form of JSON: it may be broken anywhere, for none of it is a word. */
function Written({ text }: { text: string }) {
  return (
    <span class="as-it-is" lang="en">
      {text}
    </span>
  )
}

interface FieldTableProps {
  caption: ReturnType<ReturnType<typeof useWords>>
  fields: readonly ApiField[]
  /** By the company; then it is said where, and whether it may be left out. */
  sent?: boolean
}

function FieldTable({ caption, fields, sent = false }: FieldTableProps) {
  const say = useWords(words)
  return (
    <Table<ApiField>
      caption={caption}
      columns={[
        {
          label: say('name'),
          cell: ({ name, required }) => (
            <>
              <Written text={name} />
              {sent && <> ({say(required ? 'required' : 'optional')})</>}
            </>
          ),
        },
        ...(sent ? [{ label: say('place'), cell: ({ place }: ApiField) => <Written text={place} /> }] : []),
        { label: say('kind'), cell: ({ kind }) => <Written text={kind} /> },
        { label: say('about'), cell: ({ about }) => <English text={about === '' ? '–' : about} /> },
      ]}
      rows={fields}
    />
  )
}
