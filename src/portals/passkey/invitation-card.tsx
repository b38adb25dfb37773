import { Card, TimeText, useWords } from '../ui/index.ts'
import { doorWords } from './door-words.ts'

export interface ShownInvitation {
  address: string
  expiresAt: Date
}

/** Shown once, to be handed on. */
export function InvitationCard({ address, expiresAt }: ShownInvitation) {
  const say = useWords(doorWords)
  return (
    <Card heading={say('address')}>
      <p>{say('handOver')}</p>
      <p>
        <span class="as-it-is">{address}</span>
      </p>
      <p>
        {say('goodUntil')} <TimeText at={expiresAt} />
      </p>
    </Card>
  )
}
