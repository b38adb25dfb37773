import { z } from 'zod'
import { assertNever } from '../../kernel/index.ts'
import { importRefusals, type Deposit } from '../../vault/index.ts'

/** What a partner is told of a file it brought: how it ended when it was read, and never what became of it later. */
export const broughtSchema = z.object({
  deposit: z.string(),
  state: z.enum(['reading', 'taken', 'not-taken']),
  because: z
    .string()
    .nullable()
    .describe('Why the file itself could not be read; null for every reason that lies with the resident'),
  taken: z
    .array(z.object({ item: z.string(), count: z.number().int() }))
    .describe('How many of each item were taken'),
  leftOut: z.number().int().describe('How many were not'),
})

export function shownToPartner(found: Deposit): z.infer<typeof broughtSchema> {
  const nothing = { deposit: found.importId, because: null, taken: [], leftOut: 0 }
  switch (found.state) {
    case 'reading':
    case 'preview':
      return { ...nothing, state: 'reading' }
    case 'live':
    case 'undone':
      return { ...nothing, state: 'taken', ...countsOf(found) }
    case 'refused':
      return { ...nothing, state: 'not-taken', because: faultOfFile(found) }
    case 'discarded':
      return { ...nothing, state: 'not-taken' }
    default:
      return assertNever(found.state)
  }
}

function countsOf({ summary }: Deposit) {
  const { counts = [], leftOut = [] } = summary ?? {}
  return {
    taken: counts.map(({ item, count }) => ({ item, count })),
    leftOut: leftOut.reduce((sum, { count }) => sum + count, 0),
  }
}

/** What is wrong with a file whoever it is of. */
function faultOfFile({ because }: Deposit): string | null {
  return because !== null && Object.hasOwn(importRefusals, because) ? because : null
}
