import type { Membership } from '../../../joining/index.ts'
import { paths } from '../../paths.ts'
import { Card, DefinitionList, Form, SubmitButton, TimeText, useWords } from '../../ui/index.ts'
import { words } from './words.ts'

/** For the settings of who joined with a cohort: which, since when, and how to leave it. */
export function CohortCard({ membership: { cohortName, joinedAt, leftAt } }: { membership: Membership }) {
  const say = useWords(words)
  return (
    <Card heading={say('title')}>
      <DefinitionList
        of={[
          { term: say('name'), is: cohortName },
          { term: say('since'), is: <TimeText at={joinedAt} /> },
          ...(leftAt ? [{ term: say('left'), is: <TimeText at={leftAt} /> }] : []),
        ]}
      />
      {!leftAt && (
        <Form action={paths.leaveCohort}>
          <p>{say('why')}</p>
          <SubmitButton kind="secondary">{say('leave')}</SubmitButton>
        </Form>
      )}
    </Card>
  )
}
