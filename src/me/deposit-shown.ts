import { z } from 'zod'
import type { Deposit } from '../vault/index.ts'
import { instant, textOf } from './route.ts'

/** A file as its resident's own page shows it. */
export const depositSchema = z.object({
  importId: z.string(),
  state: z.enum(['reading', 'preview', 'live', 'undone', 'refused', 'discarded']),
  because: z.string().nullable().describe('Why it was refused'),
  bytesRead: z.number().int(),
  bytesTotal: z.number().int(),
  createdAt: instant,
  expiresAt: instant.describe('When a preview is given up that nobody has confirmed'),
  confirmedAt: instant.nullable(),
  holds: z
    .object({
      fileName: z.string(),
      format: z.string(),
      doubt: z.string().nullable().describe('Why it may be of somebody else; confirming says that it is not'),
      counts: z.array(z.object({ item: z.string(), count: z.number().int(), first: instant, last: instant })),
      leftOut: z.array(z.object({ what: z.string(), because: z.string(), count: z.number().int() })),
      chosen: z.array(z.string()).describe('The items that were confirmed'),
    })
    .nullable(),
  people: z.array(z.number().int()).nullable().describe('The numbers the file gives the users of a scale'),
})

export function shownDeposit(deposit: Deposit): z.infer<typeof depositSchema> {
  const { importId, state, because, bytesRead, bytesTotal, createdAt, expiresAt, confirmedAt } = deposit
  return {
    ...{ importId, state, because, bytesRead, bytesTotal },
    createdAt: textOf(createdAt),
    expiresAt: textOf(expiresAt),
    confirmedAt: textOf(confirmedAt),
    holds: holdsOf(deposit),
    people: deposit.people ?? null,
  }
}

function holdsOf({ summary }: Deposit) {
  if (!summary) return null
  const { fileName, format, doubt, counts, leftOut, chosen } = summary
  return {
    ...{ fileName, format, doubt, leftOut, chosen },
    counts: counts.map(({ first, last, ...rest }) => ({ ...rest, first: textOf(first), last: textOf(last) })),
  }
}
