import type { Deposit, DepositSummary } from '../../../../vault/index.ts'
import { paths } from '../../../paths.ts'
import {
  Actions,
  Card,
  DefinitionList,
  Form,
  LinkButton,
  SubmitButton,
  TimeText,
  useWords,
} from '../../../ui/index.ts'
import { CountsTable } from './counts-table.tsx'
import { words } from './words.ts'

/** A file whose data is kept: what came with it, and how to take it back. */
export function Kept({ deposit, summary }: { deposit: Deposit; summary: DepositSummary }) {
  const say = useWords(words)
  return (
    <>
      <p>{say('liveWhy')}</p>
      <CountsTable
        caption={say('keptItems')}
        counts={summary.counts.filter(({ item }) => summary.chosen.includes(item))}
        hrefOf={paths.data}
      />
      <DefinitionList
        of={[
          ...(deposit.programId === null ? [{ term: say('fileName'), is: summary.fileName }] : []),
          { term: say('format'), is: say(summary.format) },
          ...(deposit.confirmedAt
            ? [{ term: say('confirmedAt'), is: <TimeText at={deposit.confirmedAt} /> }]
            : []),
        ]}
      />
      <Actions>
        <LinkButton href={paths.deposits} kind="primary">
          {say('back')}
        </LinkButton>
      </Actions>
      <Card heading={say('undo')}>
        <Form action={paths.undoDeposit(deposit.importId)}>
          <p>{say('undoWhy')}</p>
          <SubmitButton kind="secondary">{say('undo')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}
