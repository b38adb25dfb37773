import type { CompanyAct, CompanyPerson, PersonId } from '../../identity/index.ts'
import { Table, TimeText, useWords } from '../ui/index.ts'
import { actWords } from './act-words.ts'
import { companyDoorWords } from './words.ts'

export interface CompanyActsProps {
  /** The newest first. */
  acts: readonly CompanyAct[]
  persons: readonly CompanyPerson[]
}

/** The ledger of a company, for its persons and for the city. */
export function CompanyActs({ acts, persons }: CompanyActsProps) {
  const say = useWords(actWords)
  const names = new Map(persons.map(({ personId, name }) => [personId, name.reveal()]))
  const nameOf = (person: PersonId | null) => person && names.get(person)
  return (
    <>
      <p>{say('newest', { count: acts.length })}</p>
      <Table
        caption={useWords(companyDoorWords)('acts')}
        captionHidden
        columns={[
          { label: say('when'), cell: ({ happenedAt }: CompanyAct) => <TimeText at={happenedAt} /> },
          { label: say('what'), cell: ({ kind }: CompanyAct) => say(kind) },
          {
            label: say('whom'),
            cell: ({ personId, clientId, keyId }: CompanyAct) =>
              nameOf(personId) ?? [clientId, keyId].filter((id) => id !== null).join(' / '),
          },
          { label: say('by'), cell: ({ by }: CompanyAct) => nameOf(by) ?? say('nobodyYet') },
        ]}
        rows={acts}
      />
    </>
  )
}
