import { isWaiting, mayTakeBack, type OpenRequest } from '../../../counter/index.ts'
import { paths } from '../../paths.ts'
import { Card, DefinitionList, Form, SubmitButton, useWords } from '../../ui/index.ts'
import { useDetailLines } from './request-detail.tsx'
import { requestWords } from './request-words.ts'

interface ListProps {
  requests: readonly OpenRequest[]
  /** Who reads. */
  staffId: string
  /** By the clock that requests wait by. */
  now: Date
}

/** What was asked for of whom is attended to, and how far it is. */
export function RequestList({ requests, staffId, now }: ListProps) {
  return (
    <>
      {requests.map((request) => (
        <OneRequest request={request} staffId={staffId} now={now} />
      ))}
    </>
  )
}

function OneRequest({ request, staffId, now }: Omit<ListProps, 'requests'> & { request: OpenRequest }) {
  const say = useWords(requestWords)
  const lines = useDetailLines(request.detail)
  return (
    <Card heading={say(request.kind)}>
      <p>
        {say(stateOf(request, now))} {request.because && say(request.because)}
      </p>
      {lines.length > 0 && <DefinitionList of={lines} />}
      {mayTakeBack(request, staffId, now) && (
        <Form
          action={paths.counterTakeBack}
          fields={{ request: request.requestId, page: request.kind === 'agreement' ? 'agree' : 'life' }}
        >
          <SubmitButton kind="secondary">{say('takeBack')}</SubmitButton>
        </Form>
      )}
    </Card>
  )
}

function stateOf(request: OpenRequest, now: Date) {
  const { outcome } = request
  if (request.isUnfinished) return 'unfinished'
  if (outcome === null && request.isOvertaken) return 'overtaken'
  if (outcome === 'confirmed' || outcome === 'refused' || outcome === 'withdrawn') return outcome
  if (!isWaiting(request, now)) return 'expired'
  return request.askedBy === null ? 'untaken' : 'waits'
}
