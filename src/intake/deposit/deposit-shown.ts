import { z } from 'zod'
import { assertNever } from '../../kernel/index.ts'
import { importRefusals, type BroughtFile } from '../../vault/index.ts'

/** What a partner is told of a file it brought: what is in the file, and never what became of it. */
export const broughtSchema = z.object({
  deposit: z.string(),
  state: z.enum(['reading', 'read', 'not-read']),
  because: z
    .string()
    .nullable()
    .describe('Why the file itself could not be read; null where that does not lie with the file'),
  counts: z
    .array(z.object({ item: z.string(), count: z.number().int() }))
    .describe('How many of each item the file has, of those that the link is for'),
  leftOut: z.number().int().describe('How many of the file are none of these'),
})

export function shownToPartner(deposit: string, found: BroughtFile): z.infer<typeof broughtSchema> {
  const nothing = { deposit, because: null, counts: [], leftOut: 0 }
  switch (found.state) {
    case 'reading':
      return { ...nothing, state: 'reading' }
    case 'read':
      return { ...nothing, state: 'read', ...found.told }
    case 'not-read':
      return { ...nothing, state: 'not-read', because: faultOfFile(found.because) }
    default:
      return assertNever(found)
  }
}

/** What is wrong with a file whoever it is of. */
function faultOfFile(because: string | null): string | null {
  return because !== null && Object.hasOwn(importRefusals, because) ? because : null
}
