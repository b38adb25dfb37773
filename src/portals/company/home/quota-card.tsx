import type { QuotaUse } from '../../../exchange/index.ts'
import type { CompanyProgram } from '../../../identity/index.ts'
import { Card, grouped, Table, useWords } from '../../ui/index.ts'
import { quotaWords } from './quota-words.ts'

export interface QuotaCardProps {
  use: readonly QuotaUse[]
  programs: readonly CompanyProgram[]
}

/** What the company has read in this minute and on this day, and what it may. Nobody else's figures are in it. */
export function QuotaCard({ use, programs }: QuotaCardProps) {
  const say = useWords(quotaWords)
  const nameOf = (clientId: string | null) =>
    clientId === null
      ? say('company')
      : (programs.find((program) => program.clientId === clientId)?.name ?? clientId)
  const of = (spent: number, allowed: number) => `${grouped(spent)} / ${grouped(allowed)}`
  return (
    <Card heading={say('quota')}>
      <p>{say('quotaWhy')}</p>
      <Table
        caption={say('quota')}
        captionHidden
        columns={[
          { label: say('whose'), cell: ({ clientId }) => nameOf(clientId) },
          {
            label: say('reads'),
            numeric: true,
            cell: ({ spent, allowed }) => of(spent.reads, allowed.readsAMinute),
          },
          {
            label: say('residents'),
            numeric: true,
            cell: ({ spent, allowed }) => of(spent.residents, allowed.residentsADay),
          },
        ]}
        rows={use}
      />
    </Card>
  )
}
