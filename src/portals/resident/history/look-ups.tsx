import { Table, TimeText, useWords } from '../../ui/index.ts'
import type { NamedLook } from './load-history.ts'
import { lookUpWords } from './look-up-words.ts'

/** Who of the city, or which program of its, looked somebody up, why, and what they did: newest first. */
export function LookUps({ lookUps }: { lookUps: readonly NamedLook[] }) {
  const say = useWords(lookUpWords)
  return (
    <Table
      caption={say('caption')}
      captionHidden
      rows={lookUps}
      columns={[
        { label: say('when'), cell: ({ lookedAt }) => <TimeText at={lookedAt} /> },
        {
          label: say('did'),
          cell: ({ did, program }) => (program === null ? say(did) : say('by-program', { program })),
        },
        { label: say('why'), cell: ({ reason }) => say(`why-${reason}`) },
      ]}
    />
  )
}
