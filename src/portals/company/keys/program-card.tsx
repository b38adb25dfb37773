import type { CompanyProgram } from '../../../identity/index.ts'
import { localDayOf } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import { Card, Details, Form, SubmitButton, Table, TimeText, useWords, type Column } from '../../ui/index.ts'
import { words } from './words.ts'

interface ProgramCardProps {
  program: CompanyProgram
  /** None of a company that the city has stopped or ended is given a token. */
  companyAtRest: boolean
  changeable: boolean
}

/** One program with its keys. One that has ended shows that, and nothing can be done to it. */
export function ProgramCard({ program, companyAtRest, changeable }: ProgramCardProps) {
  const say = useWords(words)
  const { clientId, name, standing } = program
  return (
    <Card heading={name ?? clientId}>
      <p>
        {say('clientId')} <span class="as-it-is">{clientId}</span>
      </p>
      <p>{say(standing === 'active' && companyAtRest ? 'atRest' : standing)}</p>
      {standing === 'active' && <KeyTable program={program} changeable={changeable} />}
      {standing === 'active' && changeable && <Changes {...program} />}
    </Card>
  )
}

type Key = CompanyProgram['keys'][number]

function KeyTable({ program, changeable }: Omit<ProgramCardProps, 'companyAtRest'>) {
  const say = useWords(words)
  const { clientId, keys } = program
  const retiring: Column<Key> = {
    label: say('change'),
    cell: ({ keyId }) => (
      <Form action={paths.companyKeyRetire} fields={{ program: clientId, keyId }}>
        <SubmitButton kind="secondary">{say('retire', { keyId })}</SubmitButton>
      </Form>
    ),
  }
  return (
    <Table
      caption={say('keysOf')}
      columns={[
        { label: say('keyId'), cell: ({ keyId }: Key) => <span class="as-it-is">{keyId}</span> },
        { label: say('kind'), cell: ({ kind }: Key) => kind },
        { label: say('added'), cell: ({ addedAt }: Key) => <TimeText at={localDayOf(addedAt)} /> },
        {
          label: say('lastUsed'),
          cell: ({ lastUsedOn }: Key) => (lastUsedOn ? <TimeText at={lastUsedOn} /> : say('notYet')),
        },
        ...(changeable && keys.length > 1 ? [retiring] : []),
      ]}
      rows={keys}
    />
  )
}

function Changes({ clientId, name }: CompanyProgram) {
  const say = useWords(words)
  const fields = { program: clientId }
  return (
    <Details summary={say('changeProgram', { name: name ?? clientId })}>
      <Form action={paths.companyProgramEnd} fields={fields}>
        <p>{say('endWhy')}</p>
        <SubmitButton kind="danger">{say('endNow', { name: name ?? clientId })}</SubmitButton>
      </Form>
    </Details>
  )
}
