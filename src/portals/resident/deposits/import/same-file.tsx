import type { Deposit, KeptAlready } from '../../../../vault/index.ts'
import { paths } from '../../../paths.ts'
import {
  Actions,
  DefinitionList,
  Form,
  LinkButton,
  LinkLine,
  Notice,
  SubmitButton,
  TimeText,
  useWords,
} from '../../../ui/index.ts'
import { words } from './words.ts'

/** All that this file holds is kept already: nothing is left to confirm. */
export function SameFile({ deposit, kept }: { deposit: Deposit; kept: KeptAlready }) {
  const say = useWords(words)
  return (
    <>
      <p>{say('sameWhy')}</p>
      <KeptSince kept={kept} />
      <Actions>
        <LinkButton href={paths.deposit(kept.newest.importId)} kind="primary">
          {say('sameLink')}
        </LinkButton>
      </Actions>
      <Form action={paths.discardDeposit(deposit.importId)}>
        <p>{say('leaveWhy')}</p>
        <SubmitButton kind="secondary">{say('leave')}</SubmitButton>
      </Form>
    </>
  )
}

/** The same file is kept, but not all that it holds. */
export function PartlySameFile({ kept }: { kept: KeptAlready }) {
  const say = useWords(words)
  return (
    <Notice kind="info" title={say('sameTitle')}>
      <p>{say('samePart')}</p>
      <KeptSince kept={kept} />
      <LinkLine href={paths.deposit(kept.newest.importId)}>{say('sameLink')}</LinkLine>
    </Notice>
  )
}

function KeptSince({ kept: { newest } }: { kept: KeptAlready }) {
  const say = useWords(words)
  return newest.confirmedAt ? (
    <DefinitionList of={[{ term: say('confirmedAt'), is: <TimeText at={newest.confirmedAt} /> }]} />
  ) : null
}
