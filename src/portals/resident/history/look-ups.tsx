import type { LookUp } from '../../../counter/index.ts'
import { Table, TimeText, useWords } from '../../ui/index.ts'
import { lookUpWords } from './look-up-words.ts'

/** Who of the city looked somebody up, why, and what they did: newest first. */
export function LookUps({ lookUps }: { lookUps: readonly LookUp[] }) {
  const say = useWords(lookUpWords)
  return (
    <Table
      caption={say('caption')}
      captionHidden
      rows={lookUps}
      columns={[
        { label: say('when'), cell: ({ lookedAt }) => <TimeText at={lookedAt} /> },
        { label: say('did'), cell: ({ did }) => say(did) },
        { label: say('why'), cell: ({ reason }) => say(`why-${reason}`) },
      ]}
    />
  )
}
